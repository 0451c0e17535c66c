"""What a browser meets: every page, behind the files that never change.

Which pages there are is decided here and nowhere else; what stands behind them is handed in.
"""

import re
from pathlib import Path

from servestatic import ServeStaticASGI  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from realtime.gateway import Gateway
from web import (
    errors,
    health,
    pages_archive,
    pages_case,
    pages_desk,
    pages_home,
    pages_ledger,
    pages_paper,
    pages_phone,
    pages_reading,
    pages_record,
    pages_sealed,
    pages_staff,
)
from web.asgi import App
from web.context import House
from web.health import Counted, Metrics

PAGES = (
    health,
    pages_home,
    pages_reading,
    pages_phone,
    pages_desk,
    pages_record,
    pages_paper,
    pages_sealed,
    pages_case,
    pages_staff,
    pages_archive,
    pages_ledger,
)

STATIC = Path(__file__).resolve().parent.parent / "static"
HASHED_NAME = re.compile(r"-[A-Z0-9]{8}\.\w+$")
"""As esbuild names its files; what has such a name never changes."""
STATIC_MAX_AGE_SECONDS = 3_600
GZIP_LEVEL = 5


def front(house: House, gateway: Gateway) -> App:
    """Everything that is answered over plain HTTP."""
    return _static_files(_pages(house, gateway))


def _pages(house: House, gateway: Gateway) -> Starlette:
    pages = Starlette(
        routes=[route for page in PAGES for route in page.routes],
        middleware=[Middleware(Counted), Middleware(GZipMiddleware, compresslevel=GZIP_LEVEL)],
        exception_handlers=errors.handlers,
    )
    pages.state.house = house
    pages.state.metrics = Metrics(house, gateway)
    return pages


def _static_files(pages: App) -> App:
    files: App = ServeStaticASGI(
        pages,
        root=STATIC,
        prefix="/static/",
        max_age=STATIC_MAX_AGE_SECONDS,
        allow_all_origins=False,
        immutable_file_test=lambda _path, url: bool(HASHED_NAME.search(url)),
    )
    return files
