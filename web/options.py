"""Settings as command-line options, environment variables and a page of documentation.

One table of fields (`settings.py`) makes all three. The commands themselves are in `cli.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

import click

from web.settings import Settings

ENVIRONMENT_PREFIX = "DOITHOAI"

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class NameList(click.ParamType[tuple[str, ...]]):
    """Names separated by commas."""

    name = "names"

    def convert(
        self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None
    ) -> Any:
        if isinstance(value, tuple):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())


class Described(NamedTuple):
    """A setting as people meet it."""

    name: str
    kind: Any
    unit: str
    words: str
    default: Any

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        return f"{ENVIRONMENT_PREFIX}_{self.name.upper()}"

    @property
    def shown_default(self) -> str:
        if self.default in ("", None, ()):
            return "–"
        if self.kind is bool:
            return "yes" if self.default else "no"
        return f"`{self.default}`"


def described() -> Iterator[Described]:
    """Every setting, in the order of `Settings`."""
    hints = get_type_hints(Settings, include_extras=True)
    for each in fields(Settings):
        kind, unit, words = get_args(hints[each.name])
        yield Described(each.name, kind, unit, words, each.default)


def setting_options(*names: str) -> Callable[[Decorated], Decorated]:
    """Give a click command the options of these settings, or of all."""

    def decorate(command: Decorated) -> Decorated:
        for each in reversed(list(described())):
            if not names or each.name in names:
                command = _option(each)(command)
        return command

    return decorate


def read_settings(given: Mapping[str, Any]) -> Settings:
    """From parsed options: those that are settings; the rest belongs to the command itself."""
    known = {each.name for each in fields(Settings)}
    return Settings(**{name: value for name, value in given.items() if name in known})


def settings_markdown() -> str:
    """docs/SETTINGS.md."""
    rows = [
        f"| `{each.option}` | `{each.variable}` | {each.shown_default} | {each.unit} | {each.words} |\n"
        for each in described()
    ]
    return _HEADING + "".join(rows)


_HEADING = """\
# Settings

Made by `doithoai settings --markdown` from `web/settings.py`; do not edit it by hand.

Each is an option of `doithoai serve` and a variable of the environment; the option wins. Several names
or addresses are separated by commas. An option that answers yes or no is written `--log-json` or
`--no-log-json`.

| option | environment | default | unit | what it does |
|---|---|---|---|---|
"""


def _option(each: Described) -> Callable[[Decorated], Decorated]:
    switch = f"{each.option}/--no-{each.name.replace('_', '-')}"
    return click.option(
        switch if each.kind is bool else each.option,
        each.name,
        default=each.default,
        type=_kind(each.kind),
        envvar=each.variable,
        show_default=each.default not in ("", None, ()),
        help=f"{each.words} [{each.unit}]",
    )


def _kind(kind: Any) -> Any:
    if kind in (str, int, bool):
        return kind
    return NameList() if kind == tuple[str, ...] else click.Path(path_type=Path)


def settings_list(settings: Settings) -> dict[str, str]:
    """What each is now; a secret only as whether it is there."""
    return {
        each.variable: "(set)" if each.unit == "secret" and value else str(value)
        for each in described()
        for value in [getattr(settings, each.name)]
    }
