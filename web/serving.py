"""Running the application on uvicorn: the few choices that are the server's and not the application's.

Compression of WebSocket messages and uvicorn's own pings are off (a zlib context and a timer per phone
buy nothing here); headers of proxies are believed only from the configured ones; the event loop is
uvloop where it is installed, unless told otherwise. SIGTERM ends the process with status 0 after its connections were told.
"""

import asyncio
import gc
import os
import resource
import signal
import socket as socket_module
from collections.abc import Awaitable, Callable
from socket import (
    AF_INET,
    AF_INET6,
    IPPROTO_TCP,
    SO_RCVBUF,
    SO_SNDBUF,
    SOL_SOCKET,
    create_server,
    socket,
)

import uvicorn

from realtime.frames import HallFrames
from realtime.wire import FRAME_MAX_BYTES, KERNEL_BUFFER_BYTES
from web.app import Application
from web.connections import guarded_protocol
from web.settings import Settings

BACKLOG = 4_096
"""A hall's worth of phones may knock in the same second."""
RECEIVE_BUFFER_BYTES = 32 * 1024
"""No phone has more than this to say at once; the kernel takes twice as much as it is told."""
UNREAD_MAX_MILLISECONDS = 45_000
"""As long as an unanswered ping: then the kernel gives up whoever takes nothing in, whatever we do."""
TCP_USER_TIMEOUT: int | None = getattr(socket_module, "TCP_USER_TIMEOUT", None)
"""Linux has it."""
GARBAGE_THRESHOLDS = (100_000, 50, 50)
"""Young, middle, old. Phones make long-lived objects in bursts; the defaults would search them all the
time and find nothing."""


class PoliteServer(uvicorn.Server):
    """Says where it listens once it does, and takes leave of the phones before it closes on them."""

    def __init__(
        self,
        config: uvicorn.Config,
        farewell: Callable[[], Awaitable[None]],
        announce: Callable[[str], None],
    ) -> None:
        super().__init__(config)
        self._farewell = farewell
        self._announce = announce

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            gc.collect()
            gc.freeze()
            self._announce(_address(self.config, sockets or []))

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        try:
            await self._farewell()
        finally:
            await super().shutdown(sockets)


def serve(app: Application, settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until told to stop. Raises OSError when the address cannot be had."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    _allow_many_files()
    for stop in (signal.SIGTERM, signal.SIGINT):
        # uvicorn stops gently and then sends itself the signal again; that second one is no news.
        signal.signal(stop, lambda _number, _frame: None)
    config = server_config(app, settings)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(app, config, announce))


async def _serve(app: Application, config: uvicorn.Config, announce: Callable[[str], None]) -> None:
    with _listening(config) as listening:
        async with app.running():
            await PoliteServer(config, app.farewell, announce).serve([listening])


def _listening(config: uvicorn.Config) -> socket:
    """Before anything else: whoever knocks while the halls are being read need only wait."""
    family = AF_INET6 if ":" in config.host else AF_INET
    try:
        listening = create_server((config.host, config.port), family=family, backlog=BACKLOG)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise OSError(
            f"cannot listen on {config.host} port {config.port}: {why}; give another --port"
        ) from error
    _bound(listening, config)
    return listening


def _bound(listening: socket, config: uvicorn.Config) -> None:
    """What each connection inherits: how much may be sent to us unread, and how long we wait for it to read."""
    listening.setsockopt(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER_BYTES)
    if config.ws is not HallFrames:
        # Ours see to that themselves, and leave pages the room they want.
        listening.setsockopt(SOL_SOCKET, SO_SNDBUF, KERNEL_BUFFER_BYTES)
    if TCP_USER_TIMEOUT is not None:
        listening.setsockopt(IPPROTO_TCP, TCP_USER_TIMEOUT, UNREAD_MAX_MILLISECONDS)


def server_config(app: Application, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=guarded_protocol(settings),
        ws=HallFrames if settings.fast_path else "websockets-sansio",
        loop=settings.loop,
        ws_max_size=FRAME_MAX_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=settings.shutdown_max_seconds,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
    )


def _allow_many_files() -> None:
    """Every phone is an open file; take as many as the system lets us."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _address(config: uvicorn.Config, sockets: list[socket]) -> str:
    host, port = sockets[0].getsockname()[:2]
    scheme = "https" if config.is_ssl else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"
