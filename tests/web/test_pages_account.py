"""One's own account: sessions, password, second step."""

import re
from collections.abc import Callable

import httpx2
import pytest

from archive.office_events import AccountAct
from conference.vocabulary import Role
from tests.archive.accounts_told import accounts_told
from tests.web.conftest import COMMUNE, PASSWORD, Clock, form_token
from tests.web.staff_room import STEP, Person, add, now_on
from web.context import House
from web.staff import SESSIONS_MAX, session_key

Browser = Callable[..., httpx2.AsyncClient]
NEW = "ba con cò trắng bay"


@pytest.fixture
async def lan(house: House, browser: Browser) -> Person:
    await add(house, "lan", Role.CLERK, unit="Văn phòng")
    person = Person(browser(), "lan")
    assert (await person.sign_in()).status_code == 303
    return person


async def again(browser: Browser, **headers: str) -> Person:
    """The same person in another browser."""
    other = Person(browser(**headers), "lan")
    await other.sign_in()
    return other


async def test_strangers_are_sent_to_sign_in(browser: Browser) -> None:
    for page in ("/account", "/account/second-step"):
        answer = await browser().get(page)
        assert answer.headers["location"].startswith("/login?next=")


async def test_sessions_are_listed_with_this_one_marked(
    lan: Person, browser: Browser, clock: Clock
) -> None:
    clock.now += 60_000
    agent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"
    other = await again(browser, **{"user-agent": agent})
    page = (await other.get("/account")).text
    rows = re.findall(r'<li class="row">(.*?)</li>', page, re.DOTALL)
    assert [("Firefox, Windows" in row, "nơi này" in row) for row in rows] == [
        (True, True),
        (False, False),
    ]
    assert "Văn phòng" in page


async def test_one_session_is_ended_and_the_others_stay(lan: Person, browser: Browser) -> None:
    other, third = await again(browser), await again(browser)
    key = session_key_of(other)
    assert (await lan.post("/account/sessions/end", session=key)).status_code == 303
    assert [await each.is_in() for each in (lan, other, third)] == [True, False, True]


async def test_all_other_sessions_are_ended(lan: Person, browser: Browser) -> None:
    other, third = await again(browser), await again(browser)
    await other.post("/account/sessions/end-others")
    assert [await each.is_in() for each in (lan, other, third)] == [False, True, False]


async def test_nobody_ends_somebody_elses_session(
    lan: Person, house: House, browser: Browser
) -> None:
    await add(house, "hai", Role.CLERK)
    hai = Person(browser(), "hai")
    await hai.sign_in()
    await hai.post("/account/sessions/end", session=session_key_of(lan))
    assert await lan.is_in()


async def test_one_person_has_so_many_sessions_and_the_oldest_ends(
    lan: Person, house: House, clock: Clock
) -> None:
    for _ in range(SESSIONS_MAX - 1):
        clock.now += 1
        await house.staff_door.begin("lan")
    assert await lan.is_in()
    clock.now += 1
    await house.staff_door.begin("lan")
    assert not await lan.is_in()
    assert len(await house.staff_door.open_sessions("lan")) == SESSIONS_MAX


async def test_password_is_changed_with_the_old_one_and_the_others_are_out(
    lan: Person, browser: Browser
) -> None:
    other = await again(browser)
    changed = await lan.post("/account/password", old=PASSWORD, new=NEW)
    assert (changed.status_code, "Đã đổi mật khẩu" in changed.text) == (200, True)
    assert [await each.is_in() for each in (lan, other)] == [True, False]
    assert (await other.sign_in()).status_code == 401
    assert (await other.sign_in(NEW)).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [("wrong", NEW, 401), ("", NEW, 401), (PASSWORD, "ngắn", 422), (PASSWORD, "lanlanlanlan", 422)],
)
async def test_password_stays_when_the_old_one_is_wrong_or_the_new_one_bad(
    lan: Person, browser: Browser, old: str, new: str, status: int
) -> None:
    other = await again(browser)
    assert (await lan.post("/account/password", old=old, new=new)).status_code == status
    assert [await each.is_in() for each in (lan, other)] == [True, True]
    assert (await Person(browser(), "lan").sign_in()).status_code == 303


async def test_old_password_cannot_be_guessed_from_an_open_session(lan: Person) -> None:
    told = [
        (await lan.post("/account/password", old="wrong", new=NEW)).status_code for _ in range(12)
    ]
    assert told == [401] * 10 + [429] * 2
    assert (await lan.post("/account/password", old=PASSWORD, new=NEW)).status_code == 429


async def test_code_is_asked_for_after_the_password(
    lan: Person, browser: Browser, clock: Clock
) -> None:
    app, codes = await lan.enrol(clock)
    assert len(codes) == 10
    other = Person(browser(), "lan")
    halfway = await other.sign_in()
    assert halfway.headers["location"] == "/login/code?next=%2Fstaff"
    assert not await other.is_in()
    clock.now += STEP
    typed = {"code": now_on(app, clock), "next": "/account"}
    done = await other.post("/login/code", "/login/code", **typed)
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    assert await other.is_in()
    assert "doithoai_halfway" not in other.browser.cookies


async def test_no_code_is_good_twice(lan: Person, browser: Browser, clock: Clock) -> None:
    app, _codes = await lan.enrol(clock)
    enrolled_with = now_on(app, clock)
    first, second = Person(browser(), "lan"), Person(browser(), "lan")
    for person in (first, second):
        await person.sign_in()
    assert (await first.post("/login/code", "/login/code", code=enrolled_with)).status_code == 401
    clock.now += STEP
    code = now_on(app, clock)
    assert (await first.post("/login/code", "/login/code", code=code)).status_code == 303
    assert (await second.post("/login/code", "/login/code", code=code)).status_code == 401
    assert not await second.is_in()


