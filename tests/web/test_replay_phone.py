"""Our phones against a server that is not ours: the stock library, on both transports."""

import asyncio
import socket
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import socketio
import uvicorn

from web.replay_lines import JoinRefusedError, Line, join
from web.replay_view import SharedViews

SNAPSHOT = {"at": [1, 5], "conference": {"stage": "live"}, "floor": {}, "questions": []}


class Hall(socketio.AsyncNamespace):
    """Says what the test tells it to, and answers the way our wire does."""

    async def on_connect(self, sid, _environ, auth):
        if auth.get("conference") != "CAU":
            raise socketio.exceptions.ConnectionRefusedError("not_found")
        self.server.start_soon(self.emit("snapshot", {**SNAPSHOT, "mine": auth}, to=sid))

    async def on_command(self, _sid, data):
        return {"ok": True, "position": 6, "echo": data}

    async def on_sync(self, _sid, data):
        if data["since"] == [0, 0]:
            return {"snapshot": {**SNAPSHOT, "at": [1, 9]}}
        return {"deltas": [{"from": data["since"][1], "to": 8}, {"from": 8, "to": 9}]}


class Stock(socketio.AsyncServer):
    def __init__(self) -> None:
        super().__init__(async_mode="asgi", namespaces=["/hall"])
        self.tasks: set[asyncio.Task[None]] = set()
        self.register_namespace(Hall("/hall"))

    def start_soon(self, emitting) -> None:
        task = asyncio.get_running_loop().create_task(emitting)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


@pytest.fixture
async def stock() -> AsyncIterator[tuple[Stock, object]]:
    server = Stock()
    app = socketio.ASGIApp(server)
    config = uvicorn.Config(app, log_level="error", ws="websockets-sansio", lifespan="off")
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        # It listens already: what comes before the server serves just waits.
        task = asyncio.create_task(running.serve([listening]))
        yield server, urlsplit(f"http://127.0.0.1:{listening.getsockname()[1]}")
        running.should_exit = True
        running.force_exit = True
        await task


@pytest.fixture(params=["websocket", "polling"])
async def line(request, stock) -> AsyncIterator[tuple[Stock, Line]]:
    server, url = stock
    joined = await join(
        url,
        "/hall",
        {"conference": "CAU", "as": "attendee"},
        SharedViews(),
        polling=request.param == "polling",
    )
    yield server, joined
    joined.close()
    await joined.phone.left


async def until_at(line: Line, position: int) -> None:
    arrived = asyncio.get_running_loop().create_future()
    line.phone.on_view = lambda view: view.position == position and arrived.set_result(None)
    await asyncio.wait_for(arrived, 5)


async def test_phone_has_its_view_and_its_own_when_it_is_in(line):
    _, joined = line
    assert joined.phone.view.position == 5
    assert joined.phone.mine == {"conference": "CAU", "as": "attendee"}


async def test_command_is_answered(line):
    _, joined = line
    answer = await joined.phone.command("cast_vote", "id-1", question=3)
    assert answer == {
        "ok": True,
        "position": 6,
        "echo": {"do": "cast_vote", "id": "id-1", "question": 3},
    }


async def test_delta_moves_the_view_and_one_that_came_before_is_ignored(line):
    server, joined = line
    await server.emit("delta", {"from": 5, "to": 6, "floor": {"question": 1}}, namespace="/hall")
    await server.emit("delta", {"from": 5, "to": 6, "floor": {"question": 2}}, namespace="/hall")
    await server.emit("delta", {"from": 6, "to": 7}, namespace="/hall")
    await until_at(joined, 7)
    assert joined.phone.view.parts["floor"] == {"question": 1}


@pytest.mark.parametrize(
    "message", [("delta", {"from": 7, "to": 8}), ("resync", {"reason": "slow"})]
)
async def test_gap_and_resync_are_answered_with_sync(line, message):
    server, joined = line
    await server.emit(*message, namespace="/hall")
    await until_at(joined, 9)


async def test_fresh_snapshot_is_told_apart_from_the_view(line):
    _, joined = line
    assert (await joined.phone.fresh_snapshot())["at"] == [1, 9]
    assert joined.phone.view.position == 5


@pytest.mark.parametrize("polling", [False, True])
async def test_refused_phone_is_told_the_code(stock, polling):
    _, url = stock
    joining = {"conference": "NONE", "as": "attendee"}
    with pytest.raises(JoinRefusedError, match="not_found"):
        await join(url, "/hall", joining, SharedViews(), polling=polling)


async def test_phone_whose_line_breaks_lets_nobody_wait(line):
    _, joined = line
    answer = joined.phone.command("cast_vote", "id-1", question=3)
    joined.abort()
    with pytest.raises(asyncio.CancelledError):
        await answer


async def test_server_that_is_not_there_is_told():
    with pytest.raises(JoinRefusedError, match=r"cannot reach 127\.0\.0\.1:9"):
        await join(urlsplit("http://127.0.0.1:9"), "/hall", {}, SharedViews())
