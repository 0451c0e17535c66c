"""What the operator can have done: the same orders whether or not a server is running.

Each order is a method that takes plain values and gives back plain values, so that it can travel over
the control socket. What cannot be done is an `OrderError` with one line that says why. Conferences are
changed as everything else changes them, by commands to their hall; only people are edited directly.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from archive.accounts import Accounts
from archive.case_queries import CaseQueries
from archive.ledger_export import as_csv as ledger_as_csv
from archive.ledger_export import as_json as ledger_as_json
from archive.office_events import Taken
from archive.projector import Projector
from archive.queries import Queries
from archive.transcript import as_csv, as_json
from conference.commands import CreateConference
from conference.records import Receipt
from conference.refusals import Code, Refusal
from conference.vocabulary import CODE_MAX_CHARACTERS, CODE_MIN_CHARACTERS, VIETNAM
from realtime.audiences import Audience
from realtime.casebooks import Casebooks
from realtime.hall import Hall
from realtime.halls import Halls
from realtime.intake import Intake
from web.identity import Identity
from web.office_calendar import CALENDAR_ORDERS, CalendarOffice
from web.office_papers import PAPERS_ORDERS, PapersOffice
from web.office_people import PEOPLE_ORDERS, PeopleOffice
from web.orders import OPERATOR, Details, OrderError
from web.paper_sheet import BadRange, codes_of
from web.papers import Papers
from web.passwords import Passwords
from web.people_desk import PeopleDesk
from web.staff import StaffDoor
from web.word_lists import BadWords, Changes, WordLists

TOKENS_MAX = 100_000
PAPER_CODES_MAX = 5_000
USUAL_TITLE = "Hội nghị đối thoại năm {year}"
ADVICE: dict[tuple[Code, str | int | None], str] = {
    (Code.NOT_OPEN, None): "the conference is not at the stage for it",
    (Code.BAD_VALUE, "code"): f"{CODE_MIN_CHARACTERS} to {CODE_MAX_CHARACTERS} letters a-z, "
    "digits and hyphens, the first no hyphen",
}
"""For the refusals that an operator meets by a slip."""


class Office(PeopleOffice, CalendarOffice, PapersOffice):
    def __init__(
        self,
        *,
        halls: Halls,
        casebooks: Casebooks,
        intake: Intake,
        accounts: Accounts,
        passwords: Passwords,
        people_desk: PeopleDesk,
        identity: Identity,
        staff_door: StaffDoor,
        projector: Projector,
        queries: Queries,
        cases: CaseQueries,
        conference_secret: Callable[[str], Awaitable[bytes]],
        clock: Callable[[], int],
        word_lists: WordLists,
        papers: Papers,
    ) -> None:
        self._halls = halls
        self._casebooks = casebooks
        self._intake = intake
        self._accounts = accounts
        self._people_desk = people_desk
        self._passwords = passwords
        self._identity = identity
        self._staff_door = staff_door
        self._projector = projector
        self._queries = queries
        self._ticking = cases.ticking
        self._knows = partial(_is_heard_of, accounts, queries)
        self._conference_secret = conference_secret
        self._clock = clock
        self._word_lists = word_lists
        self._papers = papers

    async def do(self, order: str, details: Mapping[str, Any]) -> Details:
        """Carry out one order by its name."""
        if order not in ORDERS:
            raise OrderError(f"no such order: {order}; is the server of another version?")
        return await ORDERS[order](self, **details)

    # Conferences

    async def create_conference(self, fields: Details) -> Details:
        """A title that is None becomes the usual one, with the year of the meeting."""
        if "title" in fields and fields["title"] is None:
            held_at = fields.get("starts_at") or self._clock()
            year = datetime.fromtimestamp(held_at / 1000, VIETNAM).year
            fields = {**fields, "title": USUAL_TITLE.format(year=year)}
        made = self._intake.command("create_conference", fields, OPERATOR)
        if isinstance(made, Refusal) or not isinstance(made[0], CreateConference):
            raise OrderError(_refusal_words(made))
        outcome = await self._halls.create(made[0])
        if isinstance(outcome, Refusal):
            raise OrderError(_refusal_words(outcome))
        # Made when first asked for; asked for now, so that no visit to a page ever has to write.
        await self._conference_secret((await self._hall(made[0].code)).stream)
        return _told(outcome)

    async def command(self, code: str, name: str, fields: Details) -> Details:
        """One command of the operator to a conference."""
        (outcome,) = (await self.commands(code, name, [{"fields": fields}]))["outcomes"]
        if not outcome["ok"]:
            raise OrderError(outcome["words"])
        return dict(outcome)

    async def commands(self, code: str, name: str, each: list[Details]) -> Details:
        """Many of one kind, such as the rows of an import: each with its `fields` and perhaps an `id`.

        Gives an outcome per command, in order; a refused one does not stop the rest.
        """
        hall = await self._hall(code)

        async def one(details: Details) -> Details:
            made = self._intake.command(
                name, details["fields"], OPERATOR, details.get("id"), commune=hall.commune
            )
            return _told(made if isinstance(made, Refusal) else await hall.submit(*made))

        # All at once: the hall takes them in this order, and they share their commits.
        return {"outcomes": await asyncio.gather(*(one(details) for details in each))}

    async def export(self, code: str, format: str) -> Details:
        """The transcript, as of now."""
        await self._projector.catch_up()
        transcript = await self._queries.transcript(code)
        if transcript is None:
            raise OrderError(f"there is no conference {code}")
        text = {"json": as_json, "csv": as_csv}[format](transcript).decode()
        await self._hand_out(transcript.conference, Taken.TRANSCRIPT, format)
        return {"text": text}

    async def export_ledger(self, code: str, format: str) -> Details:
        """The moderation record, as of now: every question's fate, without anybody's words."""
        await self._projector.catch_up()
        book = await self._queries.ledger(code)
        if book is None:
            raise OrderError(f"there is no conference {code}")
        written = {"json": ledger_as_json, "csv": ledger_as_csv}[format](book)
        await self._hand_out(book.conference, Taken.LEDGER, format)
        return {"text": written.decode()}

    async def rebuild(self) -> Details:
        """Make the read tables anew from the journal."""
        await self._projector.rebuild()
        return {"conferences": len(self._halls.codes)}

    async def tokens(self, code: str, count: int) -> Details:
        """Device tokens for load tests of one's own server."""
        await self._hall(code)
        if not 0 < count <= TOKENS_MAX:
            raise OrderError(f"between 1 and {TOKENS_MAX} tokens at once")
        return {"tokens": [self._identity.device_token() for _ in range(count)]}

    async def paper_codes(self, code: str, first: int, count: int) -> Details:
        """Personal codes to be printed, and what stands beside them."""
        hall = await self._hall(code)
        try:
            codes = codes_of(
                await self._identity.paper_codes(hall.stream), first, count, PAPER_CODES_MAX
            )
        except BadRange as problem:
            raise OrderError(str(problem)) from None
        conference = (await hall.snapshot(Audience.DISPLAY))["conference"]
        return {
            "code": conference["code"],
            "title": conference["title"],
            "commune": conference.get("place") or conference["commune"],
            "codes": codes,
        }

    # Words

    async def list_words(self, commune: str) -> Details:
        return _told_words(self._word_lists.of(commune))

    async def add_words(self, commune: str, words: list[str]) -> Details:
        """In force with the next question."""
        try:
            return _told_words(self._word_lists.add(commune, tuple(words)))
        except BadWords as problem:
            raise OrderError(str(problem)) from None

    async def remove_words(self, commune: str, words: list[str]) -> Details:
        try:
            return _told_words(self._word_lists.remove(commune, tuple(words)))
        except BadWords as problem:
            raise OrderError(str(problem)) from None

    async def _hall(self, code: str) -> Hall:
        hall = await self._halls.open(code)
        if hall is None:
            raise OrderError(f"there is no conference {code}")
        return hall


