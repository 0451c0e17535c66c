"""The sealed box: who reads it, what its pages say, and the way back to the desk."""

import html

import pytest
import structlog.testing

from archive.office_events import OriginalRead
from conference.vocabulary import Actor, Role
from realtime.audiences import Audience
from tests.web.conftest import COMMUNE, PASSWORD, form_token

SECRET = "Ông Tư nhận tiền ở cầu Đồng Bưởi, tôi số 0912 345 678"
MASKED = "Ông Tư nhận tiền ở cầu Đồng Bưởi"
WHY = "Đây là kiến nghị về cầu"
OTHER = "DONG-2026"


@pytest.fixture
async def sealed(house, conference):
    """The first of two questions, sealed by the moderator; officers of this conference and of another."""
    await house.office.command(conference, "open_conference", {})
    fields = {"code": OTHER, "commune": "dong-hoa", "title": "Đối thoại xã Đông Hòa"}
    await house.office.create_conference(fields)
    for name, role, commune, code in (
        ("hop", Role.SEALED_BOX, COMMUNE, conference),
        ("tu", Role.SEALED_BOX, "dong-hoa", OTHER),
        ("thu", Role.SECRETARY, COMMUNE, conference),
        ("sat", Role.SUPERVISOR, COMMUNE, conference),
    ):
        await house.office.add_person(
            name=name,
            display_name=name.title(),
            password=PASSWORD,
            roles=[role],
            commune=commune,
            conference=code,
        )
    for text in (SECRET, "Bao giờ sửa cầu?"):
        asked = {"text": text, "name": "Bà Năm", "place": "Thôn Suối", "source": text[:2]}
        await house.office.command(conference, "record_question", asked)
    hall = await house.halls.open(conference)
    made = house.intake.command("seal_question", {"question": 1}, Actor(Role.MODERATOR, "lan"))
    await hall.submit(*made)
    return conference


@pytest.fixture
def signed_in(browser, sealed):
    async def sign_in(name):
        client = browser()
        token = form_token((await client.get("/login")).text)
        wish = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await client.post("/login", data=wish)).status_code == 303
        return client

    return sign_in


@pytest.fixture
async def officer(signed_in, sealed):
    client = await signed_in("hop")
    client.token = form_token((await client.get("/staff")).text)

    async def unseal(**fields):
        wish = {"form_token": client.token, "do": "unseal_question", "id": "one", **fields}
        return await client.post(f"/sealed/{sealed}/1", data=wish)

    client.unseal = unseal
    return client


async def statuses(house, code):
    hall = await house.halls.open(code)
    questions = (await hall.snapshot(Audience.MODERATORS))["questions"]
    return [question["status"] for question in questions]


@pytest.mark.parametrize("page", ["", "/1", "/1/slip"])
async def test_only_this_conferences_officer_finds_the_box(browser, signed_in, sealed, page):
    path = f"/sealed/{sealed}{page}"
    stranger = await browser().get(path)
    login = f"/login?next={path.replace('/', '%2F')}"
    assert (stranger.status_code, stranger.headers["location"]) == (303, login)
    answers = {}
    for name in ("hop", "tu", "lan", "hai", "thu", "sat"):
        answer = await (await signed_in(name)).get(path)
        answers[name] = answer.status_code, MASKED in html.unescape(answer.text)
    assert answers == {
        "hop": (200, True),
        **dict.fromkeys(("tu", "lan", "hai", "thu", "sat"), (404, False)),
    }


async def test_nobody_else_unseals_and_nothing_that_is_not_sealed_is_here(
    signed_in, officer, house, sealed
):
    for name in ("tu", "lan"):
        client = await signed_in(name)
        token = form_token((await client.get("/staff")).text)
        wish = {"form_token": token, "id": "one", "words": WHY, "sure": "1"}
        assert (await client.post(f"/sealed/{sealed}/1", data=wish)).status_code == 404
    assert await statuses(house, sealed) == ["sealed", "waiting"]
    for number in (2, 3):
        assert (await officer.get(f"/sealed/{sealed}/{number}")).status_code == 404


async def test_the_box_says_what_when_from_where_and_who_sealed_it(officer, sealed):
    answer = await officer.get(f"/sealed/{sealed}")
    page = html.unescape(answer.text)
    wanted = [MASKED, "Bà Năm", "Thôn Suối", "Thu thập trước hội nghị", "Niêm phong lúc"]
    wanted += [">Lan<", ">Điều hành viên<", "1 tin đang niêm phong", "18:06, 18/11/2026"]
    assert [words for words in wanted if words not in page] == []
    assert ("0912 345" in page, "Bao giờ sửa cầu?" in page) == (False, False)
    assert (answer.headers["cache-control"], answer.headers["refresh"]) == (
        "no-store",
        f"30;url=/sealed/{sealed}?again",
    )
    assert "refresh" not in (await officer.get(f"/sealed/{sealed}?still=1")).headers
    assert "<script" not in page


