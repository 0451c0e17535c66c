"""Reading any page changes nothing, tells no log what it shows, and is sent with the headers that keep it where it is."""

import sqlite3
from contextlib import closing

import httpx2
import pytest

from archive.streams import office_stream
from tests.web.apart.conftest import Both, Browser, enter
from tests.web.apart.every_route import PUBLIC, own_addresses, reading
from tests.web.apart.two_communes import CLASSES, Commune
from web.context import House

pytestmark = pytest.mark.slow

WHO = ("nobody", "clerk", "secretary", "box", "front", "admin")
SIGNED = 'INSERT INTO "signed_checkpoints"'
PASSED_OVER = 'INSERT INTO "checkpoints" VALUES(\'office/'
"""How far the read tables have gone past a log that they take nothing from."""
LASTING = {"/h/keeper.js"}
"""Files of ours, the same for everybody."""


def dump(house: House) -> list[str]:
    with closing(sqlite3.connect(house.settings.data / "doithoai.sqlite")) as connection:
        lines = list(connection.iterdump())
    # What is signed by the hour comes when it comes, whoever reads.
    return [line for line in lines if not line.startswith(SIGNED)]


def without_log(lines: list[str], ours: Commune) -> tuple[list[str], str]:
    """All but the log of this commune's office, and that log."""
    of_log = f"'{office_stream(ours.slug)}'"
    rest = [line for line in lines if of_log not in line and not line.startswith(PASSED_OVER)]
    return rest, "".join(line for line in lines if of_log in line).casefold()


@pytest.mark.parametrize("person", WHO)
async def test_reading_changes_nothing_but_the_log_of_the_office_and_is_kept_by_nobody(
    browser: Browser, house: House, both: Both, person: str, capfd: pytest.CaptureFixture[str]
) -> None:
    ours, _ = both
    client = await enter(browser, person, ours)
    await house.staff_door.close()  # what was counted of tries goes to disk
    before, _ = without_log(dump(house), ours)
    capfd.readouterr()
    for route in reading():
        for path in own_addresses(route, ours):
            answer = await client.get(path)
            assert not _careless(route.path, answer), path
    after, log = without_log(dump(house), ours)
    assert after == before
    # Who took what and who looked is in there, and nobody's words, names or codes.
    assert [kind for kind in CLASSES if ours.mark(kind) in log] == []
    assert [code for code in ours.codes.values() if code.casefold() in log] == []
    logged = "".join(capfd.readouterr()).casefold()
    assert [kind for kind in CLASSES if ours.mark(kind) in logged] == []
    assert [code for code in ours.codes.values() if code.casefold() in logged] == []
    metrics = (await client.get("/metrics")).text.casefold()
    assert [kind for kind in CLASSES if ours.mark(kind) in metrics] == []
    assert [code for code in ours.codes.values() if code.casefold() in metrics] == []


def _careless(route: str, answer: httpx2.Response) -> list[str]:
    """What is missing at the outside of an answer."""
    told = answer.headers
    kept = "no-store" in told["cache-control"]
    public = PUBLIC.fullmatch(route) is not None and "public" in told["cache-control"]
    file = "content-disposition" in told
    missing = {
        "no-store": kept or public or route in LASTING,
        "nosniff": told["x-content-type-options"] == "nosniff",
        "policy": "default-src" in told["content-security-policy"],
        "referrer": told["referrer-policy"] in ("same-origin", "no-referrer"),
        "attachment": not file or told["content-disposition"].startswith("attachment"),
        "sandbox": "/files/" not in route
        or not file
        or "sandbox" in told["content-security-policy"],
    }
    return [name for name, is_there in missing.items() if not is_there]
