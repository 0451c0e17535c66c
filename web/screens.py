"""What each live screen's template is given, made from a snapshot. Pure: no request, no hall, no clock.

The same snapshot goes to the screen's script as JSON, so that the server's page and the live one show the
same thing.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

from conference.records import StillOrder
from conference.vocabulary import (
    NAME_MAX_CHARACTERS,
    PLACE_MAX_CHARACTERS,
    QUESTION_MAX_CHARACTERS,
    QuestionStatus,
    Stage,
)
from web.listing import POPULAR, SORTS, as_called, in_order
from web.render import Renderer
from web.taking_part import is_open, may_appeal, not_joined, why_not_ask, why_not_vote
from web.words import N_, NOT_OPEN, in_language, stage_key

View = dict[str, Any]

QUESTIONS_PER_PAGE = 20
FIRST_QUESTIONS_MAX = 150
"""With more, the page would outgrow a slow network: the script then fetches the view over its socket."""

LIMITS = {
    "text": QUESTION_MAX_CHARACTERS,
    "name": NAME_MAX_CHARACTERS,
    "place": PLACE_MAX_CHARACTERS,
}
NOTHING_GIVEN = {"text": "", "topic": "", "name": "", "place": ""}


class Screens:
    def __init__(self, renderer: Renderer, new_id: Callable[[], str]) -> None:
        self._renderer = renderer
        self._new_id = new_id

    def first(self, screen: str, snapshot: View, language: str, **more: Any) -> View:
        """What the script of this screen starts from."""
        return {
            "conference": snapshot["conference"]["code"],
            "token": None,
            "lang": language,
            "snapshot": snapshot if len(snapshot["questions"]) <= FIRST_QUESTIONS_MAX else None,
            "messages": self._renderer.script_messages(language, f"{screen}.js"),
            "words": in_language(self._renderer.speech(language).plain),
            **more,
        }

    def phone(
        self,
        snapshot: View,
        language: str,
        query: Mapping[str, str],
        now: int,
        *,
        problem: View | None = None,
        still: StillOrder | None = None,
    ) -> View:
        conference = snapshot["conference"]
        mine = snapshot["mine"]
        sort = query.get("sort", "")
        sort = sort if sort in SORTS else POPULAR
        if still is not None and still.since != snapshot["floor"]["since"]:
            still = None  # the snapshot is a tick behind, and knows nothing of this call
        questions = in_order(snapshot["questions"], sort, now, still)
        page = _page(query.get("page", ""), len(questions))
        upto = page * QUESTIONS_PER_PAGE
        return {
            **self._common(snapshot),
            "floor": _on_floor(snapshot),
            "mine": {**mine, "numbers": {question["number"] for question in mine["questions"]}},
            "sent": _sent(mine["questions"], query.get("sent", "")),
            "open": is_open(conference),
            "why_not_ask": why_not_ask(conference, mine, now),
            "why_not_vote": why_not_vote(conference, mine),
            "may_appeal": may_appeal,
            "closed_words": self._why_not_open(conference, language),
            "sort": sort,
            "page": page,
            "questions": questions[upto - QUESTIONS_PER_PAGE : upto],
            "more": max(0, len(questions) - upto),
            "limits": LIMITS,
            "given": NOTHING_GIVEN,
            "problem": problem,
            "homeless": _is_homeless(problem, conference, mine, now),
            "first": self.first(
                "phone",
                snapshot,
                language,
                limits=LIMITS,
                keeper="/h/keeper.js",
                **{"as": "attendee"},
                **({"still": as_called(snapshot["questions"], still)} if still else {}),
            ),
        }

    def ask(
        self,
        snapshot: View,
        given: Mapping[str, str] = NOTHING_GIVEN,
        problem: View | None = None,
    ) -> View:
        return {
            **self._common(snapshot),
            "limits": LIMITS,
            "given": {**NOTHING_GIVEN, **given},
            "id": self._new_id(),
            "problem": problem,
        }

    def similar(
        self, snapshot: View, numbers: list[int], given: Mapping[str, str], id: str
    ) -> View:
        """What is offered in place of a question that says much the same."""
        known = _numbered(snapshot)
        return {
            **self._common(snapshot),
            "may_vote": is_open(snapshot["conference"])
            and why_not_vote(snapshot["conference"], snapshot["mine"]) is None,
            "mine": snapshot["mine"],
            "questions": [known[number] for number in numbers if number in known],
            "given": {**NOTHING_GIVEN, **given},
            "id": id,
        }

    def join(self, snapshot: View, typed: str, problem: View | None) -> View:
        """Where the code of the hall, or one from paper, is typed in."""
        return {
            **self._common(snapshot),
            "needed": not_joined(snapshot["conference"], snapshot["mine"]),
            "joined": snapshot["mine"].get("joined"),
            "typed": typed,
            "id": self._new_id(),
            "problem": problem,
        }

    def staff(self, screen: str, snapshot: View, language: str, role: str, name: str) -> View:
        """Desk and stage: the page is little more than its script's first data."""
        return {
            **self._common(snapshot),
            "first": self.first(screen, snapshot, language, me=name, **{"as": role}),
        }

    def display(self, snapshot: View, language: str, join: str, qr: str) -> View:
        return {
            **self._common(snapshot),
            "floor": _on_floor(snapshot),
            "coming": _coming(snapshot),
            "lead": self._renderer.speech(language).plain(LEADS[_lead(snapshot["conference"])]),
            "join": join,
            "qr": qr,
            "first": self.first("display", snapshot, language, **{"as": "display"}),
        }

    def _common(self, snapshot: View) -> View:
        conference = snapshot["conference"]
        return {
            "code": conference["code"],
            "conference": conference,
            "standing": stage_key(conference["stage"], paused=conference["paused"]),
            "new_id": self._new_id,
        }

    def _why_not_open(self, conference: View, language: str) -> str:
        speech = self._renderer.speech(language)
        time = speech.minute(conference.get("starts_at"))
        return speech.text(NOT_OPEN[_not_open(conference)], time=time)


