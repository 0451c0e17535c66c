"""The documents say what the code does: every word, code and setting is in its page, every path exists.

The tables of commands, events and refusals are written by `scripts/docs` and held by `test_tables.py`.
"""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import click
import pytest

from archive.almanac_events import ALMANAC_EVENTS
from archive.calendar import DayKind
from archive.casebook import limits as case_limits
from archive.casebook.events import ClockChange
from archive.casebook.naming import CASE_COMMANDS, CASE_EVENTS
from archive.casebook.periods import PeriodKind
from archive.casebook.result import DeliveryChannel
from archive.casebook.running import RUNS
from archive.casebook.sight import Reader
from archive.casework import (
    CaseOutcome,
    CaseState,
    Competence,
    Finding,
    Kind,
    Publication,
    Supervision,
    Urgency,
)
from archive.clocks import Timeliness
from archive.deadlines import ClockKind, Counting
from conference import vocabulary
from conference.naming import COMMANDS, EVENTS
from conference.refusals import Code
from conference.vocabulary import (
    Channel,
    DeclineReason,
    JoinMode,
    Moderation,
    Outcome,
    PassReason,
    QuestionStatus,
    ReviewState,
    Role,
    Stage,
)
from realtime import wire
from realtime.audiences import Audience
from web.cli import cli
from web.options import settings_markdown

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

GLOSSARY_WORDS = [
    "Commune",
    "Conference",
    "Stage",
    "Hall",
    "Audience",
    "Question",
    "Queue",
    "Floor",
    "Vote",
    "Command",
    "Event",
    "Refusal",
    "Actor",
    "Journal",
    "Entry",
    "Position",
    "Epoch",
    "Stream",
    "Checkpoint",
    "Consistency proof",
    "Receipt",
    "Delivery",
    "Snapshot",
    "Delta",
    "Resync",
    "Case",
    "Casebook",
    "Clock",
    "Deadline",
    "Calendar",
    "Almanac",
]
GLOSSARY_VALUES = (
    Audience,
    CaseOutcome,
    CaseState,
    Channel,
    ClockChange,
    ClockKind,
    Competence,
    Counting,
    DayKind,
    DeclineReason,
    DeliveryChannel,
    Finding,
    JoinMode,
    Kind,
    Moderation,
    Outcome,
    PassReason,
    PeriodKind,
    Publication,
    QuestionStatus,
    Reader,
    ReviewState,
    Role,
    Stage,
    Supervision,
    Timeliness,
    Urgency,
)
DECISION_MAX_LINES = 40
# Numbers of the rules that a client has to know, as docs/PROTOCOL.md writes them.
PROTOCOL_LIMITS = (
    vocabulary.QUESTION_MAX_CHARACTERS,
    vocabulary.COLLECTED_QUESTION_MAX_CHARACTERS,
    vocabulary.NOTICE_MAX_CHARACTERS,
    vocabulary.NOTE_MAX_CHARACTERS,
    vocabulary.MUTE_MAX_MINUTES,
    vocabulary.SLOW_MODE_MAX_SECONDS,
    vocabulary.REASON_LABEL_MAX_CHARACTERS,
    vocabulary.QUESTIONS_MAX_PER_ATTENDEE,
    vocabulary.RECEIPTS_KEPT_PER_ACTOR,
    wire.PENDING_PER_SOCKET_MAX,
    wire.EVENTS_PER_SECOND,
    wire.EVENTS_BURST,
    wire.VOTES_PER_SECOND,
    wire.VOTES_BURST,
    wire.SOCKETS_PER_DEVICE_MAX,
    wire.SOCKETS_PER_PERSON_MAX,
    wire.CONNECT_WITHIN_SECONDS,
    wire.PRESENT_EVERY_SECONDS,
    wire.LAG_MAX_SECONDS,
)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _codes(name: str) -> set[str]:
    """Everything that stands in `backticks`."""
    return set(re.findall(r"`([^`\n]+)`", _text(name)))


def _section(name: str, title: str) -> str:
    match = re.search(
        rf"<!-- begin: {title} -->\n(.*?)<!-- end: {title} -->", _text(name), re.DOTALL
    )
    assert match, f"{name} has no section {title}"
    return match[1]


def _values(kinds: tuple[type[Enum], ...]) -> Iterator[str]:
    for kind in kinds:
        yield from (member.value for member in kind)


