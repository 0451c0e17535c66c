"""The casebook's read tables: all derived, all to be made anew from the journal at any time.

`cases` is narrow and lies in the order of its communes; whatever people wrote stands beside it. What is
counted on a page is counted in an index, never in a table of counters that could drift.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    column,
)

from archive.columns import METADATA, commune_column, time_column

SEARCH = "case_search"
"""The full-text index over `case_texts.words`: a virtual table that triggers keep (see the migration)."""

RATED = "answer_rated"
"""The steps that the weekly figures ask for."""


def _word(name: str, *, nullable: bool = True) -> Column[str]:
    return Column(name, String, nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _flag(name: str, *, nullable: bool = False) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=nullable)


def _code() -> Column[str]:
    return Column("code", String, primary_key=True)


cases = Table(
    "cases",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    _word("conference", nullable=False),
    _whole("question"),
    _whole("part"),
    _word("state", nullable=False),
    _flag("open"),
    time_column("since", nullable=False),
    _whole("steps"),
    _word("channel"),
    _word("place"),
    _word("topic"),
    _word("kind"),
    _word("competence", nullable=False),
    _word("urgency", nullable=False),
    _flag("several_units"),
    _word("unit"),
    _word("owner"),
    _word("with_units", nullable=False),
    _word("stage_outcome"),
    _word("outcome"),
    _flag("replied"),
    _flag("resolved"),
    _word("publication", nullable=False),
    _word("public_id"),
    _word("supervision", nullable=False),
    _whole("stars", nullable=True),
    _flag("solved", nullable=True),
    _whole("reopened"),
    _word("reason"),
    _word("proposed_by"),
    _word("authority"),
    time_column("transferred_at"),
    _whole("chased"),
    _word("promised"),
    Column("due", BigInteger, nullable=False),
    _word("due_clock"),
    _flag("breached"),
    _whole("missing_year", nullable=True),
    time_column("opened_at", nullable=False),
    time_column("answered_at"),
    time_column("closed_at"),
    _word("merged_into"),
    _whole("into_question", nullable=True),
    _word("split_from"),
    Index("ix_cases_code", "code"),
    Index("ix_cases_question", "commune", "conference", "question", "part"),
    Index("ix_cases_state", "commune", "state", "due", "code"),
    Index("ix_cases_open", "commune", "open", "due", "code"),
    Index("ix_cases_unit", "commune", "unit", "open", "due", "replied", "resolved"),
    Index("ix_cases_topic", "commune", "topic", "open", "due", "replied", "resolved"),
    Index("ix_cases_place", "commune", "place", "open", "due", "replied", "resolved"),
    Index(
        "ix_cases_owner",
        "commune",
        "owner",
        "open",
        "due",
        sqlite_where=column("owner").isnot(None),
    ),
    Index("ix_cases_since", "commune", "since"),
    Index("ix_cases_opened_at", "commune", "opened_at"),
    Index("ix_cases_supervision", "commune", "supervision", "due"),
    Index("ix_cases_publication", "commune", "publication", "due"),
    Index(
        "ix_cases_merged_into",
        "commune",
        "merged_into",
        sqlite_where=column("merged_into").isnot(None),
    ),
    Index(
        "ix_cases_split_from",
        "commune",
        "split_from",
        sqlite_where=column("split_from").isnot(None),
    ),
    sqlite_with_rowid=False,
)
"""`with_units` is JSON. `due` is far away (`NEVER`) where no clock runs. `chased` is how often a rule reminded the
authority."""

case_texts = Table(
    "case_texts",
    METADATA,
    Column("id", Integer, primary_key=True),
    commune_column(),
    _word("conference", nullable=False),
    _word("code", nullable=False),
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_case_texts_code", "commune", "code", unique=True),
)
"""What was asked, and all words a case is found by: folded, each with its commune's mark before it.

So the entries of one word in the index are those of one commune, and a search never walks past others'.
A sealed case has no row. `id` is the order of arrival.
"""

case_steps = Table(
    "case_steps",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    _word("conference", nullable=False),
    time_column("at", nullable=False),
    _word("role", nullable=False),
    _word("actor", nullable=False),
    _word("name", nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_case_steps_rated", "commune", "at", sqlite_where=column("name") == RATED),
)
"""The timeline. `sequence` is that of the journal's entry, `body` the event as the journal has it."""

case_moves = Table(
    "case_moves",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    _word("conference", nullable=False),
    time_column("at", nullable=False),
    _word("was"),
    _word("state", nullable=False),
    _word("outcome"),
    _word("reason"),
    Index("ix_case_moves_at", "commune", "at", "was", "state"),
    sqlite_with_rowid=False,
)
"""Each change of state, and each birth. Kept of sealed cases too: a balance counts them, and tells no more."""

