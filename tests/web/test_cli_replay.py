"""`doithoai replay` against a real server: a small conversation from its first phone to opened cases."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.faults.server import Server, kept_bytecode
from web.cli import cli
from web.cli_replay import replay

pytestmark = pytest.mark.slow

CODE = "CAU"
COMMUNE = "dong-hoa"
PASSWORD = "mot-mat-khau-dai"
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1000,x,0,a,1,0,1,Bao giờ sửa đường?
2000,x,1,b,1,0,0,Bao giờ sửa cầu?
3000,x,2,b,1,0,-1,Bán điện thoại
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
4000,x,0,a,1
4000,x,0,b,1
4000,x,1,c,1
5000,x,0,b,-1
6000,x,1,a,0
"""


@pytest.fixture
async def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory):
    running = Server(tmp_path / "data", kept_bytecode(tmp_path_factory.mktemp("compiled")))
    running.data.mkdir()
    yield running.start()
    await running.end()


@pytest.fixture
def recording(tmp_path: Path) -> str:
    folder = tmp_path / "conversation"
    folder.mkdir()
    (folder / "comments.csv").write_text(COMMENTS)
    (folder / "votes.csv").write_text(VOTES)
    return str(folder)


async def test_conversation_is_played_to_its_end_and_everything_fits(
    server: Server, recording: str
):
    await created(server)
    arguments = ["--url", server.url.geturl(), "--conference", "cau", "--votes", recording]
    arguments += ["--speed", "5", "--polling", "1", "--staff", "lan", "--answers", "1"]
    arguments += ["--to-the-end", "--data", str(server.data), "--json"]
    process = await run(server, "replay", *arguments, DOITHOAI_STAFF_PASSWORD=PASSWORD)
    figures = json.loads(process)
    assert figures["mismatches"] == []
    assert (figures["phones"], figures["polling"], figures["lost_phones"]) == (3, 1, {})
    assert figures["commands"] == {
        "open_conference": 1,
        "ask_question": 3,
        "approve_question": 2,
        "decline_question": 1,
        "cast_vote": 3,
        "retract_vote": 1,
        "call_question": 1,
        "answer_question": 1,
        "close_conference": 1,
    }
    assert (figures["acknowledged"], figures["refusals"], figures["unanswered"]) == (14, {}, 0)
    assert figures["not_played"] == {"pass or disagreement": 1}
    assert (figures["questions"], figures["support"]) == (2, 2)


async def created(server: Server) -> None:
    fields = {"code": CODE, "commune": COMMUNE, "title": "Đối thoại năm 2026"}
    await server.order("create_conference", fields=fields)
    await server.order("command", code=CODE, name="announce_conference", fields={})
    await server.order(
        "add_person",
        name="lan",
        display_name="Lan",
        password=PASSWORD,
        roles=["moderator", "chair"],
        commune=COMMUNE,
        conference=None,
    )


async def run(server: Server, *arguments: str, **environment: str) -> str:
    """What the command said on standard output, once it ended well."""
    return await server.run([sys.executable, "-m", "web.cli", *arguments], environment)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "give either --votes or --call"),
        (["--votes", ".", "--call", "."], "give either --votes or --call"),
        (["--votes", ".", "--to-the-end"], "only staff can do that: give --staff"),
        (["--votes", ".", "--url", "localhost"], "--url is http(s)://host[:port], not 'localhost'"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], words: str, recording: str):
    given = [recording if each == "." else each for each in arguments]
    done = CliRunner().invoke(replay, ["--conference", "CAU", *given])
    assert (done.exit_code, words in done.stderr) == (2, True)


def test_server_that_is_not_there_is_told(recording: str):
    arguments = ["replay", "--conference", "CAU", "--votes", recording]
    done = CliRunner().invoke(
        cli, [*arguments, "--url", "http://127.0.0.1:9"], prog_name="doithoai"
    )
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("doithoai: the server does not answer: ")
