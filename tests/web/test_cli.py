"""The command line: what is printed where, and with which exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.web.conftest import quick_passwords
from web.cli import cli
from web.options import settings_markdown

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `doithoai` on a data directory of this test's own."""
    monkeypatch.setattr("web.app.Passwords", quick_passwords)
    runner = CliRunner(env={"DOITHOAI_DATA": str(tmp_path / "data")})

    def call(*arguments: str, **environment: str) -> Result:
        return runner.invoke(cli, arguments, env=environment, prog_name="doithoai")

    return call


@pytest.fixture
def with_conference(run: Run) -> Run:
    made = run(
        "conference", "create", "cau", "--title", "Đối thoại", "--starts-at", "2026-12-01T08:00"
    )
    assert made.exit_code == 0, made.stderr
    return run


def one_line(result: Result, status: int) -> str:
    assert result.exit_code == status
    assert (result.stderr.count("\n"), result.stdout) == (1, "")
    return result.stderr.removeprefix("doithoai: ").rstrip("\n")


@pytest.mark.slow
def test_conference_is_made_and_moved(with_conference: Run) -> None:
    for step in ("announce", "open", "pause", "resume", "close"):
        done = with_conference("conference", step, "CAU")
        assert (done.exit_code, done.stdout[:5], done.stderr) == (0, "CAU: ", "")


@pytest.mark.slow
def test_starting_time_is_vietnamese(with_conference: Run) -> None:
    text = with_conference("export", "CAU").stdout
    assert json.loads(text)["conference"]["code"] == "CAU"


def test_environment_stands_for_any_option(run: Run, tmp_path: Path) -> None:
    done = run(
        "conference",
        "create",
        "CAU",
        DOITHOAI_CONFERENCE_CREATE_TITLE="Đối thoại",
        DOITHOAI_COMMUNE="an-binh",
        DOITHOAI_DATA=str(tmp_path / "other"),
    )
    assert done.exit_code == 0
    listed = json.loads(run("verify", "--json", "--data", str(tmp_path / "other")).stdout)
    assert [one["stream"] for one in listed["sound"]] == ["conference/an-binh/CAU"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["conference", "open", "NONE"], "there is no conference NONE"),
        (["conference", "open", "CAU", "--data", "/dev/null/x"], "[Errno 20] Not a directory"),
        (["conference", "create", "CAU", "--title", "x"], "refused: duplicate"),
        (["conference", "pause", "CAU"], "refused: not_open"),
        (["person", "reset", "ai"], "there is no person ai"),
        (["verify", "--data", "/none"], "there is no database in /none; give --data"),
        (["tokens", "CAU", "0"], "between 1 and 100000 tokens at once"),
    ],
)
def test_failure_is_one_line_and_status_1(
    with_conference: Run, arguments: list[str], words: str
) -> None:
    assert one_line(with_conference(*arguments), 1).startswith(words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fly"], "No such command 'fly'. See: doithoai --help"),
        (["conference", "open"], "Missing argument 'CODE'. See: doithoai conference open --help"),
        (["serve", "--port", "x"], "Invalid value for '--port'"),
        (["serve", "--allowed-origins", "*"], "allowed_origins takes exact origins"),
        (["person", "role", "lan", "king"], "Invalid value for '{moderator"),
        (["conference", "create", "A", "--title", "x", "--starts-at", "soon"], "Invalid value"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(run: Run, arguments: list[str], words: str) -> None:
    assert one_line(run(*arguments), 2).startswith(words)


@pytest.mark.slow
def test_a_code_is_all_a_conference_needs(run: Run) -> None:
    assert run("conference", "create", "cau").exit_code == 0
    title = json.loads(run("export", "CAU").stdout)["conference"]["title"]
    assert title.startswith("Hội nghị đối thoại năm 2")


@pytest.mark.parametrize("damaged", [b"", b"no database at all" * 500, b"SQLite format 3\0" * 500])
@pytest.mark.parametrize("command", [["verify"], ["backup", "copy"], ["conference", "open", "CAU"]])
def test_a_damaged_database_is_told_in_one_line(
    with_conference: Run, tmp_path: Path, damaged: bytes, command: list[str]
) -> None:
    (tmp_path / "data" / "doithoai.sqlite").write_bytes(damaged)
    command = [str(tmp_path / word) if word == "copy" else word for word in command]
    told = one_line(with_conference(*command), 1)
    assert told.startswith(("the database cannot be used (", "there is no conference CAU"))
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    "command",
    [["rebuild"], ["export", "CAU"], ["tokens", "CAU", "1"], ["conference", "open", "CAU"]],
)
def test_a_mistyped_directory_stays_as_it_was(run: Run, tmp_path: Path, command: list[str]) -> None:
    told = one_line(run(*command), 1)
    assert told == f"there is no database in {tmp_path / 'data'}; give --data"
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_no_backup_is_not_restored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "backup").write_text("no backup")
    told = one_line(run("restore", str(tmp_path / "backup")), 1)
    assert told.startswith("the database cannot be used (file is not a database)")
    assert not (tmp_path / "data" / "doithoai.sqlite").exists()


