"""What a form holds before anybody has typed: what the case says already, and of a published text the masked one.

Suggestions only. What is sent is what counts.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from archive.case_records import AnswerRecord, CasePage
from archive.casebook.events_intake import StageAnswerRecorded
from archive.deadlines import ClockKind
from archive.records import CaseFile
from conference.vocabulary import QuestionStatus
from realtime.intake import Screened


class Beforehand(NamedTuple):
    page: CasePage
    file: CaseFile | None
    screen: Callable[[str, str], Screened]
    """Commune and text → the text as others may read it."""


def prefilled(known: Beforehand) -> dict[str, Mapping[str, str]]:
    """By act, by field."""
    case = known.page.case
    return {
        "classify_case": {
            "topic": case.topic or "",
            "kind": case.kind or "",
            "competence": case.competence,
            "urgency": case.urgency,
            "several_units": "true" if case.several_units else "",
        },
        "assign_case": {
            "to_unit": case.unit or "",
            "owner": case.owner or "",
            "with_units": "; ".join(case.with_units),
        },
        "split_case": {"parts_1": case.text},
        "submit_answer": _draft(known.page),
        "publish_case": _public(known),
        "extend_deadline": {"clock": ClockKind.ANSWER},
        "record_stage_answer": _on_stage(known),
    }


def _draft(page: CasePage) -> Mapping[str, str]:
    """What was sent back is not written twice."""
    last = page.answers[-1] if page.answers else None
    if last is None or last.rejected_at is None:
        authority = page.case.authority if page.case.transferred_at else None
        return {"doer": page.case.unit or "", "from_authority": "", "authority": authority or ""}
    shown = {f"evidence_{number}": file for number, file in enumerate(last.evidence, 1)}
    return {
        "decision": last.decision,
        "basis": last.basis,
        "doer": last.doer or "",
        "outcome": last.outcome,
        "due": _day(last.due),
        "from_authority": last.from_authority or "",
        **shown,
    }


def _public(known: Beforehand) -> Mapping[str, str]:
    page, commune = known.page, known.page.case.commune
    if page.published:
        texts = (page.published.question_text, page.published.answer_text)
    else:
        texts = (page.case.text, answer_text(known))
    question, answer = (known.screen(commune, text).text for text in texts)
    return {"question_text": question, "answer_text": answer}


def answer_text(known: Beforehand) -> str:
    """The approved answer in one piece; or what was said on stage, as the minutes have it."""
    approved = [one for one in known.page.answers if one.approved_at is not None]
    if approved:
        return _in_one_piece(approved[-1])
    recorded = [
        step.event.words for step in known.page.steps if isinstance(step.event, StageAnswerRecorded)
    ]
    spoken = [
        known.page.minutes.get(turn.turn, turn.words)
        for turn in known.page.turns
        if turn.ending is QuestionStatus.ANSWERED
    ]
    return "\n".join(text for text in (*spoken, *recorded) if text)


def _in_one_piece(answer: AnswerRecord) -> str:
    """In Vietnamese whatever the page's language: it is the commune's own text."""
    lines = [answer.decision, f"Căn cứ: {answer.basis}"]
    lines += [f"Thực hiện: {answer.doer}"] if answer.doer else []
    lines += [f"Xong trước ngày {_day(answer.due)}"] if answer.due else []
    return "\n".join(lines)


def _on_stage(known: Beforehand) -> Mapping[str, str]:
    turns = [turn for turn in known.page.turns if turn.words]
    return {"words": turns[-1].words or "", "by_whom": turns[-1].answered_by or ""} if turns else {}


def _day(iso: str | None) -> str:
    year, _, rest = (iso or "").partition("-")
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if day else ""
