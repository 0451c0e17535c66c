"""For whoever watches the server: is it alive, does it save, how much is going on.

`/healthz` answers while the process runs. `/readyz` is 503 with a reason as long as an acknowledgement
could not be kept. `/metrics` is for this machine, or for whoever brings the token.
"""

import hmac
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, GCCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from realtime.gateway import Gateway
from web.asgi import App, Message, Receive, Scope, Send
from web.context import House, house

LOOPBACK = ("127.0.0.1", "::1")


class Metrics(Collector):
    """What is counted, and what is asked for when somebody looks."""

    def __init__(self, house: House, gateway: Gateway) -> None:
        self._house = house
        self._gateway = gateway
        self.registry = CollectorRegistry(auto_describe=False)
        self.requests = Counter(
            "doithoai_requests",
            "Answers to web requests.",
            ["route", "status"],
            registry=self.registry,
        )
        self.registry.register(self)
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("doithoai_sockets", "Live connections.", self._gateway.sockets)
        yield GaugeMetricFamily(
            "doithoai_conferences", "Conferences there are.", len(self._house.halls.codes)
        )
        yield GaugeMetricFamily(
            "doithoai_saving", "1 while every acknowledged change is saved.", self._house.saving()
        )


class Counted:
    """Counts answers by route and status; by route and not by path, which may hold a case code."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "other")
                metrics: Metrics = scope["app"].state.metrics
                metrics.requests.labels(route, str(message["status"])).inc()
            await send(message)

        await self.app(scope, receive, send_counting)


async def healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    if house(request).saving():
        return PlainTextResponse("ready\n")
    return PlainTextResponse("not saving: the disk is full or failing\n", 503)


async def metrics(request: Request) -> Response:
    token = house(request).settings.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    is_bearer = bool(token) and hmac.compare_digest(given.encode(), token.encode())
    is_here = request.client is not None and request.client.host in LOOPBACK
    if not is_bearer and not (is_here and not _came_by_proxy(request)):
        raise HTTPException(404)
    return Response(
        generate_latest(request.app.state.metrics.registry), media_type=CONTENT_TYPE_LATEST
    )


def _came_by_proxy(request: Request) -> bool:
    """A proxy on this machine speaks for the whole world."""
    return "x-forwarded-for" in request.headers or "forwarded" in request.headers


routes = [
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/metrics", metrics),
]