async def test_recovery_code_stands_in_once(lan: Person, browser: Browser, clock: Clock) -> None:
    _app, codes = await lan.enrol(clock)
    told = []
    for code in (codes[0].lower(), codes[0], codes[1]):
        person = Person(browser(), "lan")
        await person.sign_in()
        told.append((await person.post("/login/code", "/login/code", code=code)).status_code)
    assert told == [303, 401, 303]
    assert "Còn 8 mã dự phòng" in (await lan.get("/account")).text


async def test_codes_cannot_be_guessed(lan: Person, browser: Browser, clock: Clock) -> None:
    app, _codes = await lan.enrol(clock)
    thief = Person(browser(), "lan")
    await thief.sign_in()
    told = [
        (await thief.post("/login/code", "/login/code", code="000000")).status_code
        for _ in range(10)
    ]
    assert told == [401] * 9 + [429]
    clock.now += STEP
    right = await thief.post("/login/code", "/login/code", code=now_on(app, clock))
    assert right.status_code == 429


async def test_halfway_lasts_ten_minutes_and_is_good_once(
    lan: Person, browser: Browser, clock: Clock
) -> None:
    app, codes = await lan.enrol(clock)
    late = Person(browser(), "lan")
    await late.sign_in()
    page = await late.get("/login/code")
    clock.now += 10 * 60_000
    fields = {"form_token": form_token(page.text), "code": now_on(app, clock)}
    assert (await late.browser.post("/login/code", data=fields)).headers["location"] == "/login"
    assert (await late.get("/login/code")).headers["location"] == "/login"
    await late.sign_in()
    half = late.browser.cookies["doithoai_halfway"]
    await late.post("/login/code", "/login/code", code=codes[0])
    thief = browser(cookie=f"doithoai_halfway={half}")
    assert (await thief.get("/login/code")).headers["location"] == "/login"


async def test_halfway_cookie_with_a_byte_changed_is_not_there(
    lan: Person, browser: Browser, clock: Clock
) -> None:
    await lan.enrol(clock)
    other = Person(browser(), "lan")
    await other.sign_in()
    value = other.browser.cookies["doithoai_halfway"]
    for place in range(0, len(value), 7):
        changed = value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]
        answer = await browser(cookie=f"doithoai_halfway={changed}").get("/login/code")
        assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    for kind in ("staff", "device", "invited"):
        assert not await Person(browser(cookie=f"doithoai_{kind}={value}"), "lan").is_in()


async def test_enrolling_gives_a_new_session_and_ends_the_others(
    lan: Person, browser: Browser, clock: Clock
) -> None:
    other = await again(browser)
    before = lan.browser.cookies["doithoai_staff"]
    await lan.enrol(clock)
    assert lan.browser.cookies["doithoai_staff"] != before
    assert [await each.is_in() for each in (lan, other)] == [True, False]
    assert not await Person(browser(cookie=f"doithoai_staff={before}"), "lan").is_in()


async def test_wrong_first_code_turns_nothing_on(lan: Person, browser: Browser) -> None:
    await lan.post("/account/second-step/begin", "/account/second-step")
    page = "/account/second-step"
    refused = await lan.post("/account/second-step/confirm", page, code="000000")
    assert (refused.status_code, "Mã không đúng" in refused.text) == (401, True)
    assert (await (await again(browser)).get("/account")).status_code == 200


async def test_turning_off_and_new_codes_take_a_code(
    lan: Person, browser: Browser, clock: Clock
) -> None:
    app, codes = await lan.enrol(clock)
    page = "/account/second-step"
    for act in ("off", "codes"):
        assert (await lan.post(f"{page}/{act}", page, code="000000")).status_code == 401
    clock.now += STEP
    fresh = await lan.post(f"{page}/codes", page, code=now_on(app, clock))
    assert fresh.status_code == 200
    assert (await lan.post(f"{page}/off", page, code=codes[0])).status_code == 401
    clock.now += STEP
    assert (await lan.post(f"{page}/off", page, code=now_on(app, clock))).status_code == 303
    assert (await (await again(browser)).get("/account")).status_code == 200


async def test_secret_is_in_no_file_and_shown_no_more(
    lan: Person, house: House, clock: Clock
) -> None:
    app, codes = await lan.enrol(clock)
    kept = b"".join(file.read_bytes() for file in house.settings.data.glob("doithoai.sqlite*"))
    for secret in (app.secret.encode(), *(code.encode() for code in codes)):
        assert secret not in kept
    assert app.secret not in re.sub(r"<[^>]*>", "", (await lan.get("/account/second-step")).text)


async def test_log_tells_what_people_do_to_their_own(
    lan: Person, house: House, clock: Clock
) -> None:
    await lan.enrol(clock)
    await lan.post("/account/password", old=PASSWORD, new=NEW)
    told = [(line.by.id, line.act) for line in await accounts_told(house.store, COMMUNE)]
    assert told == [
        ("lan", AccountAct.PASSWORD_CHANGED),
        ("lan", AccountAct.SECOND_STEP_ON),
        ("operator", AccountAct.ADDED),
    ]


def session_key_of(person: Person) -> str:
    value = person.browser.cookies["doithoai_staff"]
    return session_key(value.rpartition(".")[0].rpartition(".")[0])