def test_protocol_names_everything_a_client_can_meet() -> None:
    said = {
        *COMMANDS,
        *EVENTS,
        *(code.code for code in Code),
        *(bye.code for bye in wire.Bye),
        *_values((wire.Message, wire.Resync, wire.Rejoin, DeclineReason, Outcome, QuestionStatus)),
        *_values((PassReason, Moderation, JoinMode)),
        *(role for roles in wire.ROLES.values() for role in roles),
        *wire.ROLES,
    }
    assert said - _codes("docs/PROTOCOL.md") == set()


def test_protocol_names_the_rejoin_of_every_bye() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .+ \| `(\w+)` \|$", _text("docs/PROTOCOL.md"), re.MULTILINE)
    assert sorted(rows) == sorted((bye.code, bye.rejoin.value) for bye in wire.Bye)


@pytest.mark.parametrize("limit", PROTOCOL_LIMITS)
def test_protocol_names_the_limit(limit: float) -> None:
    assert re.search(rf"(?<![\d,]){limit:,.0f}(?![\d,])", _text("docs/PROTOCOL.md"))


def test_casebook_page_names_everything_that_can_be_asked_and_happen() -> None:
    said = {*CASE_COMMANDS, *CASE_EVENTS, *RUNS, *_values((CaseState,))}
    said |= {name for name in vars(case_limits) if name.isupper()}
    assert said - _codes("docs/CASEBOOK.md") == set()


def test_protocol_names_its_version() -> None:
    assert _text("docs/PROTOCOL.md").startswith(f"# Protocol, version {wire.PROTOCOL_VERSION}\n")


@pytest.mark.parametrize("word", GLOSSARY_WORDS)
def test_glossary_explains_the_word(word: str) -> None:
    assert re.search(rf"^\| \*\*{word}\*\*", _text("docs/GLOSSARY.md"), re.MULTILINE)


def test_glossary_explains_every_value() -> None:
    assert set(_values(GLOSSARY_VALUES)) - _codes("docs/GLOSSARY.md") == set()


def test_settings_page_is_current() -> None:
    assert _text("docs/SETTINGS.md") == settings_markdown(), "run scripts/docs"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_command_lines_can_be_typed(document: Path) -> None:
    """Every `doithoai …` in a page leads to a command, and each of its options is one."""
    assert [line for line in _typed(document) if not _can_be_typed(line.split()[1:])] == []


def _typed(document: Path) -> list[str]:
    """What a page tells people to type: the lines of its code blocks, and its code spans."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^    (doithoai [^#\n]+)", text, re.MULTILINE)
    return [*blocks, *re.findall(r"`(doithoai [^`]+)`", text)]


def _can_be_typed(words: list[str]) -> bool:
    """`open|close` stands for either; the first is followed."""
    command: click.Command | None = cli
    while isinstance(command, click.Group):
        context = click.Context(command)
        named = words[0].split("|") if words else [""]
        commands = [command.get_command(context, name) for name in named]
        if None in commands:
            return False
        command, words = commands[0], words[1:]
    assert command is not None
    known = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    return {word for word in words if word.startswith("--")} <= known


def test_changelog_has_a_place_for_the_next_change() -> None:
    assert "\n## [Unreleased]\n" in _text("CHANGELOG.md")


@pytest.mark.parametrize("title", ["recipe", "case recipe"])
def test_recipe_names_only_what_exists(title: str) -> None:
    recipe = _section("CONTRIBUTING.md", title)
    paths = re.findall(r"`([\w./-]+[./][\w./-]+|[a-z]+)`", recipe)
    assert [path for path in paths if path != "apply" and not (ROOT / path).exists()] == []


def test_every_event_of_the_archive_has_a_golden_file() -> None:
    kept = {path.name.split(".")[0] for path in (ROOT / "tests" / "golden").iterdir()}
    assert {*EVENTS, *CASE_EVENTS, *ALMANAC_EVENTS} - kept == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_anchors_lead_to_headings(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) - anchors == set()


def test_decisions_are_short_and_numbered() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in pages]
    long = [page.name for page in pages if page.read_text().count("\n") > DECISION_MAX_LINES]
    assert (numbers, long) == (list(range(1, len(pages) + 1)), [])
