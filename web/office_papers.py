"""What the operator can take away about cases: registers and dossiers, written where they are told to be.

The file is made by whoever holds the data directory, the running server or the command itself, so that it
never travels through the control socket. Nothing is ever overwritten.
"""

from pathlib import Path

from archive.dossier.form import Copy
from archive.queries import Queries
from archive.register.columns import Reader
from archive.whole_file import named_when_whole
from conference.refusals import Refusal
from web.orders import Details, OrderError
from web.papers import Papers


class PapersOffice:
    """The office's orders about papers."""

    _papers: Papers
    _queries: Queries

    async def dossier(self, code: str, copy: Copy, out: str) -> Details:
        """All of one conference in one file."""
        try:
            with named_when_whole(Path(out)) as file:
                made = await self._papers.dossier(code, copy, file)
                if isinstance(made, Refusal):
                    raise OrderError(_words(made, code))
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
        conference = await self._queries.conference(code)
        if conference is None:
            raise OrderError(f"there is no conference {code}")
        try:
            with named_when_whole(Path(out)) as file:
                refused = await self._papers.register(
                    conference.commune, form, Reader.STAFF, file, conference.code
                )
                if refused:
                    raise OrderError(_words(refused, code))
        except FileExistsError as there:
            raise OrderError(str(there)) from None
        return {"file": out}


PAPERS_ORDERS = (PapersOffice.dossier, PapersOffice.export_register)


def _words(refusal: Refusal, what: str) -> str:
    if refusal.code == "not_found":
        return f"there is no conference {what}"
    return "other papers are being made; try again in a minute"
