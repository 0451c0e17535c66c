"""What the operator is told of an order: what was done, or one line that says why not."""

from typing import Any

from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import CODE_MAX_CHARACTERS, CODE_MIN_CHARACTERS
from web.word_lists import Changes

ADVICE: dict[tuple[Code, str | int | None], str] = {
    (Code.NOT_OPEN, None): "the conference is not at the stage for it",
    (Code.BAD_VALUE, "code"): f"{CODE_MIN_CHARACTERS} to {CODE_MAX_CHARACTERS} letters a-z, "
    "digits and hyphens, the first no hyphen",
}
"""For the refusals that an operator meets by a slip."""

Details = dict[str, Any]


class OrderError(Exception):
    """It was not done; the text says why and what to do."""


def told_words(changes: Changes) -> Details:
    return {"added": list(changes.added), "removed": list(changes.removed)}


def told(outcome: Receipt | Refusal) -> Details:
    if isinstance(outcome, Refusal):
        return {"ok": False, "refusal": outcome.code, "words": refusal_words(outcome)}
    return {
        "ok": True,
        "position": outcome.position,
        "question": outcome.question,
        "receipt_code": outcome.receipt_code,
    }


def refusal_words(refusal: object) -> str:
    """For the operator, who knows the codes from docs/PROTOCOL.md."""
    if not isinstance(refusal, Refusal):
        return "not understood"
    detail = "" if refusal.detail is None else f" ({refusal.detail})"
    advice = ADVICE.get((refusal.reason, refusal.detail))
    return f"refused: {refusal.code}{detail}" + (f": {advice}" if advice else "")
