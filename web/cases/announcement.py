"""The announcement of a conference's result, to print, sign, post and send: Law 72/2025/QH15, Article 43.

It is read by everybody, so it tells of each case what everybody may know: what was said in the hall before all, in the wording
of the minutes, or what was published. Of all others it has the number, where it stands and who owes it. Its number, its day and
its signature are a matter of pens. It must not write anything down: that it was told is recorded where `result.py` does.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from archive.case_records import CaseLine
from archive.casework import Publication
from web.cases.carry_over import CarriedLine, lines_of, where_it_stands
from web.cases.minutes import Answered, answered_in
from web.cases.result import AtResult, at_result
from web.cases.result_view import result_view
from web.cases.result_words import CHANNELS
from web.cases.words import OUTCOMES, STATES
from web.checkpoint_view import closing_slip
from web.context import House, house, reached_at
from web.paper_sheet import printed_square
from web.showing import show, speech


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the announcement. Without `asked` nobody's words are for everybody yet."""

    case: CaseLine
    asked: str | None
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Each case once: in the first of these that it fits."""

    replied: list[Line]
    passed_on: list[Line]
    assigned: list[Line]
    not_assigned: list[Line]


async def announcement(request: Request) -> Response:
    at = await at_result(request)
    if isinstance(at, Response):
        return at
    home, said, now = house(request), speech(request), house(request).clock()
    terms = await home.casework.terms(at.office.commune)
    standing = await where_it_stands(home, at.conference)
    name = home.communes.of(at.office.commune)
    address = f"{reached_at(request)}/k/{at.office.commune}"  # where everybody reads on
    return await show(
        request,
        "cases/announcement.html",
        visitor=at.office.visitor,
        is_long=True,
        conference=at.conference,
        back=at.address,
        named=name if name != at.office.commune else None,
        basis=terms.deadline("result"),
        standing=standing,
        parts=_parted(_heard(await lines_of(home, standing, said), await _spoken(home, at))),
        told=result_view(at.conference, at.state, now, terms, said).told,
        villages=at.state.villages,
        channels={channel: said.plain(words) for channel, words in CHANNELS.items()},
        states={state: said.plain(words) for state, words in STATES.items()},
        outcomes={outcome: said.plain(words) for outcome, words in OUTCOMES.items()},
        address=address,
        qr=printed_square(address),
        slip=await closing_slip(home.checkpoints, at.conference),
        now=now,
    )


async def _spoken(home: House, at: AtResult) -> dict[str, list[Answered]]:
    """What was answered on stage, by the code of its case."""
    transcript = await home.queries.transcript(at.conference.code)
    by_case: dict[str, list[Answered]] = {}
    for one in await answered_in(home, transcript) if transcript else ():
        by_case.setdefault(one.case.code, []).append(one)
    return by_case


def _heard(lines: list[CarriedLine], spoken: dict[str, list[Answered]]) -> list[Line]:
    return [_line(line, spoken.get(line.case.code, [])) for line in lines]


def _line(line: CarriedLine, turns: list[Answered]) -> Line:
    """What was published goes before what was said, and what is withheld is told nowhere."""
    if line.published:
        return Line(line.case, line.published.question_text, (line.published.answer_text,))
    if line.case.publication is Publication.WITHHELD or not turns:
        return Line(line.case, None, ())
    replies = (one.corrected or one.turn.words or "" for one in turns)
    return Line(line.case, turns[0].question.text, tuple(replies))


def _parted(lines: list[Line]) -> Parts:
    parts = Parts([], [], [], [])
    for line in lines:
        _part_of(parts, line.case).append(line)
    return parts


def _part_of(parts: Parts, case: CaseLine) -> list[Line]:
    if case.replied:
        return parts.replied
    if case.authority:
        return parts.passed_on
    return parts.assigned if case.unit else parts.not_assigned


routes = [Route("/archive/{code}/result/announcement", announcement)]
