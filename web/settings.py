"""Every setting of the installation, in one frozen object.

A setting is a field with its default, a unit and one line of help. The command-line options, the
`DOITHOAI_…` environment variables and docs/SETTINGS.md are all made from these fields (`options.py`),
so none of the three can be forgotten. Secrets never have a default: the signing keys live in a file of
their own (`secret.py`). Limits of the rules stand in `conference/vocabulary.py`, those of the wire in
`realtime/wire.py`; here is only what the person who runs the server may want to change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from realtime.addresses import PRESETS

METRICS_TOKEN_MIN_CHARACTERS = 16
PORT_MAX = 65_535
COMMUNE = re.compile(r"[a-z0-9-]{1,32}")


class SettingError(ValueError):
    """A value the server must not start with; the text says which and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field: its type, its unit, what it does; and the default."""

    data: Annotated[
        Path, "directory", "Where the database, the signing keys and the control socket live."
    ] = Path("doithoai-data")
    host: Annotated[str, "address", "Address to listen on; 0.0.0.0 for a whole hall."] = "127.0.0.1"
    port: Annotated[int, "port", "Port to listen on; 0 takes any free one."] = 8000
    public_url: Annotated[
        str, "URL", "How phones reach this server, as in the QR code. Empty: as the request says."
    ] = ""
    commune: Annotated[
        str, "name", "The commune's short name: a-z, 0-9 and hyphens. Never change it later."
    ] = "xa"
    language: Annotated[str, "language", "Language of a first visit: vi or en."] = "vi"
    allowed_hosts: Annotated[
        tuple[str, ...],
        "names",
        "Other names this server answers to, besides its public URL, its address and localhost.",
    ] = ()
    allowed_origins: Annotated[
        tuple[str, ...],
        "origins",
        "Other sites (scheme://host[:port]) whose pages may post and connect. Never '*'.",
    ] = ()
    trusted_proxies: Annotated[
        tuple[str, ...],
        "addresses",
        "Addresses or networks of the reverse proxies whose X-Forwarded headers are believed.",
    ] = ()
    tls_certificate: Annotated[
        Path | None, "file", "Certificate chain (PEM), to serve HTTPS directly."
    ] = None
    tls_key: Annotated[Path | None, "file", "Private key (PEM) of the certificate."] = None

    tick_milliseconds: Annotated[
        int, "ms", "How often changes leave for phones and displays; staff see them at once."
    ] = 200
    connections_max: Annotated[int, "connections", "Open connections of every kind, in all."] = (
        16_000
    )
    address_preset: Annotated[
        str,
        "name",
        "How much may come from one network address: `hall` (a whole hall may share one), `open` (people "
        "come from their own networks) or `none` (for load tests).",
    ] = "hall"
    headers_max_bytes: Annotated[int, "bytes", "Request line and headers together."] = 16_384
    headers_max_seconds: Annotated[
        int, "s", "A connection that has not sent its headers by then is closed."
    ] = 10
    body_max_bytes: Annotated[int, "bytes", "Largest request body."] = 65_536
    body_min_bytes_per_second: Annotated[
        int, "bytes/s", "A body that comes slower than this, on average, is cut."
    ] = 1_024
    keep_alive_seconds: Annotated[
        int, "s", "How long an idle connection is kept for the next request."
    ] = 20
    stalled_max_seconds: Annotated[
        int, "s", "A connection that takes in nothing of its answer for so long is cut."
    ] = 30
    shutdown_max_seconds: Annotated[
        int, "s", "Time given to open requests when the server is told to stop."
    ] = 3

    address_asks_per_minute: Annotated[
        int, "questions", "From one network address, which a whole hall may share; more wait."
    ] = 1_200
    address_votes_per_second: Annotated[
        int, "votes", "From one network address; 25 seconds' worth may come at once."
    ] = 500
    address_searches_per_second: Annotated[
        int, "searches", "For similar questions, from one network address."
    ] = 20
    address_guesses_per_minute: Annotated[
        int, "codes", "Wrong codes from one network address; right ones are not counted."
    ] = 60
    watch_votes: Annotated[
        bool,
        "yes/no",
        "Set votes apart that look like a burst of one address, for moderators to judge.",
    ] = True
    fast_path: Annotated[
        bool, "yes/no", "The short way for WebSockets; without it the libraries do everything."
    ] = True
    loop: Annotated[
        str, "name", "Event loop: auto (uvloop where it is installed), uvloop or asyncio."
    ] = "auto"

    device_cookie_days: Annotated[int, "days", "How long a phone is recognised."] = 400
    staff_idle_minutes: Annotated[int, "min", "A staff session unused for so long ends."] = 120
    staff_session_hours: Annotated[int, "h", "A staff session ends after so long in any case."] = 12

    require_totp: Annotated[
        bool,
        "yes/no",
        "Staff without a code app are led to set one up before anything else.",
    ] = False

    metrics_token: Annotated[
        str, "secret", "Bearer token for /metrics from elsewhere. Empty: this machine only."
    ] = ""
    log_level: Annotated[str, "level", "debug, info, warning or error."] = "info"
    log_json: Annotated[bool, "yes/no", "Write the log as JSON lines."] = False

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise SettingError(problem)

    @property
    def public_origin(self) -> str:
        """Scheme, host and port of the public URL, or nothing."""
        return self.public_url.rstrip("/")


def _problems(settings: Settings) -> Iterator[str]:
    yield from _addresses(settings)
    yield from _numbers(settings)
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        yield "tls_certificate and tls_key go together: give both or neither"
    if not COMMUNE.fullmatch(settings.commune):
        yield f"commune is a short name of a-z, 0-9 and hyphens, not {settings.commune!r}"
    if settings.language not in ("vi", "en"):
        yield f"language is vi or en, not {settings.language!r}"
    if settings.log_level not in ("debug", "info", "warning", "error"):
        yield f"log_level is debug, info, warning or error, not {settings.log_level!r}"
    if settings.address_preset not in PRESETS:
        yield f"address_preset is hall, open or none, not {settings.address_preset!r}"
    if settings.loop not in ("auto", "uvloop", "asyncio"):
        yield f"loop is auto, uvloop or asyncio, not {settings.loop!r}"
    if settings.loop == "uvloop" and find_spec("uvloop") is None:
        yield "uvloop is not installed here: give --loop auto or asyncio"
    if 0 < len(settings.metrics_token) < METRICS_TOKEN_MIN_CHARACTERS:
        yield f"metrics_token needs at least {METRICS_TOKEN_MIN_CHARACTERS} characters"


def _addresses(settings: Settings) -> Iterator[str]:
    if settings.public_url and not _is_origin(settings.public_url.rstrip("/")):
        yield "public_url is http(s)://host[:port], without a path"
    for origin in settings.allowed_origins:
        # A wildcard would let any page in the world vote with our visitors' cookies.
        if not _is_origin(origin):
            yield f"allowed_origins takes exact origins like https://xa.example, not {origin!r}"
    for name in settings.allowed_hosts:
        if not name or set(name) & set("*/ @?#"):
            yield f"allowed_hosts takes exact names, not {name!r}"
    for proxy in settings.trusted_proxies:
        try:
            ip_network(proxy)
        except ValueError:
            yield f"trusted_proxies takes addresses like 127.0.0.1 or 10.0.0.0/8, not {proxy!r}"


def _numbers(settings: Settings) -> Iterator[str]:
    if not 0 <= settings.port <= PORT_MAX:
        yield f"port lies between 0 and 65535, not {settings.port}"
    for each in fields(settings):
        value = getattr(settings, each.name)
        if (
            each.name != "port"
            and isinstance(value, int)
            and not isinstance(value, bool)
            and value < 1
        ):
            yield f"{each.name} is at least 1, not {value}"


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        bare = f"{parts.scheme}://{parts.netloc}"
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return (
        named
        and parts.scheme in ("http", "https")
        and text.lower() == bare.lower()
        and not set(text) & set("*@")
    )
