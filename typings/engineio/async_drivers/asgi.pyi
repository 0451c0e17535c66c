from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]

class ASGIApp:
    engineio_path: str
    def __init__(
        self,
        engineio_server: Any,
        other_asgi_app: Callable[..., Awaitable[None]] | None = None,
        static_files: Mapping[str, Any] | None = None,
        engineio_path: str = "engine.io",
        on_startup: Callable[[], Any] | None = None,
        on_shutdown: Callable[[], Any] | None = None,
    ) -> None: ...
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

class WebSocket:
    asgi_receive: Receive
    asgi_send: Send
    async def close(self) -> None: ...
    async def send(self, message: str | bytes) -> None: ...
    async def wait(self) -> str | bytes | None: ...
