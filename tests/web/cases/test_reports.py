"""The reports of a commune: their balance closes, their figures are the journal's, and nobody foreign reads them."""

import csv
import io
import re
from datetime import date

import pytest

from archive.calendar import day_of
from archive.casebook.periods import PeriodKind, period
from tests.archive.town import Town
from tests.casebook_story import CITIZEN, CLERK, FRONT, OWNER, ROADS
from tests.web.cases.conftest import Enter
from tests.web.cases.front_people import acts, answered
from tests.web.cases.test_front import said_at
from tests.web.conftest import CODE, Clock
from web.cases import reports
from web.cases.report_keys import address_of, after, before, found_by, key_of, period_of
from web.context import House

DAY = 86_400_000
STAFF = [
    route.path
    for route in reports.routes
    if route.path.startswith("/archive") and route.path != "/archive/weeks"
]


def path_of(route: str, key: str, kind: str = "month") -> str:
    return route.replace("{key}", key).replace("{kind}", kind)


def week_of(clock: Clock) -> str:
    return key_of(period(PeriodKind.WEEK, day_of(clock.now)))


def paths(clock: Clock) -> list[str]:
    week = week_of(clock)
    return [path_of(route, week if "weeks" in route else "2026-10") for route in STAFF]


def sum_on(page: str) -> tuple[int, int, int, int]:
    """Opening, in, out and closing, as the page adds them up."""
    said = re.search(r'id="sum">(.*?)</p>', page)
    assert said
    opening, came, went, closing = (int(figure) for figure in re.findall(r"\d+", said[1]))
    return opening, came, went, closing


@pytest.mark.parametrize("kind", PeriodKind)
@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 11, 18), date(2027, 1, 2)])
def test_a_period_is_found_by_its_key(kind: PeriodKind, day: date) -> None:
    wanted = period(kind, day)
    assert period_of(kind, key_of(wanted)) == wanted
    assert after(before(wanted)) == wanted
    assert address_of(wanted).endswith(key_of(wanted))


@pytest.mark.parametrize(
    "key",
    [
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "1999",
        "x",
        "",
        "2026-1",
    ],
)
def test_what_is_no_period_is_none(key: str) -> None:
    assert found_by(key) is None
    assert [period_of(kind, key) for kind in (*PeriodKind, "century")] == [None] * 7


async def test_every_report_opens_for_the_office_and_the_synthesis_for_the_front(
    enter: Enter, clock: Clock
) -> None:
    van, xuan = await enter("van"), await enter("xuan")
    told = paths(clock)
    assert [(await van.get(path)).status_code for path in told] == [200] * len(told)
    assert [(await xuan.get(path)).status_code for path in told] == [
        404 if path == "/archive/dashboard" else 200 for path in told
    ]


async def test_a_foreign_clerk_reads_their_own_figures_alone(enter: Enter, clock: Clock) -> None:
    foreign = await enter("la")
    for path in paths(clock):
        text = (await foreign.get(path)).text
        assert "CAU-000" not in text, path
        denied = await said_at(foreign, f"{path}?commune=dong-hoa")
        assert denied == await said_at(foreign, f"{path}?commune=nowhere")
        assert denied[0] == 404


async def test_the_balance_closes_and_is_counted_twice(
    enter: Enter, house: House, town: Town, clock: Clock
) -> None:
    await answered(house, town, 2)
    await acts(house, town, CITIZEN, "rate_answer", 2, stars="4", solved="false")
    await acts(house, town, CLERK, "seal_case", 3)
    clock.now += 30 * DAY
    van = await enter("van")
    born = min(case.opened_at for case in town.book.state.cases.values())
    first = period(PeriodKind.WEEK, day_of(born))
    openings, closings, wanted = [], [], first
    while wanted.since <= clock.now:
        page = (await van.get(address_of(wanted))).text
        opening, came, went, closing = sum_on(page)
        assert opening + came - went == closing
        assert "pill-failed" not in page
        openings.append(opening)
        closings.append(closing)
        wanted = after(wanted)
    assert openings == [0, *closings[:-1]]
    assert closings[-1] == sum(
        line.state in ("received", "transferred", "classified", "answered", "assigned")
        for line in (await house.cases.inbox(town.commune, now=clock.now)).cases
    )


async def test_the_table_says_what_the_page_says(
    enter: Enter, house: House, town: Town, clock: Clock
) -> None:
    await answered(house, town, 2)
    van = await enter("van")
    address = f"/archive/weeks/{week_of(clock)}"
    page, table = (await van.get(address)).text, (await van.get(f"{address}.csv")).text
    rows = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"))))
    figures = {what: count for _section, what, count in rows}
    opening, came, went, closing = sum_on(page)
    named = ("Tồn đầu kỳ", "Cộng vào", "Cộng ra", "Tồn cuối kỳ", "Đã trả lời")
    assert [int(figures[name]) for name in named[:4]] == [opening, came, went, closing]
    assert figures["Đã trả lời"] == "1"
    assert figures["Trong đó đã giải quyết xong"] == "1"


