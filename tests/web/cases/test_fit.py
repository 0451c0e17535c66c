"""The office's pages are valid HTML, and fit for everybody who reads them: by keyboard, ear, on a phone, in large type."""

from collections.abc import Awaitable, Callable

import httpx2
import pytest

from tests.screens.test_quiet_pages import chrome, faults, page_of
from tests.screens.test_valid_html import check
from tests.web.cases.conftest import Enter, case, does, hidden_of
from web.render import SIZE_COOKIE

__all__ = ["check", "chrome"]

pytestmark = pytest.mark.slow

PAGES = {
    "van": ("/archive/", "/archive/cases", "/archive/cases?text=duong", case(3), case(4)),
    "motminh": (case(1), case(2)),
    "khoa": (case(3), "/archive/search?q=duong", "/archive/search"),
    "phuc": (case(2), "/archive/"),
    "thu": ("/archive/CAU/minutes", case(1)),
    "hai": ("/archive/calendar/2026", "/archive/calendar/2027", "/archive/deadlines"),
}
TOPIC = {"kind": "report", "topic": "Đường & <cầu>", "competence": "commune"}
ANSWER = {"outcome": "resolved", "decision": 'Đã "vá" <xong>', "basis": "Luật"}

Worked = Callable[[], Awaitable[None]]


async def works(enter: Enter) -> None:
    """One case answered, one being worked on, one sealed, one untouched."""
    van, khoa, tam = await enter("van"), await enter("khoa"), await enter("tam")
    for number in (2, 3):
        await does(van, number, "classify_case", **TOPIC)
        await does(van, number, "assign_case", to_unit="Phòng Kinh tế", owner="khoa")
        await does(khoa, number, "accept_case")
        await does(khoa, number, "write_note", words="a <b> & c")
    await does(khoa, 2, "submit_answer", **ANSWER)
    assert (await does(tam, 2, "approve_answer")).status_code == 303
    assert (await does(van, 4, "seal_case")).status_code == 303


async def refused(client: httpx2.AsyncClient, action: str, page: str, **fields: str) -> str:
    form = hidden_of((await client.get(page)).text, action)
    return (await client.post(action, data={**form, **fields})).text


async def test_every_page_is_valid(enter: Enter, check: Callable[..., list[str]]) -> None:
    await works(enter)
    pages = {}
    for name, paths in PAGES.items():
        client = await enter(name)
        for path in paths:
            pages[f"{name} {path}"] = (await client.get(path)).text
    van, khoa, phuc = await enter("van"), await enter("khoa"), await enter("phuc")
    pages["answer"] = await refused(khoa, f"{case(3)}/submit_answer", case(3), decision="x")
    pages["publish"] = await refused(phuc, f"{case(2)}/publish_case", case(2), answer_text="")
    pages["stale"] = await refused(khoa, f"{case(3)}/write_note", case(3), seen="1", words="x")
    pages["many"] = await refused(van, "/archive/cases", "/archive/cases", do="assign_case")
    chosen = {"case_1": "CAU-0001:1", "do": "verify_case"}
    pages["done"] = await refused(van, "/archive/cases", "/archive/cases", **chosen)
    assert check(pages) == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "size"), [(360, "0"), (360, "3"), (1366, "0")])
async def test_every_page_is_fit_for_everybody(enter: Enter, chrome, width: int, size: str) -> None:
    await works(enter)
    found = []
    for name, paths in PAGES.items():
        client = await enter(name)
        client.cookies.set(SIZE_COOKIE, size)
        # axe has to be put in from outside, which our own policy rightly forbids.
        page = await page_of(
            chrome, client, viewport={"width": width, "height": 700}, bypass_csp=True
        )
        for path in paths:
            found += await faults(page, path)
    assert found == []
