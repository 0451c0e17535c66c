"""The dossier on the command line: made beside a data directory, checked where there is none."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tests.web.conftest import quick_passwords
from web.cli import cli
from web.cli_verify import FROM_INSIDE

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
QUESTIONS = ("Bao giờ sửa cầu?", "=1+1", "Đèn đường?")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data directory of a conference that was held and closed."""
    made = tmp_path_factory.mktemp("held")
    lines = [{"id": str(n), "text": text} for n, text in enumerate(QUESTIONS)]
    gathered = made / "gathered.jsonl"
    gathered.write_text("\n".join(json.dumps(line) for line in lines))
    runner = CliRunner(env={"DOITHOAI_DATA": str(made / "data")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("web.app.Passwords", quick_passwords)
        for step in (
            ("conference", "create", "cau", "--title", "Đối thoại"),
            ("conference", "announce", "CAU"),
            ("import", "CAU", str(gathered)),
            ("conference", "open", "CAU"),
            ("conference", "close", "CAU"),
        ):
            done = runner.invoke(cli, step, prog_name="doithoai")
            assert done.exit_code == 0, done.stderr
    return made


@pytest.fixture
def run(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """On a copy of it."""
    shutil.copytree(held, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr("web.app.Passwords", quick_passwords)
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env={"DOITHOAI_DATA": str(tmp_path / "data")})

    def call(*arguments: str) -> Result:
        return runner.invoke(cli, arguments, prog_name="doithoai")

    return call


@pytest.fixture
def alone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The dossier in a folder where there is no data directory."""
    assert run("dossier", "cau", "--out", "cau.zip").exit_code == 0
    (tmp_path / "alone").mkdir()
    shutil.move(tmp_path / "cau.zip", tmp_path / "alone" / "cau.zip")
    monkeypatch.chdir(tmp_path / "alone")
    runner = CliRunner(env={"DOITHOAI_DATA": "/none"})

    def call(*arguments: str) -> Result:
        return runner.invoke(cli, arguments, prog_name="doithoai")

    return call


def test_a_dossier_is_made_and_gives_the_heads_of_the_database(run: Run, tmp_path: Path) -> None:
    made = json.loads(run("dossier", "cau", "--json").stdout)
    assert (made["questions"], made["cases"]) == (3, 3)
    assert made["file"] == str(tmp_path / "CAU-dossier.zip")
    assert (tmp_path / "CAU-dossier.zip").stat().st_mode & 0o777 == 0o600
    sound = json.loads(run("verify", "--json").stdout)["sound"]
    known = {(one["stream"], one["digest"], one["root"]) for one in sound}
    assert {(one["stream"], one["head"], one["root"]) for one in made["streams"]} <= known


def test_the_same_conference_gives_the_same_dossier(run: Run, tmp_path: Path) -> None:
    """Once all of it is signed: what the first run found to do is signed at its end."""
    assert run("dossier", "CAU", "--out", "before").exit_code == 0
    made = [json.loads(run("dossier", "CAU", "--json", "--out", out).stdout) for out in ("a", "b")]
    assert made[0]["sha256"] == made[1]["sha256"]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_dossier_is_checked_without_a_database(alone: Run) -> None:
    done = alone("verify", "cau.zip")
    assert (done.exit_code, done.stderr) == (0, "")
    *_, adds_up, signed, whose = done.stdout.splitlines()
    assert adds_up == "3 questions, 3 cases, copy: office"
    assert re.fullmatch(
        r"[0-9]+ checkpoints signed by doithoai\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+", signed
    )
    assert whose == FROM_INSIDE
    told = json.loads(alone("verify", "cau.zip", "--json").stdout)
    assert (told["faults"], told["manifest"]["conference"]) == ([], "CAU")


def test_a_changed_dossier_is_named(alone: Run) -> None:
    whole = Path("cau.zip").read_bytes()
    Path("cau.zip").write_bytes(whole.replace("sửa cầu".encode(), "sủa cầu".encode()))
    done = alone("verify", "cau.zip")
    assert done.exit_code == 1
    assert "conference/xa/CAU entry 3: changed" in done.stdout
    assert done.stderr.startswith("doithoai: cau.zip is not what was written: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("dossier", "none"), "there is no conference NONE"),
        (("dossier", "CAU", "--out", "gathered.jsonl"), "exists already"),
        (("verify", "nothing.zip"), "cannot be read"),
        (("verify", "gathered.jsonl"), "it is no ZIP file"),
        (("export", "none", "--register", "--output", "x"), "there is no conference none"),
        (("export", "CAU", "--register", "--output", "gathered.jsonl"), "exists already"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], problem: str
) -> None:
    before = sorted(tmp_path.iterdir())
    done = run(*arguments)
    assert (done.exit_code, problem in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "CAU", "--register"),
        ("export", "CAU", "--register", "--ledger", "--output", "x"),
        ("export", "CAU", "--format", "xlsx"),
    ],
)
def test_a_register_is_a_file(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_the_register_is_exported(run: Run) -> None:
    for form in ("xlsx", "csv", "json"):
        done = run("export", "CAU", "--register", "--format", form, "--output", f"r.{form}")
        assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    page = openpyxl.load_workbook("r.xlsx").worksheets[0]
    head, *lines = page.iter_rows(values_only=True)
    assert head[:3] == ("Số vụ việc", "Tình trạng", "Nội dung")
    assert [line[:3] for line in lines] == [
        (f"CAU-000{n}", "Đã tiếp nhận", text.replace("=", "'="))
        for n, text in enumerate(QUESTIONS, 1)
    ]
    texts = [one["text"] for one in json.loads(Path("r.json").read_bytes())]
    assert texts == list(QUESTIONS)
    assert Path("r.csv").read_bytes().startswith("\ufeffSố vụ việc,".encode())
