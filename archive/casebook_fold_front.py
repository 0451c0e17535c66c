"""What the Front's events leave in the read tables: files of its checks, samples, and remarks on periods."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from archive.casebook import events as e
from archive.casebook_rows import CasebookRows, CaseRows, Row
from conference.event import Event


def check_file_attached(case: CaseRows, event: e.CheckFileAttached, key: Row) -> None:
    case.check_files[event.file] = {
        **key,
        "file": event.file,
        "check_number": event.check,
        "name": event.name,
        "media_type": event.media_type,
        "size": event.size,
        "actor": event.by.id,
        "attached_at": event.at,
    }


def _announced(rows: CasebookRows, event: e.SampleAnnounced, _sequence: int) -> None:
    announced = {
        **rows.book_key(),
        "sample": event.sample,
        "size": event.size,
        "source": event.source,
        "digits": event.digits,
        "day": event.day,
        "salt": event.salt,
        "numbers": json.dumps(event.numbers),
        "announced_at": event.at,
        "announced_by": event.by.id,
    }
    rows.announcements.append(announced)


def _drawn(rows: CasebookRows, event: e.SampleDrawn, sequence: int) -> None:
    drawn = {
        **rows.book_key(),
        "sequence": sequence,
        "sample": event.sample,
        "seed": event.seed,
        "places": json.dumps(event.places),
        "cases": json.dumps(event.cases),
        "out_of": event.out_of,
        "drawn_at": event.at,
        "drawn_by": event.by.id,
    }
    rows.samples.append(drawn)


def _remarked(rows: CasebookRows, event: e.PeriodRemarked, sequence: int) -> None:
    remark = {"period": event.period, "words": event.words, "at": event.at, "actor": event.by.id}
    rows.remarks.append({**rows.book_key(), "sequence": sequence, **remark})


OF_THE_BOOK: Mapping[type[Event], Callable[[CasebookRows, Any, int], None]] = {
    e.SampleAnnounced: _announced,
    e.SampleDrawn: _drawn,
    e.PeriodRemarked: _remarked,
}
"""What is about no case."""
