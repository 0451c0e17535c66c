"""B2: the Nu Html Checker finds no error in any page, whatever stands on it."""

import json
import shutil
import subprocess

import pytest
import segno

from tests.screens import sample
from tests.screens.fates import fates
from tests.screens.gallery import Gallery
from tests.screens.quiet_house import COMMUNE, receipt_code
from web.render import ROOT

CHECKER = ROOT / "frontend" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OPEN_PAGES = (
    "/",
    "/?code=nobody",
    "/login",
    "/invitation",
    "/c/",
    "/c/NOBODY",
    f"/c/{receipt_code(2)}",
    f"/c/{receipt_code(2)}/slip",
    f"/c/{receipt_code(10)}",
    f"/k/{COMMUNE}",
    f"/k/{COMMUNE}/2026",
    f"/h/{sample.CODE}/ledger",
    f"/h/{sample.CODE}/ledger?number=10",
    f"/h/{sample.CODE}/carry-over",
    f"/h/{sample.CODE}/samples",
    f"/h/{sample.CODE}/checkpoints",
)
STAFF_PAGES = (
    "/staff",
    "/archive/",
    f"/archive/{sample.CODE}",
    f"/archive/{sample.CODE}/result/announcement",
    f"/desk/{sample.CODE}/record",
    f"/desk/{sample.CODE}/paper",
    "/account",
    "/account/second-step",
    "/people",
    "/people/log",
    "/people/checkpoints",
    "/people/invite",
    "/people/of/thuy",
)
FRONT_PAGES = ("/front/", "/front/sample", "/front/report", "/front/checkpoints")

pytestmark = pytest.mark.slow


@pytest.fixture
def check(tmp_path):
    """Check pages together: the checker takes longer to start than to read."""
    java = shutil.which("java")
    if java is None or not CHECKER.exists():
        pytest.skip(
            "JAVA OR THE HTML CHECKER IS MISSING: no page was checked. See scripts/machine."
        )

    def errors(pages):
        for number, html in enumerate(pages.values()):
            (tmp_path / f"{number}.html").write_text(html, encoding="utf-8")
        files = [str(tmp_path / f"{number}.html") for number in range(len(pages))]
        done = subprocess.run(
            [java, "-jar", str(CHECKER), "--errors-only", "--format", "json", *files],
            capture_output=True,
            text=True,
            check=False,
        )
        names = list(pages)
        return [
            f"{names[int(found['url'].rpartition('/')[2].partition('.')[0])]}: {found['message']}"
            for found in json.loads(done.stderr)["messages"]
        ]

    return errors


@pytest.mark.parametrize("language", ["vi", "en"])
def test_live_screens_are_valid(language, check):
    gallery = Gallery()
    told = sample.evening()
    qr = segno.make("https://xa.example/h/LUONGSON").svg_inline(omitsize=True)
    gallery.phone(told, language, sort="recent", sent="8")
    gallery.phone(sample.created(), language)
    gallery.phone(fates(), language, sort="fair")
    gallery.ask(told, language, given={"text": "<b>", "name": '"'}, problem=PROBLEM)
    gallery.display(told, qr, language)
    gallery.entrances(told, language)
    gallery.staff("desk", told, language)
    gallery.staff("stage", told, language)
    assert check(gallery.html) == []


async def test_quiet_pages_are_valid(guest, hanh, thuy, check):
    pages = {}
    for client, paths in ((guest, OPEN_PAGES), (hanh, STAFF_PAGES), (thuy, FRONT_PAGES)):
        for path in paths:
            pages[path] = (await client.get(path)).text
    assert check(pages) == []


PROBLEM = {"field": "name", "words": "Tên này dễ nhầm với ban tổ chức."}
