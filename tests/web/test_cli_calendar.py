"""`doithoai calendar`: what is printed, what is read from a file, and what is refused in one line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.conftest import quick_passwords
from web.cli import cli
from web.cli_calendar import FILE_MAX_BYTES

Run = Callable[..., Result]
UNMOVED = "0 of 0 running clocks moved.\n"
HEAD = "date,kind,name,source\n"
NEW_YEAR = '2027-01-01,holiday,Tết Dương lịch,"Bộ luật Lao động 2019, Điều 112"\n'
SATURDAY = "2027-01-09,working_swap,Làm bù,? Đề xuất\n"


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which there is a conference."""
    data = tmp_path_factory.mktemp("announced") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web.app.Passwords", quick_passwords)
        order = ("conference", "create", "CAU", "--title", "Đối thoại")
        assert _runner(data).invoke(cli, order, prog_name="doithoai").exit_code == 0
    return data


@pytest.fixture
def run(announced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `doithoai` on a copy of it."""
    shutil.copytree(announced, tmp_path / "data")
    monkeypatch.setattr("web.app.Passwords", quick_passwords)
    runner = _runner(tmp_path / "data")

    def call(*arguments: str) -> Result:
        return runner.invoke(cli, arguments, prog_name="doithoai")

    return call


def _runner(data: Path) -> CliRunner:
    return CliRunner(env={"DOITHOAI_DATA": str(data), "DOITHOAI_COMMUNE": "dong-hoa"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "2027.csv"


def failed(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.removeprefix("doithoai: ").rstrip("\n")


@pytest.mark.slow
def test_what_was_loaded_is_shown_as_it_can_be_loaded_again(run: Run, file: Path) -> None:
    file.write_text(HEAD + NEW_YEAR + SATURDAY, encoding="utf-8-sig")
    loaded = run("calendar", "load", str(file))
    assert (loaded.exit_code, loaded.stdout) == (0, f"2027: 2 days loaded.\n{UNMOVED}")
    shown = run("calendar", "show", "2027").stdout
    assert shown.replace("\r\n", "\n") == HEAD + NEW_YEAR + SATURDAY
    file.write_text(shown, encoding="utf-8")
    assert failed(run("calendar", "load", str(file))) == "refused: duplicate (2027)"


@pytest.mark.slow
def test_another_commune_keeps_its_own_calendar(run: Run, file: Path) -> None:
    file.write_text(HEAD + NEW_YEAR, encoding="utf-8")
    assert run("calendar", "load", str(file)).exit_code == 0
    missing = failed(run("calendar", "show", "2027", "--commune", "an-binh"))
    assert missing == "calendar 2027 not loaded; see `calendar load`"


def test_it_is_told_as_json_too(run: Run) -> None:
    shown = json.loads(run("calendar", "show", "2026", "--json").stdout)
    assert (shown["version"], shown["year"], len(shown["days"])) == ("2026.1", 2026, 17)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"date,kind\n", " has no column name, source"),
        (b"", " has no column date, kind, name, source"),
        (HEAD.encode() + b'"2027', " is no CSV in UTF-8: unexpected end of data"),
        (b"\xff\xfe", " is no CSV in UTF-8: "),
        (b"x" * (FILE_MAX_BYTES + 1), " is too large to be a calendar"),
    ],
)
def test_a_file_that_is_no_calendar_changes_nothing(
    run: Run, file: Path, content: bytes, words: str
) -> None:
    file.write_bytes(content)
    assert failed(run("calendar", "load", str(file))).startswith(f"{file}{words}")


def test_a_bad_row_is_named_by_its_line(run: Run, file: Path) -> None:
    file.write_text(f"{HEAD}{NEW_YEAR}9/1/2027,working_swap,Làm bù,x\n", encoding="utf-8")
    assert failed(run("calendar", "load", str(file))).startswith("line 3: a date is 2027-01-31,")


def test_a_row_that_is_cut_short_lacks_its_source(run: Run, file: Path) -> None:
    file.write_text(f"{HEAD}2027-01-01,holiday,Tết\n", encoding="utf-8")
    assert failed(run("calendar", "load", str(file))) == "refused: empty (source)"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("set-day", "2026-12-07", "holiday", "Ngày hội", "--source", "? Báo"),
            f"2026-12-07: holiday, Ngày hội.\n{UNMOVED}",
        ),
        (("closure", "2026-12-03", "Bão số 9"), f"2026-12-03: closed, Bão số 9.\n{UNMOVED}"),
        (
            ("remove-day", "2026-11-24", "Luật chưa sửa đổi"),
            f"2026-11-24: as its weekday says.\n{UNMOVED}",
        ),
        (("office-hours", "7:00-11:30", "13:30-16:30"), f"7:00-11:30 13:30-16:30\n{UNMOVED}"),
        (("office-hours",), "7:30-11:30 13:30-17:00\n"),
        (
            ("set-deadline", "verify", "--amount", "3", "--basis", "Quyết định 5", "--verified"),
            "verify: 3 working days, version 2; Quyết định 5\n",
        ),
        (
            ("set-deadline", "publish", "--counting", "calendar_days", "--not-verified"),
            (
                "publish: 5 calendar days, version 2; "
                "Luật Tiếp cận thông tin 104/2016/QH13, khoản 4 Điều 18 [not verified]\n"
            ),
        ),
    ],
)
def test_one_thing_is_changed(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("calendar", *arguments)
    assert (done.exit_code, done.output) == (0, said)


@pytest.mark.slow
def test_a_closure_is_lifted_again(run: Run) -> None:
    assert run("calendar", "closure", "2026-12-03", "Bão số 9").exit_code == 0
    again = run("calendar", "closure", "2026-12-03", "Bão tan", "--lift")
    assert again.output == f"2026-12-03: as its weekday says.\n{UNMOVED}"
    assert "2026-12-03" not in run("calendar", "show", "2026").stdout


def test_a_closure_is_no_row_of_the_table(run: Run) -> None:
    result = run("calendar", "set-day", "2026-12-03", "local_closure", "Bão", "--source", "x")
    assert result.exit_code == 2


def test_a_row_that_contradicts_another_is_refused_with_words(run: Run) -> None:
    arguments = ("2026-04-26", "working_swap", "Làm bù", "--source", "x")
    assert failed(run("calendar", "set-day", *arguments)) == (
        "refused: 2026-04-26: it is both off and worked; remove the row that is there first"
    )


def test_a_term_is_counted_for_people(run: Run) -> None:
    counted = run("calendar", "count", "publish", "2026-04-28").stdout.splitlines()
    assert counted == [
        "2026-04-28     0  began",
        "2026-04-29     1  workday",
        "2026-04-30     0  holiday (Ngày Chiến thắng)",
        "2026-05-01     0  holiday (Ngày Quốc tế Lao động)",
        "2026-05-02     0  weekend",
        "2026-05-03     0  weekend",
        "2026-05-04     1  workday",
        "2026-05-05     1  workday",
        "2026-05-06     1  workday",
        "2026-05-07     1  workday",
        (
            "5 working days, until 2026-05-07 24:00; calendar 2026.1; "
            "Luật Tiếp cận thông tin 104/2016/QH13, khoản 4 Điều 18"
        ),
    ]


def test_a_term_in_hours_ends_at_a_minute(run: Run) -> None:
    counted = run("calendar", "count", "answer_urgent", "2026-03-05T16:00").stdout.splitlines()
    assert counted == [
        "2026-03-05    60  workday",
        "2026-03-06   180  workday",
        (
            "4 working hours, until 2026-03-06 10:30; calendar 2026.1; "
            "Theo cách làm của iHanoi: 4 giờ làm việc [not verified]"
        ),
    ]


def test_a_term_into_a_missing_year_names_it(run: Run) -> None:
    counted = run("calendar", "count", "result", "2026-12-31").stdout.splitlines()
    assert counted == [
        "2026-12-31     0  began",
        (
            "10 calendar days, no due date: calendar 2027 not loaded; calendar 2026.1; "
            "Luật 72/2025/QH15, Điều 43"
        ),
    ]


def test_days_of_a_commune_that_nobody_knows_are_refused(run: Run, file: Path) -> None:
    file.write_text(HEAD + NEW_YEAR, encoding="utf-8")
    for order in (
        ("load", str(file)),
        ("closure", "2026-12-03", "Bão số 9"),
        ("remove-day", "2026-11-24", "x"),
        ("office-hours", "7:00-11:00"),
        ("set-deadline", "verify", "--amount", "3"),
    ):
        said = failed(run("calendar", *order, "--commune", "dong-ho"))
        assert said == "nobody signs in for a commune dong-ho, and it never met: a slip?"


def test_days_of_a_commune_that_only_has_a_clerk_are_taken(run: Run, file: Path) -> None:
    file.write_text(HEAD + NEW_YEAR, encoding="utf-8")
    assert run("person", "add", "lan", "--role", "clerk", "--commune", "tay-hoa").exit_code == 0
    assert run("calendar", "load", str(file), "--commune", "tay-hoa").exit_code == 0