def _not_open(conference: View) -> str:
    if conference["stage"] == Stage.CLOSED:
        return "closed"
    if conference["paused"]:
        return "paused"
    return "starts_at" if conference.get("starts_at") else "draft"


LEADS = {
    "all": N_("Quét mã để hỏi và ủng hộ"),
    "vote": N_("Quét mã để ủng hộ và theo dõi"),
    "follow": N_("Quét mã để theo dõi từng câu hỏi"),
}
"""What a phone is good for now; frontend/display/screen.js says the same as the meeting goes on."""


def _lead(conference: View) -> str:
    if conference["stage"] == Stage.CLOSED or not conference.get("voting", True):
        return "follow"
    return "all" if conference.get("asking", True) else "vote"


def _page(asked: str, questions: int) -> int:
    last = max(1, math.ceil(questions / QUESTIONS_PER_PAGE))
    return min(int(asked), last) if asked.isdecimal() and int(asked[:6]) > 0 else 1


def _is_homeless(problem: View | None, conference: View, mine: View, now: int) -> bool:
    """Whether the form in which something was typed is offered no more: what was typed is then shown apart."""
    if problem is None or not problem.get("typed"):
        return False
    question = _sent(mine["questions"], problem["question"])
    if question is None or not is_open(conference):
        return True
    if problem["wish"] == "request_review":
        return not may_appeal(question)["review"]
    if why_not_ask(conference, mine, now):
        return True
    if problem["wish"] == "resubmit_question":
        return not may_appeal(question)["resubmit"]
    status: str = question["status"]
    return status != QuestionStatus.WAITING


def _sent(own: list[View], number: str) -> View | None:
    """The question whose receipt is to be shown; only ever the visitor's own."""
    return next((question for question in own if str(question["number"]) == number), None)


def _on_floor(snapshot: View) -> View | None:
    return _numbered(snapshot).get(snapshot["floor"]["question"])


def _coming(snapshot: View) -> list[View]:
    known = _numbered(snapshot)
    return [known[number] for number in snapshot["floor"]["next"] if number in known]


def _numbered(snapshot: View) -> dict[Any, View]:
    return {question["number"]: question for question in snapshot["questions"]}
