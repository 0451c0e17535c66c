"""The inbox: what it shows, how it is narrowed, and what can be done to many cases at once."""

import re
from urllib.parse import parse_qsl

import httpx2
import pytest

from archive.case_filter import CaseOrder
from archive.case_queries import PAGE
from archive.casework import CaseState, Competence, Kind, Urgency
from tests.casebook_story import ROADS
from tests.web.cases.conftest import Enter, does, hidden_of
from tests.web.cases.office_house import COMMUNE
from tests.web.conftest import Clock
from web.cases import inbox as page_of_inbox
from web.cases.act_forms import FORMS
from web.cases.inbox import MANY
from web.cases.inbox_wish import TAB_WORDS, Wish
from web.context import House

INBOX = "/archive/cases"
DAY = 86_400_000


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="/archive/cases/([\w.-]+)"', page)


def results(page: str) -> list[tuple[str, str]]:
    found = page.partition('id="results-head"')[2].partition("</section>")[0]
    return re.findall(
        r'<a href="/archive/cases/([\w.-]+)".*?<span class="pill pill-(\w+)"', found, re.DOTALL
    )


async def test_all_that_is_open_is_there_with_the_tabs_that_hold_something(enter: Enter) -> None:
    """It is Saturday: what runs out on Monday is due soon."""
    page = (await (await enter("van")).get(INBOX)).text
    assert sorted(rows(page)) == ["CAU-0001", "CAU-0002", "CAU-0003", "CAU-0004"]
    tabs = re.findall(
        r"/archive/cases(\?tab=\w+)?\"[^>]*>[^<]+<span class=\"tab-count\">(\d+)", page
    )
    soon = ("?tab=soon", "4")
    assert tabs == [("", "4"), ("?tab=overdue", "0"), soon, ("?tab=received", "4")]
    soon_page = (await (await enter("van")).get(f"{INBOX}{soon[0]}")).text
    assert len(rows(soon_page)) == 4
    assert "Hết hạn trong hai ngày làm việc" in soon_page


async def test_what_is_late_says_so_in_words(enter: Enter, clock: Clock) -> None:
    clock.now += 5 * DAY
    van = await enter("van")
    page = (await van.get(f"{INBOX}?tab=overdue")).text
    assert len(rows(page)) == 4
    assert re.findall(r"quá hạn \d+ ngày làm việc", page) == ["quá hạn 2 ngày làm việc"] * 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tab=received", 3),
        ("?tab=verifying", 1),
        ("?owner=-", 4),
        ("?owner=khoa", 0),
        ("?unit=Kh%C3%B4ng", 0),
        ("?text=duong", 1),
        ("?place=Th%C3%B4n%20cau", 4),
        ("?topic=Vi%E1%BB%87c%20cau", 4),
        ("?conference=CAU", 4),
        ("?conference=HOP", 0),
        ("?tab=no-such&order=no-such&after=no.such", 4),
        ("?tab=ended", 0),
        ("?tab=to_publish", 0),
    ],
)
async def test_an_address_is_a_wish(enter: Enter, query: str, found: int) -> None:
    van = await enter("van")
    await does(van, 3, "verify_case")
    answer = await van.get(INBOX + query)
    assert (answer.status_code, len(rows(answer.text))) == (200, found)


async def test_a_long_list_goes_on_where_it_stopped(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_inbox, "PAGE", 3)
    van = await enter("van")
    first = (await van.get(f"{INBOX}?order=oldest&place=Th%C3%B4n%20cau")).text
    more = re.findall(r'<a class="button" href="([^"]+)"', first)
    rest = (await van.get(more[0].replace("&amp;", "&"))).text
    assert (len(rows(first)), len(rows(rest))) == (3, 1)
    assert sorted(rows(first) + rows(rest)) == ["CAU-0001", "CAU-0002", "CAU-0003", "CAU-0004"]


