"""From a form about a case to its casebook: the one way in for staff, citizens and the Front.

It must not know who may ask for what: the rules of the casebook do. Whoever calls has made sure that the actor
is who they say, in this commune.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

from archive.almanac import Terms
from archive.casebook.command import BookCommand
from archive.journal import VaultRow
from archive.streams import casebook_stream
from conference.command import Command
from conference.refusals import Refusal
from conference.vocabulary import Actor
from realtime.casebooks import Casebooks
from realtime.intake import Intake
from realtime.writer import Outcome

_NOTHING: Mapping[str, Any] = {}


class Book(NamedTuple):
    """Which casebook: that of this conference."""

    commune: str
    conference: str


class Casework:
    def __init__(
        self, casebooks: Casebooks, intake: Intake, projected: Callable[[str], Awaitable[None]]
    ) -> None:
        """`projected` brings the read tables up to a stream."""
        self._casebooks = casebooks
        self._intake = intake
        self._projected = projected

    async def ask(
        self,
        book: Book,
        name: str,
        fields: Mapping[str, Any],
        actor: Actor,
        *,
        id: str | None = None,
        unit: str | None = None,
        minted: Mapping[str, Any] = _NOTHING,
    ) -> Outcome:
        """A command of `archive/casebook/commands.py` by its name; what the form left blank is left out.

        `id` is the form's own, so that sending it twice does it once. `unit` is the actor's.
        """
        sent = {field: value for field, value in fields.items() if value not in ("", None, ())}
        made = self._intake.command(
            name,
            sent,
            actor,
            id,
            as_text=True,
            commune=book.commune,
            minted={"unit": unit, **minted},
        )
        if isinstance(made, Refusal):
            return made
        command, keep = made
        return await self._submit(book, command, keep)

    async def terms(self, commune: str) -> Terms:
        """The commune's calendar and deadlines now."""
        return await self._casebooks.terms(commune)

    async def change_terms(self, commune: str, command: Command) -> Outcome:
        """A command of `archive/almanac_commands.py`."""
        return await self._casebooks.change_terms(commune, command)

    async def _submit(self, book: Book, command: Command, keep: Sequence[VaultRow]) -> Outcome:
        if not isinstance(command, BookCommand):
            raise TypeError("not a command to a casebook")
        outcome = await self._casebooks.submit(book.commune, book.conference, command, keep)
        if not isinstance(outcome, Refusal):
            # The next page that is read shows what has just been done.
            await self._projected(casebook_stream(book.commune, book.conference))
        return outcome
