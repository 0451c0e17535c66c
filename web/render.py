"""Draws pages: Jinja with autoescape on, the messages of one language, and names of built files.

A template says `_("câu tiếng Việt")`; Vietnamese is the source language and needs no catalogue. Numbers,
dates and plurals go through Babel. Knows nothing of conferences: pages hand it plain data.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from conference.vocabulary import VIETNAM
from web.lacking import Lacking

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locale"
DIST = ROOT / "static" / "dist"
STATIC_PATH = "/static/dist/"

SOURCE_LANGUAGE = "vi"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_COOKIE = "doithoai_lang"
SIZE_COOKIE = "doithoai_size"
SIZES = ("1", "2", "3")
"""Steps of larger text above the usual size."""

# The same in both languages: a date on a notice must not change its order with the reader.
DAY = "dd/MM/yyyy"
MINUTE = "HH:mm, dd/MM/yyyy"
CLOCK = "HH:mm"

_PLURAL_SAMPLES = range(200)


class Speech:
    """One language: its messages, and its ways with numbers and dates."""

    def __init__(self, language: str, catalog: Catalog | None) -> None:
        self.language = language
        self._locale = Locale.parse(language)
        self._catalog = catalog

    def text(self, message: str, /, **values: object) -> Markup:
        return Markup(escape(self._found(message)[0])).format(**values)  # noqa: S704  escaped first

    def plural(self, message: str, n: int, /, **values: object) -> Markup:
        forms = self._found(message)
        text = forms[min(self._form(n), len(forms) - 1)]
        return Markup(escape(text)).format(n=self.number(n), **values)  # noqa: S704  escaped first

    def plain(self, message: str) -> str:
        return self._found(message)[0]

    def for_script(self, messages: list[str]) -> dict[str, str | dict[str, str]]:
        """The given messages for a script; those with plural forms by their CLDR category."""
        if self._catalog is None:
            return {}
        return {message: self._scripted(self._found(message)) for message in messages}

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self._locale)

    def day(self, value: date | str | None) -> str:
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return format_date(day, DAY, locale=self._locale) if day else ""

    def minute(self, milliseconds: int | None) -> str:
        return self._moment(milliseconds, MINUTE)

    def clock(self, milliseconds: int | None) -> str:
        return self._moment(milliseconds, CLOCK)

    def last_day(self, due: int | None) -> str:
        """Of a due moment, the first that is overdue: the day until whose end there is time."""
        return self._moment(None if due is None else due - 1, DAY)

    def today(self, milliseconds: int) -> str:
        return self._moment(milliseconds, DAY)

    def weekday(self, milliseconds: int) -> str:
        return self._moment(milliseconds, "EEEE")

    def _moment(self, milliseconds: int | None, pattern: str) -> str:
        if milliseconds is None:
            return ""
        moment = datetime.fromtimestamp(milliseconds / 1000, VIETNAM)
        return format_datetime(moment, pattern, tzinfo=VIETNAM, locale=self._locale)

    def _found(self, message: str) -> tuple[str, ...]:
        entry = self._catalog.get(message) if self._catalog else None
        if entry is None or not entry.string:
            return (message,)
        forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)
        return forms if all(forms) else (message,)

    def _form(self, n: int) -> int:
        categories = list(dict.fromkeys(self._locale.plural_form(k) for k in _PLURAL_SAMPLES[1:]))
        return categories.index(self._locale.plural_form(n))

    def _scripted(self, forms: tuple[str, ...]) -> str | dict[str, str]:
        if len(forms) == 1:
            return forms[0]
        return {
            self._locale.plural_form(n): forms[min(self._form(n), len(forms) - 1)]
            for n in _PLURAL_SAMPLES[1:]
        }


@dataclass(frozen=True, slots=True)
class Built:
    """What the front end's build left in `static/dist`."""

    files: Mapping[str, str]
    messages: Mapping[str, list[str]]

    def url(self, name: str) -> str:
        return STATIC_PATH + self.files[name]


class Renderer:
    def __init__(
        self, templates: Path = ROOT / "templates", locales: Path = LOCALES, dist: Path = DIST
    ) -> None:
        self._built = _read_built(dist)
        self._speeches = {language: _read_speech(language, locales) for language in LANGUAGES}
        self._environments = {
            language: self._furnished(speech, templates)
            for language, speech in self._speeches.items()
        }

    def speech(self, language: str) -> Speech:
        return self._speeches[language]

    def page(
        self,
        request: Request,
        template: str,
        *,
        language: str,
        form_token: str,
        status: int = 200,
        **context: Any,
    ) -> HTMLResponse:
        body = self.text(
            template,
            language,
            form_token=form_token,
            size=text_size(request),
            here=request.url.path,
            **context,
        )
        return HTMLResponse(body, status)

    def text(self, template: str, language: str, **context: Any) -> str:
        return self.environment(language).get_template(template).render(context)

    def environment(self, language: str) -> Environment:
        return self._environments[language]

    def script_messages(self, language: str, script: str) -> dict[str, str | dict[str, str]]:
        return self._speeches[language].for_script(self._built.messages.get(script, []))

    def _furnished(self, speech: Speech, templates: Path) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=select_autoescape(default=True),
            undefined=Lacking,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            _=speech.text,
            n_=speech.plural,
            label=speech.plain,
            lang=speech.language,
            languages=LANGUAGES,
            asset=self._built.url,
        )
        environment.filters.update(
            number=speech.number,
            day=speech.day,
            minute=speech.minute,
            clock=speech.clock,
            weekday=speech.weekday,
            last_day=speech.last_day,
            today=speech.today,
            json_block=json_block,
        )
        return environment


@cache
def our_renderer() -> Renderer:
    """Of this installation's pages: once, since reading all messages and compiling pages takes its time."""
    return Renderer()


def json_block(data: object) -> Markup:
    """JSON for a `<script type="application/json">`: nothing in it can end the block or start markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    escapes = {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
    return Markup("".join(escapes.get(letter, letter) for letter in text))  # noqa: S704  see above


def language_of(request: Request, otherwise: str = SOURCE_LANGUAGE) -> str:
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else otherwise


def text_size(request: Request) -> str:
    chosen = request.cookies.get(SIZE_COOKIE, "")
    return chosen if chosen in SIZES else ""


def _read_speech(language: str, locales: Path) -> Speech:
    path = locales / language / "LC_MESSAGES" / "doithoai.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return Speech(language, None)
    with path.open("rb") as file:
        return Speech(language, read_po(file, locale=language))


def _read_built(dist: Path) -> Built:
    manifest = dist / "manifest.json"
    if not manifest.exists():
        raise FileNotFoundError(
            f"{manifest}: build the front end first: npm --prefix frontend run build"
        )
    told = json.loads(manifest.read_text(encoding="utf-8"))
    return Built(told["files"], told["messages"])