async def test_replied_and_resolved_stand_side_by_side(
    enter: Enter, house: House, town: Town
) -> None:
    await answered(house, town, 2)
    await answered(house, town, 3, "explained")
    page = (await (await enter("van")).get("/archive/dashboard")).text
    figures = re.findall(r'class="both-(\w+)"><dt>[^<]*</dt><dd>(\d+)', page)
    assert figures == [("replied", "2"), ("resolved", "1")]
    rows = re.findall(r'<table class="[^"]*" id="units">.*?</table>', page, re.DOTALL)
    assert "Phòng Kinh tế" in rows[0]
    assert 'style="' not in page


async def test_a_period_that_has_not_begun_has_no_report(enter: Enter) -> None:
    van = await enter("van")
    for path in (
        "/archive/weeks/2098-W01",
        "/archive/periods/year/2098",
        "/archive/periods/x/2026",
    ):
        assert (await van.get(path)).status_code == 404


async def test_figures_counted_from_the_moves_are_those_of_the_register(
    house: House, town: Town, clock: Clock
) -> None:
    await answered(house, town, 2)
    await acts(house, town, CLERK, "seal_case", 3)
    board = await house.cases.dashboard(town.commune, now=clock.now, soon=clock.now)
    counted = await house.cases.counted(town.commune)
    told = (board.tabs.open, board.replied, board.resolved, board.tabs.sealed)
    assert told == (
        counted.open,
        counted.replied,
        counted.resolved,
        counted.by_state.get("sealed", 0),  # type: ignore[call-overload]
    )
    assert counted.total == sum(board.tabs.by_state.values()) + board.tabs.sealed


async def test_the_next_conference_opens_with_the_last_ones_cases(
    house: House, town: Town, enter: Enter, clock: Clock
) -> None:
    await answered(house, town, 2)
    await acts(house, town, CLERK, "seal_case", 3)
    office = house.office
    await office.create_conference({"code": "SAU", "commune": town.commune, "title": "Kỳ sau"})
    await office.command("SAU", "announce_conference", {})
    anybody = await enter("la")
    page = (await anybody.get("/h/SAU/carry-over")).text
    figures = re.search(r'<dl class="totals" id="carried">.*?</dl>', page, re.DOTALL)
    assert figures
    assert re.findall(r"<dd>(\d+)</dd>", figures[0]) == ["4", "1", "1", "2", "0"]
    assert "Bao giờ sửa đường?" in page
    for secret in ("Trường thiếu lớp học", "Đường làng lầy lội", "Ai lấy tiền quỹ", town.code(2)):
        assert secret not in page, secret
    display = (await anybody.get("/h/SAU/display")).text
    assert '"carried":{"title":' in display
    first = (await anybody.get("/h/CAU/carry-over")).text
    assert 'id="carried"' not in first
    assert '"carried":null' in (await anybody.get("/h/CAU/display")).text
    assert (await anybody.get(f"/h/{CODE}/carry-over")).status_code == 404


async def test_what_the_front_waits_for_is_no_delay_of_the_askers(
    house: House, town: Town, enter: Enter, clock: Clock
) -> None:
    """The Front is owed a reply until 7 December, the askers an answer until the 14th."""
    await acts(house, town, FRONT, "make_recommendation", 1, words="x")
    clock.now += 9 * DAY
    about = {"kind": "question", "topic": "Đường", "competence": "commune"}
    for number in range(1, 5):
        await acts(house, town, CLERK, "classify_case", number, **about)
        await acts(house, town, CLERK, "assign_case", number, to_unit=ROADS, owner=OWNER.id)
    await house.office.create_conference({"code": "SAU", "commune": town.commune, "title": "Sau"})
    await house.office.command("SAU", "announce_conference", {})
    anybody = await enter("la")
    told = []
    for days in (10, 18):
        clock.now += days * DAY
        carried = (await anybody.get("/h/SAU/carry-over")).text
        results = (await anybody.get(f"/k/{town.commune}")).text
        overdue = re.search(r"<dt>quá hạn</dt><dd>(\d+)</dd>", carried)
        late = re.search(r"<dt>Quá hạn</dt><dd>(\d+)</dd>", results)
        assert overdue
        assert late
        lines = re.findall(r">((?:còn|quá hạn lâu,) \d+ ngày làm việc)<", carried)
        told.append((overdue[1], late[1], lines, "Quá hạn lâu" in results))
    assert told == [
        ("0", "0", ["còn 2 ngày làm việc"] * 4, False),
        ("4", "4", ["quá hạn lâu, 10 ngày làm việc"] * 4, True),
    ]