ORDERS: dict[str, Callable[..., Awaitable[Details]]] = {
    order.__name__: order
    for order in (
        Office.create_conference,
        Office.command,
        Office.commands,
        Office.export,
        Office.export_ledger,
        Office.rebuild,
        Office.tokens,
        Office.paper_codes,
        Office.list_words,
        Office.add_words,
        Office.remove_words,
        *PEOPLE_ORDERS,
        *CALENDAR_ORDERS,
        *PAPERS_ORDERS,
    )
}


def _told_words(changes: Changes) -> Details:
    return {"added": list(changes.added), "removed": list(changes.removed)}


def _told(outcome: Receipt | Refusal) -> Details:
    if isinstance(outcome, Refusal):
        return {"ok": False, "refusal": outcome.code, "words": _refusal_words(outcome)}
    return {
        "ok": True,
        "position": outcome.position,
        "question": outcome.question,
        "receipt_code": outcome.receipt_code,
    }


def _refusal_words(refusal: object) -> str:
    """For the operator, who knows the codes from docs/PROTOCOL.md."""
    if not isinstance(refusal, Refusal):
        return "not understood"
    detail = "" if refusal.detail is None else f" ({refusal.detail})"
    advice = ADVICE.get((refusal.reason, refusal.detail))
    return f"refused: {refusal.code}{detail}" + (f": {advice}" if advice else "")


async def _is_heard_of(accounts: Accounts, queries: Queries, commune: str) -> bool:
    if await queries.conferences(commune):
        return True
    return bool(await accounts.people.of_commune(commune))
