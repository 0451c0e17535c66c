# The part of python-socketio we stand on; the library itself carries no types.
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

import engineio
from engineio.async_drivers.asgi import ASGIApp as EngineApp
from socketio import exceptions as exceptions
from socketio.packet import Packet as Packet

_Handler = TypeVar("_Handler", bound=Callable[..., Any])

class AsyncManager:
    rooms: dict[str, dict[str | None, Any]]
    server: Any
    pending_connect: dict[str, list[str]]
    async def pre_connect(self, eio_sid: str, namespace: str) -> str | None: ...
    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None: ...
    def is_connected(self, sid: str, namespace: str) -> bool: ...
    def sid_from_eio_sid(self, eio_sid: str, namespace: str) -> str | None: ...
    def eio_sid_from_sid(self, sid: str, namespace: str) -> str | None: ...

class AsyncServer:
    eio: Any
    reason: Any
    manager: AsyncManager
    environ: dict[str, dict[str, Any]]
    packet_class: type[Packet]
    handlers: dict[str, dict[str, Callable[..., Any]]]
    namespace_handlers: dict[str, AsyncNamespace]
    def __init__(
        self,
        client_manager: AsyncManager | None = None,
        *,
        logger: object = False,
        engineio_logger: object = False,
        serializer: str | type[Packet] = "default",
        json: object = None,
        async_mode: str | None = None,
        async_handlers: bool = True,
        always_connect: bool = False,
        namespaces: Sequence[str] | str | None = None,
        ping_interval: float | tuple[float, float] = 25,
        ping_timeout: float = 20,
        max_http_buffer_size: int = 1_000_000,
        allow_upgrades: bool = True,
        http_compression: bool = True,
        compression_threshold: int = 1024,
        cookie: str | Mapping[str, Any] | None = None,
        cors_allowed_origins: str | Sequence[str] | Callable[..., bool] | None = None,
        cors_credentials: bool = True,
        monitor_clients: bool = True,
        transports: Sequence[str] | None = None,
    ) -> None: ...
    def on(
        self, event: str, handler: Callable[..., Any] | None = None, namespace: str | None = None
    ) -> Callable[[_Handler], _Handler]: ...
    def event(self, handler: _Handler) -> _Handler: ...
    def register_namespace(self, namespace_handler: AsyncNamespace) -> None: ...
    def rooms(self, sid: str, namespace: str | None = None) -> list[str]: ...
    def transport(self, sid: str, namespace: str | None = None) -> str: ...
    def get_environ(self, sid: str, namespace: str | None = None) -> dict[str, Any] | None: ...
    async def emit(
        self,
        event: str,
        data: object = None,
        to: str | Sequence[str] | None = None,
        room: str | Sequence[str] | None = None,
        skip_sid: str | Sequence[str] | None = None,
        namespace: str | None = None,
        callback: Callable[..., Any] | None = None,
        ignore_queue: bool = False,
    ) -> None: ...
    async def enter_room(self, sid: str, room: str, namespace: str | None = None) -> None: ...
    async def leave_room(self, sid: str, room: str, namespace: str | None = None) -> None: ...
    async def get_session(self, sid: str, namespace: str | None = None) -> dict[str, Any]: ...
    async def save_session(
        self, sid: str, session: Mapping[str, Any], namespace: str | None = None
    ) -> None: ...
    def session(
        self, sid: str, namespace: str | None = None
    ) -> AbstractAsyncContextManager[dict[str, Any]]: ...
    async def disconnect(
        self, sid: str, namespace: str | None = None, ignore_queue: bool = False
    ) -> None: ...
    async def shutdown(self) -> None: ...
    async def sleep(self, seconds: float = 0) -> None: ...
    async def _send_packet(self, eio_sid: str, pkt: Packet) -> None: ...
    async def _send_eio_packet(self, eio_sid: str, eio_pkt: engineio.packet.Packet) -> None: ...
    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> None: ...
    async def _handle_eio_message(self, eio_sid: str, data: str | bytes) -> None: ...
    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None: ...
    async def _handle_connect(self, eio_sid: str, namespace: str | None, data: Any) -> None: ...
    async def _handle_disconnect(
        self, eio_sid: str, namespace: str | None, reason: str | None = None
    ) -> None: ...
    async def _handle_event(
        self, eio_sid: str, namespace: str | None, id: int | None, data: list[Any]
    ) -> None: ...
    def _engineio_server_class(self) -> type[engineio.AsyncServer]: ...

class AsyncNamespace:
    namespace: str
    server: AsyncServer
    def __init__(self, namespace: str | None = None) -> None: ...
    async def trigger_event(self, event: str, *args: Any) -> Any: ...
    async def emit(
        self,
        event: str,
        data: object = None,
        to: str | Sequence[str] | None = None,
        room: str | Sequence[str] | None = None,
        skip_sid: str | Sequence[str] | None = None,
        namespace: str | None = None,
        callback: Callable[..., Any] | None = None,
        ignore_queue: bool = False,
    ) -> None: ...
    async def enter_room(self, sid: str, room: str, namespace: str | None = None) -> None: ...
    async def leave_room(self, sid: str, room: str, namespace: str | None = None) -> None: ...
    async def get_session(self, sid: str, namespace: str | None = None) -> dict[str, Any]: ...
    async def save_session(
        self, sid: str, session: Mapping[str, Any], namespace: str | None = None
    ) -> None: ...
    async def disconnect(self, sid: str, namespace: str | None = None) -> None: ...

class AsyncClient:
    connected: bool
    sid: str | None
    namespaces: dict[str, str]
    eio: engineio.AsyncClient
    def __init__(
        self,
        *,
        reconnection: bool = True,
        reconnection_attempts: int = 0,
        reconnection_delay: float = 1,
        reconnection_delay_max: float = 5,
        randomization_factor: float = 0.5,
        logger: object = False,
        engineio_logger: object = False,
        json: object = None,
        handle_sigint: bool = True,
        http_session: object = None,
        request_timeout: float = 5,
        ssl_verify: bool = True,
        websocket_extra_options: Mapping[str, Any] | None = None,
    ) -> None: ...
    def on(
        self, event: str, handler: Callable[..., Any] | None = None, namespace: str | None = None
    ) -> Callable[[_Handler], _Handler]: ...
    def event(self, handler: _Handler) -> _Handler: ...
    def get_sid(self, namespace: str | None = None) -> str | None: ...
    def transport(self) -> str: ...
    async def connect(
        self,
        url: str,
        headers: Mapping[str, str] = ...,
        auth: object = None,
        transports: Sequence[str] | str | None = None,
        namespaces: Sequence[str] | str | None = None,
        socketio_path: str = "socket.io",
        wait: bool = True,
        wait_timeout: float = 1,
        retry: bool = False,
    ) -> None: ...
    async def wait(self) -> None: ...
    async def emit(
        self,
        event: str,
        data: object = None,
        namespace: str | None = None,
        callback: Callable[..., Any] | None = None,
    ) -> None: ...
    async def call(
        self, event: str, data: object = None, namespace: str | None = None, timeout: float = 60
    ) -> Any: ...
    async def disconnect(self) -> None: ...
    async def shutdown(self) -> None: ...

class ASGIApp(EngineApp):
    def __init__(
        self,
        socketio_server: AsyncServer,
        other_asgi_app: Callable[..., Awaitable[None]] | None = None,
        static_files: Mapping[str, Any] | None = None,
        socketio_path: str = "socket.io",
        on_startup: Callable[[], Any] | None = None,
        on_shutdown: Callable[[], Any] | None = None,
    ) -> None: ...