def of_act(act: str, fields: dict[str, str]) -> dict[str, str]:
    """As the inbox calls them: the fields of several acts stand in one form."""
    return {f"{act}-{name}": value for name, value in fields.items()}


async def test_many_at_once_answer_one_by_one(enter: Enter) -> None:
    van = await enter("van")
    page = (await van.get(INBOX)).text
    seen = dict(re.findall(r'name="(case_\d+)" value="([^"]+)"', page))
    await does(van, 2, "verify_case")
    chosen = {key: value for key, value in seen.items() if not value.startswith("CAU-0001")}
    form = {**hidden_of(page, INBOX), **chosen, "do": "verify_case"}
    answer = await van.post(INBOX, data=form)
    assert answer.status_code == 200
    assert sorted(results(answer.text)) == [
        ("CAU-0002", "failed"),
        ("CAU-0003", "answered"),
        ("CAU-0004", "answered"),
    ]
    again = await van.post(INBOX, data=form)
    assert sorted(results(again.text)) == sorted(results(answer.text))


async def test_many_are_classified_and_given_away(enter: Enter) -> None:
    van = await enter("van")
    for act, fields in (
        ("verify_case", {}),
        ("classify_case", {"kind": "report", "topic": "Đường", "competence": "commune"}),
        ("assign_case", {"to_unit": "Phòng Kinh tế", "owner": "khoa"}),
    ):
        page = (await van.get(INBOX)).text
        chosen = dict(re.findall(r'name="(case_\d+)" value="([^"]+)"', page))
        form = {**hidden_of(page, INBOX), **chosen, **of_act(act, fields), "do": act}
        answer = await van.post(INBOX, data=form)
        assert [end for _, end in results(answer.text)] == ["answered"] * 4
    mine = await (await enter("khoa")).get(f"{INBOX}?owner=khoa&tab=assigned")
    assert len(rows(mine.text)) == 4


async def does_to_many(
    client: httpx2.AsyncClient, act: str, *numbers: int, **fields: str
) -> list[tuple[str, str]]:
    page = (await client.get(f"{INBOX}?order=oldest")).text
    seen = re.findall(r'name="(case_\d+)" value="(CAU-000(\d):\d+)"', page)
    chosen = {key: value for key, value, number in seen if int(number) in numbers}
    form = {**hidden_of(page, f"{INBOX}?order=oldest"), **chosen, **of_act(act, fields), "do": act}
    return sorted(results((await client.post(INBOX, data=form)).text))


async def test_urgency_is_set_for_many_and_nothing_else_changes(enter: Enter, house: House) -> None:
    van = await enter("van")
    told = {"kind": "report", "topic": "Đê", "competence": "province", "several_units": "true"}
    for number in (2, 3):
        assert (await does(van, number, "classify_case", **told)).status_code == 303
    done = await does_to_many(van, "set_urgency", 2, 3, 4, urgency="urgent")
    assert done == [("CAU-0002", "answered"), ("CAU-0003", "answered"), ("CAU-0004", "failed")]
    for number in (2, 3):
        case = await house.cases.line(COMMUNE, f"CAU{number}")
        assert case
        assert (case.kind, case.topic, case.competence, case.several_units, case.urgency) == (
            Kind.REPORT,
            "Đê",
            Competence.PROVINCE,
            True,
            Urgency.URGENT,
        )
    untouched = await house.cases.line(COMMUNE, "CAU4")
    assert untouched
    assert (untouched.state, untouched.urgency) == (CaseState.RECEIVED, Urgency.NORMAL)


