"""Somebody of the office at their browser, over the network: for what only a page can show."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

import httpx2

from tests.faults.server import COMMUNE, OpenServer
from tests.web.cases.conftest import hidden_of
from tests.web.conftest import form_token

PASSWORD = "lúa chín ngoài đồng"
BOUNDARY = "ranh-gioi-bieu-mau"


class OfficeWorker:
    """Signed in. `case` is the address of a case's page."""

    def __init__(self, server: OpenServer) -> None:
        self.browser = httpx2.AsyncClient(
            base_url=server.url.geturl(), headers={"origin": server.url.geturl()}
        )
        self._address = (server.url.hostname, server.url.port)

    @classmethod
    @asynccontextmanager
    async def enters(
        cls, server: OpenServer, name: str, *roles: str, unit: str = ""
    ) -> AsyncIterator[Self]:
        about = {"name": name, "display_name": name.title(), "unit": unit or None, "roles": roles}
        await server.order(
            "add_person", **about, password=PASSWORD, commune=COMMUNE, conference=None
        )
        worker = cls(server)
        async with worker.browser:
            await worker._sign_in(name)
            yield worker

    async def _sign_in(self, name: str) -> None:
        token = form_token((await self.browser.get("/login")).text)
        fields = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await self.browser.post("/login", data=fields)).status_code == 303

    async def form(self, action: str) -> dict[str, str]:
        """The hidden fields of the form that posts there."""
        case = action.rpartition("/")[0]
        page = await self.browser.get(case)
        assert page.status_code == 200, (page.status_code, page.headers, page.text)
        return hidden_of(page.text, action)

    async def begins_upload(self, action: str, content: bytes) -> asyncio.StreamWriter:
        """Half of the file is sent; the rest would follow."""
        body = _multipart(await self.form(action), content)
        _, writer = await asyncio.open_connection(*self._address)
        request = self.browser.build_request("POST", action)
        named = {**request.headers, "content-length": str(len(body))}
        named["content-type"] = f"multipart/form-data; boundary={BOUNDARY}"
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        writer.write(f"POST {action} HTTP/1.1\r\n{head}\r\n".encode() + body[: len(body) // 2])
        await writer.drain()
        return writer


def _multipart(fields: dict[str, str], content: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    about = 'name="file"; filename="bien-ban.txt"\r\nContent-Type: text/plain'
    file = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n\r\n"
    return "".join([*parts, file]).encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