@pytest.mark.slow
def test_people_are_listed_with_what_to_be_warned_of(with_conference: Run) -> None:
    place = ("--commune", "an-binh")
    with_conference("person", "add", "thuy", "--role", "clerk", "--unit", "Văn phòng", *place)
    warned = with_conference("person", "role", "thuy", "supervisor", *place)
    assert "warning: thuy organises and supervises" in warned.stdout
    with_conference("person", "disable", "thuy")
    listed = with_conference("person", "list", *place)
    assert listed.stdout == (
        "thuy\tthuy\tVăn phòng\tclerk, supervisor\tdisabled\n"
        "warning: thuy organises and supervises: these belong in two people's hands\n"
    )
    for words, said in (
        (("enable", "thuy"), "thuy can sign in again."),
        (("unit", "thuy", ""), "thuy: no unit"),
        (("reset", "thuy", "--second-step"), "thuy signs in by password alone."),
    ):
        assert with_conference("person", *words).stdout == f"{said}\n"
    assert with_conference("person", "list", *place).stdout.startswith("thuy\tthuy\t-\t")


@pytest.mark.slow
def test_invitation_is_printed_as_a_link(with_conference: Run) -> None:
    url = ("--public-url", "https://xa.example", "--commune", "an-binh")
    told = with_conference("person", "invite", "--role", "supervisor", *url)
    link, _, code = told.stdout.strip().partition("#")
    assert (link, len(code)) == ("https://xa.example/invitation", 22)
    assert one_line(with_conference("person", "invite", *url), 1) == "give at least one --role"


@pytest.mark.slow
def test_person_gets_a_password_once_and_roles(with_conference: Run) -> None:
    added = with_conference("person", "add", "Lan", "--role", "moderator", "--json")
    assert sorted(json.loads(added.stdout)) == ["name", "password"]
    for arguments in (
        ("person", "role", "lan", "chair", "--conference", "CAU"),
        ("person", "role", "lan", "chair", "--conference", "CAU", "--take"),
        ("person", "reset", "lan"),
    ):
        assert with_conference(*arguments).exit_code == 0


@pytest.mark.slow
def test_tokens_come_one_a_line(with_conference: Run) -> None:
    assert len(with_conference("tokens", "CAU", "3").stdout.split("\n")) == 4


@pytest.mark.slow
def test_export_goes_where_it_is_wanted(with_conference: Run, tmp_path: Path) -> None:
    file = tmp_path / "transcript.csv"
    done = with_conference("export", "CAU", "--format", "csv", "--output", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert file.read_bytes().startswith(b"\xef\xbb\xbforder,number,")


@pytest.mark.slow
def test_the_ledger_is_exported_too(with_conference: Run) -> None:
    told = json.loads(with_conference("export", "CAU", "--ledger").stdout)
    assert (told["balance"]["received"], told["balance"]["closes"]) == (0, True)
    head = with_conference("export", "CAU", "--ledger", "--format", "csv").stdout
    assert head.lstrip("\ufeff").startswith("number,fate,reason,")


@pytest.mark.slow
def test_backup_is_restored(with_conference: Run, tmp_path: Path) -> None:
    file, elsewhere = str(tmp_path / "backup"), str(tmp_path / "elsewhere")
    assert with_conference("backup", file).exit_code == 0
    assert "exists already" in one_line(with_conference("backup", file), 1)
    assert with_conference("restore", file, "--data", elsewhere).exit_code == 0
    assert with_conference("conference", "open", "CAU", "--data", elsewhere).exit_code == 0
    assert "exists already" in one_line(with_conference("restore", file), 1)


@pytest.mark.slow
def test_read_tables_are_made_anew(with_conference: Run) -> None:
    assert with_conference("rebuild").stdout == "made anew: 1 conferences\n"


def test_verify_names_what_was_changed(with_conference: Run, tmp_path: Path) -> None:
    sound = with_conference("verify")
    assert sound.stdout.startswith("conference/xa/CAU: 1 entries, ")
    database = tmp_path / "data" / "doithoai.sqlite"
    database.write_bytes(database.read_bytes().replace("Đối thoại".encode(), "Đối thoạj".encode()))
    changed = with_conference("verify")
    assert changed.exit_code == 1
    assert "entry 1 changed" in changed.stdout
    assert "was changed at entry 1" in changed.stderr


def test_settings_are_printed(run: Run) -> None:
    assert run("settings", "--markdown").stdout == settings_markdown()
    now: dict[str, Any] = json.loads(run("settings", "--json", "--port", "81").stdout)
    assert now["DOITHOAI_PORT"] == "81"


@pytest.mark.parametrize("arguments", [[], ["conference"], ["person"]])
def test_help_comes_unasked_as_wrong_use(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Show this message and exit.\n" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--help"], ["conference"], ["serve", "--help"]])
def test_help_is_printed(run: Run, arguments: list[str]) -> None:
    assert "Usage: doithoai" in run(*arguments).output
