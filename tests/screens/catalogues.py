"""Every message the screens may say, gathered from templates, scripts and Python, and the catalogues of it.

`python -m tests.screens.catalogues` brings each catalogue up to date: new messages come in untranslated,
those that nobody says any more go. `test_catalogues.py` fails while anything is missing.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from web.render import DIST, LANGUAGES, LOCALES, ROOT, SOURCE_LANGUAGE

TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
# One text stands for all forms of a plural: Vietnamese has only one.
KEYWORDS = {"_": None, "N_": None, "n_": (1, 1)}
SOURCES = (("web", "**.py", "python"), ("templates", "**.html", "jinja2"))
PLURAL_IN_SCRIPT = re.compile(r'\bn_\(\s*("(?:[^"\\]|\\.)*")')
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""A date in a catalogue would change with every run."""

Message = str | tuple[str, ...]


def path_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "doithoai.po"


def said() -> dict[str, bool]:
    """Each message in use → whether it has plural forms."""
    found: dict[str, bool] = {}
    for message in _in_python_and_templates():
        text = message if isinstance(message, str) else message[0]
        found[text] = found.get(text, False) or not isinstance(message, str)
    plural = _plural_in_scripts()
    for messages in json.loads((DIST / "manifest.json").read_text("utf-8"))["messages"].values():
        for text in messages:
            found[text] = found.get(text, False) or text in plural
    return found


def read(language: str) -> Catalog:
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def _in_python_and_templates() -> Iterator[Message]:
    for folder, pattern, method in SOURCES:
        for _path, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, [(pattern, method)], keywords=KEYWORDS
        ):
            yield message


def _plural_in_scripts() -> set[str]:
    sources = (ROOT / "frontend").glob("[!n]*/**/*.js")
    return {
        json.loads(literal)
        for source in sources
        for literal in PLURAL_IN_SCRIPT.findall(source.read_text("utf-8"))
    }


def update(language: str) -> None:
    catalog = Catalog(
        locale=language,
        header_comment="# English for the screens of Đối Thoại. Made by tests/screens/catalogues.py.",
        project="doithoai",
        version="1",
        msgid_bugs_address="the project",
        last_translator="the project",
        language_team="English",
        copyright_holder="the project",
        creation_date=NEVER,
        revision_date=NEVER,
        fuzzy=False,
    )
    known = read(language) if path_of(language).exists() else Catalog(locale=language)
    for text, plural in sorted(said().items()):
        before = known.get(text)
        kept = before.string if before and bool(before.pluralizable) is plural else ""
        catalog.add((text, text) if plural else text, kept)
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    with path_of(language).open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False)


if __name__ == "__main__":
    for language in TRANSLATED:
        update(language)
