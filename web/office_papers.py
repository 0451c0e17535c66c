"""What the operator can take away about cases: registers and dossiers, written where they are told to be.

The file is made by whoever holds the data directory, the running server or the command itself, so that it
never travels through the control socket. Nothing is ever overwritten, and nothing gets its name before the log
of the office has a line about it.
"""

from collections.abc import Callable
from pathlib import Path

from archive.accounts import Accounts
from archive.dossier.form import Copy
from archive.journal import NotSaved
from archive.office_events import RecordTaken, Taken
from archive.queries import Queries
from archive.records import ConferenceRecord
from archive.register.columns import Reader
from archive.whole_file import named_when_whole
from conference.refusals import Refusal
from web.orders import OPERATOR, Details, OrderError
from web.papers import Papers

UNSAVED = "it could not be written into the log of the office, so nothing was handed out"


class PapersOffice:
    """The office's orders about papers."""

    _papers: Papers
    _queries: Queries
    _accounts: Accounts
    _clock: Callable[[], int]

    async def dossier(self, code: str, copy: Copy, out: str) -> Details:
        """All of one conference in one file."""
        conference = await self._conference(code)
        try:
            with named_when_whole(Path(out)) as file:
                made = await self._papers.dossier(code, copy, file)
                if isinstance(made, Refusal):
                    raise OrderError(_words(made, code))
                await self._hand_out(conference, Taken.DOSSIER, "zip", copy)
        except FileExistsError as there:
            raise OrderError(str(there)) from None
        except FileNotFoundError as missing:
            raise OrderError(f"{missing}; run `doithoai verify`") from None
        streams = [
            {"stream": one.stream, "entries": one.entries, "head": one.head, "root": one.root}
            for one in made.streams
        ]
        return {"questions": made.questions, "cases": made.cases, "streams": streams}

    async def export_register(self, code: str, form: str, out: str) -> Details:
        """Every case of one conference, with how to reach people."""
        conference = await self._conference(code)
        try:
            with named_when_whole(Path(out)) as file:
                refused = await self._papers.register(
                    conference.commune, form, Reader.STAFF, file, conference.code
                )
                if refused:
                    raise OrderError(_words(refused, code))
                await self._hand_out(conference, Taken.REGISTER, form, Reader.STAFF)
        except FileExistsError as there:
            raise OrderError(str(there)) from None
        return {"file": out}

    async def _conference(self, code: str) -> ConferenceRecord:
        conference = await self._queries.conference(code)
        if conference is None:
            raise OrderError(f"there is no conference {code}")
        return conference

    async def _hand_out(
        self, conference: ConferenceRecord, what: Taken, form: str, copy: str | None = None
    ) -> None:
        """Before anybody has it; not at all when that cannot be saved."""
        taken = RecordTaken(
            at=self._clock(),
            by=OPERATOR,
            cause="",
            what=what,
            form=form,
            copy=copy,
            conference=conference.code,
            period=None,
        )
        try:
            await self._accounts.log.write(conference.commune, taken)
        except NotSaved:
            raise OrderError(UNSAVED) from None


PAPERS_ORDERS = (PapersOffice.dossier, PapersOffice.export_register)


def _words(refusal: Refusal, what: str) -> str:
    if refusal.code == "not_found":
        return f"there is no conference {what}"
    return "other papers are being made; try again in a minute"