case_clocks = Table(
    "case_clocks",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("kind", String, primary_key=True),
    Column("started_at", BigInteger, primary_key=True, autoincrement=False),
    _word("conference", nullable=False),
    time_column("due"),
    time_column("stopped_at"),
    _flag("late", nullable=True),
    _word("steps", nullable=False),
    _flag("resting"),
    Column("clock", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""`steps` and `clock` are JSON. Those are the steps told of its present last day, or of its lateness."""

case_answers = Table(
    "case_answers",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _word("conference", nullable=False),
    _word("author", nullable=False),
    _word("outcome", nullable=False),
    Column("decision", Text, nullable=False),
    Column("basis", Text, nullable=False),
    _word("doer"),
    _word("due"),
    Column("evidence", Text, nullable=False),
    _word("from_authority"),
    time_column("submitted_at", nullable=False),
    _word("approved_by"),
    time_column("approved_at"),
    _word("rejected_by"),
    time_column("rejected_at"),
    Column("rejected_words", Text),
)

case_files = Table(
    "case_files",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("file", String, primary_key=True),
    _word("conference", nullable=False),
    _word("name", nullable=False),
    _word("media_type", nullable=False),
    _whole("size"),
    _flag("public"),
    _word("role", nullable=False),
    _word("actor", nullable=False),
    time_column("attached_at", nullable=False),
)

case_recommendations = Table(
    "case_recommendations",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    _word("conference", nullable=False),
    Column("words", Text, nullable=False),
    _word("made_by", nullable=False),
    time_column("made_at", nullable=False),
    time_column("due"),
    Column("reply", Text),
    _word("replied_by"),
    time_column("replied_at"),
    _flag("satisfied", nullable=True),
    Column("verdict", Text),
    time_column("settled_at"),
)

case_publications = Table(
    "case_publications",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    _word("conference", nullable=False),
    _word("public_id", nullable=False),
    _whole("year"),
    time_column("published_at", nullable=False),
    Column("question_text", Text, nullable=False),
    Column("answer_text", Text, nullable=False),
    Index("ix_case_publications_public_id", "commune", "public_id"),
    Index("ix_case_publications_year", "commune", "year", "published_at"),
)
"""What everybody may read. A case that is withheld or sealed has no row."""

case_check_files = Table(
    "case_check_files",
    METADATA,
    commune_column(primary_key=True),
    _code(),
    Column("file", String, primary_key=True),
    _word("conference", nullable=False),
    _whole("check_number"),
    _word("name", nullable=False),
    _word("media_type", nullable=False),
    _whole("size"),
    _word("actor", nullable=False),
    time_column("attached_at", nullable=False),
)
"""What the Front attached to its field checks, apart from the office's files."""

sample_announcements = Table(
    "sample_announcements",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("sample", Integer, primary_key=True, autoincrement=False),
    _whole("size"),
    _word("source", nullable=False),
    _whole("digits"),
    _word("day", nullable=False),
    _word("salt", nullable=False),
    Column("numbers", Text, nullable=False),
    time_column("announced_at", nullable=False),
    _word("announced_by", nullable=False),
)
"""`numbers` is the list from which is drawn, as JSON, in its order."""

case_samples = Table(
    "case_samples",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    _whole("sample", nullable=True),
    _word("seed", nullable=False),
    Column("places", Text, nullable=False),
    Column("cases", Text, nullable=False),
    _whole("out_of"),
    time_column("drawn_at", nullable=False),
    _word("drawn_by", nullable=False),
)
"""`sample` is that of its announcement; None where there was none yet."""

period_remarks = Table(
    "period_remarks",
    METADATA,
    commune_column(primary_key=True),
    Column("conference", String, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    _word("period", nullable=False),
    Column("words", Text, nullable=False),
    time_column("at", nullable=False),
    _word("actor", nullable=False),
    Index("ix_period_remarks_period", "commune", "period"),
)
"""The Front's own words in its reports."""

PER_CASE = (
    case_steps,
    case_clocks,
    case_answers,
    case_files,
    case_publications,
)
"""Rows about one case that go when it is sealed, but for the Front's own steps and the clock of its recommendation."""

OF_THE_FRONT = (case_recommendations, case_check_files)
"""Rows about one case that stay when it is sealed, for the Front alone: nobody can hide its words by sealing."""

CASEBOOK = (
    cases,
    case_texts,
    case_moves,
    *PER_CASE,
    *OF_THE_FRONT,
    sample_announcements,
    case_samples,
    period_remarks,
)
