"""`doithoai import`: every row of a file is accounted for, and the same file adds nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.cli import cli

Run = Callable[..., Result]
REAL = Path(__file__).parents[3] / "shared/data/questions_vi/questions.jsonl"

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `doithoai` where there is a conference CAU."""
    runner = CliRunner(env={"DOITHOAI_DATA": str(tmp_path / "data")})

    def call(*arguments: str) -> Result:
        return runner.invoke(cli, arguments, prog_name="doithoai")

    assert call("conference", "create", "CAU", "--title", "Đối thoại").exit_code == 0
    return call


def listed(tmp_path: Path, text: str) -> str:
    path = tmp_path / "list.csv"
    path.write_text(text)
    return str(path)


def test_rows_go_in_once_and_bad_ones_are_told(run: Run, tmp_path: Path):
    file = listed(
        tmp_path,
        "Mã,Nội dung,Thôn,STT\n"
        "a,Bao giờ sửa cầu?,Đông,1\n"
        "b,,Đông,2\n"
        f"c,{'x' * 4001},Tây,3\n"
        "d,Nước sạch?,Tây,4\n",
    )
    first = run("import", "cau", file)
    assert (first.exit_code, first.stdout) == (
        0,
        "2 questions taken in, 0 already there, 2 refused\n",
    )
    assert first.stderr.splitlines() == [
        "line 3: the question is empty",
        "line 4: refused: too_long (4000)",
        "columns not used: STT",
    ]
    again = run("import", "CAU", file)
    assert again.stdout == "0 questions taken in, 2 already there, 2 refused\n"


def test_what_went_in_is_in_the_transcript(run: Run, tmp_path: Path):
    run("import", "CAU", listed(tmp_path, "text,topic,name\nBao giờ sửa cầu?,Giao thông,An\n"))
    (question,) = json.loads(run("export", "CAU").stdout)["questions"]
    assert (question["text"], question["topic"], question["name"], question["channel"]) == (
        "Bao giờ sửa cầu?",
        "Giao thông",
        "An",
        "collected",
    )


def test_figures_come_as_json(run: Run, tmp_path: Path):
    topic = "t" * 100
    file = listed(tmp_path, f"id,text,topic\n1,Cầu?,{topic}\n1,cầu?,x\n2,,\n")
    done = run("import", "CAU", file, "--json")
    assert json.loads(done.stdout) == {
        "added": 1,
        "already_there": [{"line": 3, "reason": "says the same as line 2"}],
        "refused": [{"line": 4, "reason": "the question is empty"}],
        "notes": [{"line": 2, "reason": "topic cut to 80 characters"}],
        "unused_columns": [],
    }


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("CAU", "STT\n1\n", "no column of questions: name one 'text' or 'Nội dung'. Found: STT"),
        ("CAU", "text,id\n,1\n", "no row of this file could go in"),
        ("NONE", "text\nCầu?\n", "there is no conference NONE"),
    ],
)
def test_import_that_does_nothing_fails(run: Run, tmp_path: Path, code: str, text: str, words: str):
    done = run("import", code, listed(tmp_path, text))
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, f"doithoai: {words}")


def test_two_lists_with_the_same_ids_are_kept_apart_by_name(run: Run, tmp_path: Path):
    for thon in ("Đông", "Tây"):
        file = listed(tmp_path, f"id,text\n1,Cầu thôn {thon}?\n")
        done = run("import", "CAU", file, "--list", thon)
        assert done.stdout == "1 questions taken in, 0 already there, 0 refused\n"


@pytest.mark.skipif(not REAL.exists(), reason="the shared data set is not beside this checkout")
def test_real_questions_all_go_in(run: Run):
    assert run("import", "CAU", str(REAL)).stdout.startswith("236 questions taken in, 0 already")
