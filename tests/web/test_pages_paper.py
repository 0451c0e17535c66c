"""Slips that let a household in, printed from the browser and from the command line."""

import html
import re

import pytest
import structlog.testing
from click.testing import CliRunner

from tests.web.conftest import CODE, COMMUNE, PASSWORD, form_token
from web.cli import cli
from web.pages_paper import SLIPS_MAX


@pytest.fixture
async def printer(browser, conference):
    client = browser()
    token = form_token((await client.get("/login")).text)
    wish = {"form_token": token, "name": "lan", "password": PASSWORD}
    await client.post("/login", data=wish)
    client.token = form_token((await client.get(f"/desk/{conference}/paper")).text)

    async def ask(**fields):
        return await client.post(
            f"/desk/{conference}/paper", data={"form_token": client.token, **fields}
        )

    client.ask = ask
    return client


def codes(page):
    return re.findall(r'<p class="slip-code">([0-9A-Z-]+)</p>', page)


async def test_each_slip_has_a_code_that_is_genuine_and_its_own(printer, house, conference):
    page = (await printer.ask(count="12", first="5")).text
    hall = await house.halls.open(conference)
    known = await house.identity.paper_codes(hall.stream)
    assert [known.serial(code) for code in codes(page)] == list(range(5, 17))
    assert page.count("<svg") == 12
    assert (await printer.ask(count="12", first="5")).text == page


async def test_a_slip_says_where_and_how_and_what_to_do_without_a_phone(printer, conference):
    page = html.unescape((await printer.ask(count="1", first="1")).text)
    for said in (
        "Đối thoại năm 2026",
        f"localhost/h/{conference}",
        COMMUNE,
        "Quét mã vuông bằng điện thoại",
        "Không có điện thoại",
    ):
        assert said in page


async def test_the_sheet_is_in_no_cache_and_its_codes_in_no_log(printer):
    with structlog.testing.capture_logs() as lines:
        answer = await printer.ask(count="3", first="1")
    assert answer.headers["cache-control"] == "no-store"
    (line,) = [line for line in lines if line["event"] == "paper codes printed"]
    assert (line["person"], line["first"], line["count"]) == ("lan", 1, 3)
    assert [code for code in codes(answer.text) if code in str(lines)] == []


@pytest.mark.parametrize(
    ("count", "first"),
    [("0", "1"), ("-1", "1"), ("x", "1"), (str(SLIPS_MAX + 1), "1"), ("1", "0"), ("9", "32760")],
)
async def test_numbers_that_have_no_codes_are_refused(printer, count, first):
    answer = await printer.ask(count=count, first=first)
    assert (answer.status_code, codes(answer.text)) == (422, [])
    assert f'value="{count}"' in answer.text


@pytest.mark.slow
def test_the_command_line_writes_the_same_slips_into_one_private_file(tmp_path):
    data, file = tmp_path / "data", tmp_path / "slips.html"
    made = ["conference", "create", CODE, "--title", "Đối thoại", "--data", str(data)]
    assert CliRunner().invoke(cli, made).exit_code == 0
    wanted = ["paper", CODE, "3", "--first", "2", "--data", str(data), "--output", str(file)]
    refused = CliRunner().invoke(cli, wanted)
    assert (refused.exit_code, "--public-url" in refused.output) == (2, True)
    done = CliRunner().invoke(cli, [*wanted, "--public-url", "https://xa.example"])
    assert done.exit_code == 0, done.output
    page = file.read_text("utf-8")
    assert (len(codes(page)), "xa.example/h/" in page, "<style>" in page) == (3, True, True)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_words_and_the_way_in_are_set_from_the_command_line(tmp_path):
    data = ["--data", str(tmp_path / "data")]

    def run(*words):
        done = CliRunner().invoke(cli, [*words, *data])
        assert done.exit_code == 0, done.output
        return done.output

    run("conference", "create", CODE, "--title", "Đối thoại")
    assert run("words", "list") == "The shipped list, unchanged.\n"
    run("words", "add", "cá rô phi", "cá mè")
    run("words", "remove", "cá mè", "ngu")
    assert run("words", "list") == "+ cá rô phi\n- ngu\n"
    assert run("conference", "join-mode", CODE, "code", "--code", "SEN88") == f"{CODE}: code\n"