async def test_many_are_passed_on_named_and_taken_up(enter: Enter) -> None:
    van, dung, khoa, tam = [await enter(name) for name in ("van", "dung", "khoa", "tam")]
    told = {"kind": "report", "topic": "Đường", "competence": "commune"}
    done = await does_to_many(van, "classify_case", 2, 3, 4, **told)
    assert [end for _, end in done] == ["answered"] * 3
    done = await does_to_many(van, "assign_case", 2, 3, to_unit=ROADS)
    done += await does_to_many(dung, "name_owner", 2, 3, owner="khoa")
    done += await does_to_many(khoa, "accept_case", 2, 3)
    letter = {"authority": "Sở Xây dựng", "letter": "12/PC-UBND"}
    done += await does_to_many(tam, "transfer_case", 4, **letter)
    assert [end for _, end in done] == ["answered"] * 7
    page = (await van.get(f"{INBOX}?tab=transferred")).text
    assert rows(page) == ["CAU-0004"]


async def test_a_full_page_with_every_field_is_taken(enter: Enter) -> None:
    client = await enter("motminh")
    page = (await client.get(INBOX)).text
    ticked = {f"case_{number}": f"CAU-{number:04d}:1" for number in range(1, PAGE + 1)}
    names = re.findall(rf' name="((?:{"|".join(MANY)})-\w+)"', page)
    assert len(names) > len(FORMS["classify_case"])
    fields = {**dict.fromkeys(names, "x"), "do": "verify_case"}
    answer = await client.post(INBOX, data={**hidden_of(page, INBOX), **ticked, **fields})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"do": "verify_case"}, "cases"),
        (
            {"do": "classify_case", "case_1": "CAU-0001:1", "classify_case-kind": "report"},
            "classify_case-topic",
        ),
        ({"do": "set_urgency", "case_1": "CAU-0001:1"}, "set_urgency-urgency"),
        ({"do": "assign_case", "case_1": "CAU-0001:1"}, "assign_case-to_unit"),
    ],
)
async def test_what_is_missing_for_all_is_said_once(
    enter: Enter, fields: dict[str, str], at: str
) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(INBOX)).text, INBOX)
    answer = await van.post(INBOX, data={**form, **fields})
    assert (answer.status_code, f'href="#{at}"' in answer.text) == (422, True)
    assert f'id="{at}"' in answer.text


async def test_no_other_act_is_done_to_many(enter: Enter) -> None:
    van = await enter("van")
    form = hidden_of((await van.get(INBOX)).text, INBOX)
    answer = await van.post(INBOX, data={**form, "do": "seal_case", "case_1": "CAU-0001:1"})
    assert answer.status_code == 400


async def test_the_neighbours_cases_are_neither_shown_nor_touched(enter: Enter) -> None:
    la = await enter("la")
    page = (await la.get(INBOX)).text
    assert sorted(rows(page)) == ["HOP-0001", "HOP-0002", "HOP-0003", "HOP-0004"]
    form = {**hidden_of(page, INBOX), "do": "verify_case", "case_1": "CAU-0003:1"}
    answer = await la.post(INBOX, data=form)
    assert (answer.status_code, results(answer.text)) == (200, [])
    assert (await la.get(f"{INBOX}?commune=dong-hoa")).status_code == 404


async def test_a_tab_that_nothing_is_counted_in_is_still_shown_as_the_one_looked_at(
    enter: Enter,
) -> None:
    van = await enter("van")
    for tab, words in TAB_WORDS.items():
        page = (await van.get(f"{INBOX}?tab={tab}")).text
        current = re.findall(
            r'aria-current="page"[^>]*>([^<]+?) *<', page.partition("case-tabs")[2]
        )
        assert current == [words], tab


async def test_who_may_not_act_on_many_has_nothing_to_tick(enter: Enter) -> None:
    page = (await (await enter("phuc")).get(INBOX)).text
    assert ("case_1" in page, "Với những hồ sơ đã chọn" in page) == (False, False)


def test_a_wish_is_read_as_it_is_written() -> None:
    wish = Wish(
        CaseState.RECEIVED, "Phòng A&B", "-", "Đường?", "Thôn 1", "CAU", "a b", CaseOrder.NEWEST
    )
    assert Wish.read(dict(parse_qsl(wish.query()[1:]))) == wish
