"""Whose leave has ended is out at once, on pages and on sockets (real server, real client)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from socketio import AsyncClient
from socketio.exceptions import ConnectionError as Refused

from archive.people import RoleHeld
from conference.vocabulary import Role
from realtime.gateway import STAFF_RECHECK_SECONDS
from tests.waiting import GIVE_UP_SECONDS
from tests.web.conftest import CODE, COMMUNE, PASSWORD, form_token
from web.app import Application
from web.context import House
from web.serving import server_config
from web.settings import Settings
from web.staff import Staff

pytestmark = pytest.mark.slow

OUT_WITHIN_SECONDS = STAFF_RECHECK_SECONDS / 2
"""Long before the rounds would find it; how soon, a test cannot say on every machine."""
ADMIN = Staff("an", "An", (RoleHeld(Role.ADMIN, COMMUNE, None),), "no session", COMMUNE)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", commune=COMMUNE, port=0)


@pytest.fixture
async def url(application: Application, settings: Settings, house: House) -> AsyncIterator[str]:
    server = uvicorn.Server(server_config(application, settings))
    task = asyncio.create_task(server.serve())
    async with asyncio.timeout(GIVE_UP_SECONDS):
        while not server.started:  # noqa: ASYNC110  uvicorn tells nobody
            await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task


class Desk:
    """A signed-in person with a page and a live socket."""

    def __init__(self, url: str) -> None:
        self.browser = httpx2.AsyncClient(base_url=url, headers={"origin": url})
        self.socket = AsyncClient(reconnection=False)
        self.byes: list[Any] = []
        self.gone = asyncio.Event()
        self.socket.on("bye", self.byes.append, namespace="/desk")
        self.socket.on("disconnect", self._leave, namespace="/desk")

    async def sign_in(self, name: str) -> "Desk":
        token = form_token((await self.browser.get("/login")).text)
        fields = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await self.browser.post("/login", data=fields)).status_code == 303
        return self

    async def connect(self, role: str) -> "Desk":
        cookies = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        await self.socket.connect(
            str(self.browser.base_url),
            headers={"cookie": cookies},
            auth={"conference": CODE, "as": role},
            namespaces=["/desk"],
            transports=["websocket"],
        )
        return self

    async def sign_out(self) -> None:
        token = form_token((await self.browser.get("/staff")).text)
        await self.browser.post("/logout", data={"form_token": token})

    async def close(self) -> None:
        await self.socket.shutdown()
        await self.browser.aclose()

    async def _leave(self, _reason: str) -> None:
        self.gone.set()


async def test_socket_ends_with_its_session(url: str, house: House, conference: str) -> None:
    everywhere = {"name": "lan", "role": "clerk", "commune": COMMUNE, "conference": None}
    ends = {
        "signing out": lambda desk: desk.sign_out(),
        "a new role": lambda _desk: house.office.do("give_role", everywhere),
        "a role taken": lambda _desk: house.office.do("take_role", everywhere),
        "a new password": lambda _desk: house.office.reset_password("lan", PASSWORD),
        "no second step any more": lambda _desk: house.office.reset_second_step("lan"),
        "ended elsewhere": lambda _desk: house.staff_door.end_all("lan"),
        "ended by the admin": lambda _desk: house.reception.people.end_sessions(ADMIN, "lan"),
        "a role by the admin": lambda _desk: house.reception.people.give_role(
            ADMIN, "lan", Role.OFFICER, None
        ),
        "disabled": lambda _desk: house.reception.people.disable(ADMIN, "lan"),
    }
    for reason, end in ends.items():
        desk = await (await Desk(url).sign_in("lan")).connect("moderator")
        other = await (await Desk(url).sign_in("hai")).connect("chair")
        await end(desk)
        async with asyncio.timeout(OUT_WITHIN_SECONDS):
            await desk.gone.wait()
        assert desk.byes == [{"code": "signed_out", "rejoin": "signed_in"}], reason
        assert (await desk.browser.get("/staff")).status_code == 303
        assert other.socket.connected
        with pytest.raises(Refused):
            await desk.connect("moderator")
        await desk.close()
        await other.close()


async def test_socket_needs_the_role_it_names(url: str, conference: str) -> None:
    desk = await Desk(url).sign_in("lan")
    for role in (Role.CHAIR, Role.SECRETARY, Role.CLERK, Role.OPERATOR):
        with pytest.raises(Refused):
            await desk.connect(role)
    await desk.close()