@pytest.mark.parametrize("page", ["1", "1/slip"])
async def test_its_words_are_read_whole_and_the_log_has_none_of_them(officer, house, sealed, page):
    with structlog.testing.capture_logs() as lines:
        answer = await officer.get(f"/sealed/{sealed}/{page}")
    assert SECRET in html.unescape(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    (look,) = await house.reception.accounts.log.latest(COMMUNE, [OriginalRead])
    assert (look.event.question, look.event.by) == (1, Actor(Role.SEALED_BOX, "hop"))
    kept = str((lines, look.event))
    assert [word for word in ("Tư", "0912 345", "Năm", "Suối") if word in kept] == []


async def test_it_is_given_back_with_a_reason_and_only_after_a_second_word(officer, house, sealed):
    nothing = await officer.unseal(words=" ", sure="1")
    assert (nothing.status_code, "Hãy ghi lý do mở niêm phong." in nothing.text) == (422, True)
    asked = await officer.unseal(words=WHY)
    assert (asked.status_code, f'name="words" value="{WHY}"' in html.unescape(asked.text)) == (
        200,
        True,
    )
    assert await statuses(house, sealed) == ["sealed", "waiting"]
    done = await officer.unseal(words=WHY, sure="1")
    assert (done.status_code, done.headers["location"]) == (303, f"/sealed/{sealed}?unsealed=1")
    assert await statuses(house, sealed) == ["waiting", "waiting"]
    page = html.unescape((await officer.get(done.headers["location"])).text)
    assert ("Đã mở niêm phong № 1" in page, "Chưa có tin nào." in page) == (True, True)
    again = await officer.unseal(id="two", words=WHY, sure="1")
    assert (again.status_code, again.headers["location"]) == (303, f"/sealed/{sealed}")


async def test_a_reason_that_is_too_long_comes_back_to_be_shortened(officer, house, sealed):
    answer = await officer.unseal(words="dài " * 200, sure="1")
    assert (answer.status_code, ("dài " * 199 + "dài") in html.unescape(answer.text)) == (422, True)
    assert await statuses(house, sealed) == ["sealed", "waiting"]


async def test_after_the_conference_it_is_read_and_no_longer_given_back(officer, house, sealed):
    await house.office.command(sealed, "close_conference", {})
    page = await officer.get(f"/sealed/{sealed}")
    assert (MASKED in html.unescape(page.text), "refresh" in page.headers) == (True, False)
    question = html.unescape((await officer.get(f"/sealed/{sealed}/1")).text)
    assert (SECRET in question, 'name="words"' in question) == (True, False)
    assert (await officer.unseal(words=WHY, sure="1")).status_code == 409
    assert await statuses(house, sealed) == ["sealed", "waiting"]


@pytest.mark.slow
async def test_its_text_is_in_nobody_elses_pages(browser, signed_in, sealed):
    pages = [f"/desk/{sealed}", f"/stage/{sealed}", f"/archive/{sealed}", f"/archive/{sealed}.json"]
    pages += [f"/h/{sealed}", f"/h/{sealed}/display", f"/h/{sealed}/ledger", "/staff"]
    pages += [f"/desk/{sealed}/original/1", f"/desk/{sealed}/record"]
    told = []
    for client in (browser(), *[await signed_in(name) for name in ("lan", "hai", "thu", "sat")]):
        for path in pages:
            body = html.unescape((await client.get(path)).text)
            told += [(path, word) for word in ("Đồng Bưởi", "0912 345") if word in body]
    assert told == []


async def test_only_the_officer_is_shown_the_way_there(signed_in, sealed):
    ways = {}
    for name in ("hop", "lan", "sat"):
        page = (await (await signed_in(name)).get("/staff")).text
        ways[name] = f"/sealed/{sealed}" in page, f'"/archive/{sealed}"' in page
    assert ways == {"hop": (True, False), "lan": (False, True), "sat": (False, False)}


async def test_a_full_box_is_leafed_through(officer, house, sealed):
    rows = [{"text": f"Tin số {n}", "source": f"{n}"} for n in range(50)]
    each = [{"fields": row} for row in rows]
    await house.office.commands(sealed, "record_question", each)
    each = [{"fields": {"question": n}} for n in range(3, 53)]
    await house.office.commands(sealed, "seal_question", each)
    first = (await officer.get(f"/sealed/{sealed}")).text
    second = (await officer.get(f"/sealed/{sealed}?page=2")).text
    cards = [page.count('class="entry-card"') for page in (first, second)]
    assert (cards, "?page=2" in first, "?page=1" in second) == ([50, 1], True, True)
    assert "Người vận hành" in first
    beyond = (await officer.get(f"/sealed/{sealed}?page=99&unsealed=x")).text
    assert beyond.count('class="entry-card"') == 1
