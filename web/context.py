"""What a page is given: the one object that holds the running house.

`app.py` builds it and hangs it on the application; a page takes it with `house(request)` and needs no
other global. Whoever wants something done asks one of its members:

    house.halls      live conferences: `hall = await house.halls.open(code)`, then
                     `await hall.submit(command, keep)`, `hall.snapshot(audience)`, `hall.mine(attendee_id)`
    house.wishes     form fields to a hall, with everything that guards it: `await house.wishes.submit(
                     Wisher(hall, actor, house.wishes.whence(request.scope)), name, fields, id)`
    house.asides     similar questions, for the asker before sending
    house.casework   a form about a case to its casebook: `await house.casework.ask(Book(commune, code), name,
                     fields, actor, unit=…)`; `terms(commune)` for its calendar and deadlines
    house.vault      verbatim originals, for staff; `house.forgetting` erases them at their asker's wish
    house.queries    what the read tables know of conferences: lists, transcripts
    house.cases      what they know of cases: inbox, search, a case, figures, the register
    house.evidence   files that show what was done: `take` one and then attach it, `path` of one, which
                     `files.stored` sends
    house.papers     registers and dossiers, made as files
    house.checkpoints  what was signed of each stream; `house.proofs` that one goes on from another
    house.guesses    how many wrong receipt codes may come from one network
    house.sealed_looks what each session was shown of the sealed box
    house.communes   what a commune is called: `of(commune)`
    house.word_lists how a text looks without private data: `screen(commune, text).text`
    house.identity   who is asking: `visitor = await house.identity.visitor(request)`, then
                     `await house.identity.attendee(hall.stream, visitor.device)` or `visitor.staff`; give
                     a fresh phone its cookie with `house.identity.greet(request, response, visitor)`;
                     read a form with `forms.read_form(request, visitor)`, which checks that the page it
                     was on, with `visitor.form_token` in it, was ours
    house.staff_door signing in and out: `sign_in(name, password, address, replacing=…)`; the browser gets
                     or loses the session with `house.identity.admit` and `house.identity.dismiss`
    house.reception  accounts: `own` what people do to their own, `people` what the commune's admin does,
                     `invited` accepting an invitation
    house.renderer   draws a template
    house.clock      epoch milliseconds; never call the wall clock in a page
    house.chance     random tokens and ids; never call `secrets` or `uuid` in a page

Each `pages_*.py` exports `routes: list[Route]`, and `app.py` collects them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from starlette.requests import HTTPConnection, Request

from archive.case_queries import CaseQueries
from archive.checkpoints.book import CheckpointBook
from archive.evidence.shelf import EvidenceShelf
from archive.forgetting import Forgetting
from archive.queries import Queries
from archive.store import Store
from archive.vault import Vault
from realtime.asides import Asides
from realtime.casebooks import Casebooks
from realtime.halls import Halls
from realtime.intake import Intake
from realtime.wishes import Wishes
from web.casework import Casework
from web.chance import Chance
from web.checkpoint_proofs import CheckpointProofs
from web.commune_names import CommuneNames
from web.deadline_keys import DeadlineKeys
from web.guesses import Guesses
from web.identity import Identity
from web.office import Office
from web.papers import Papers
from web.reception import Reception
from web.render import Renderer
from web.sealed_looks import SealedLooks
from web.settings import Settings
from web.staff import StaffDoor
from web.word_lists import WordLists


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    settings: Settings
    clock: Callable[[], int]
    chance: Chance
    store: Store
    halls: Halls
    intake: Intake
    wishes: Wishes
    asides: Asides
    vault: Vault
    forgetting: Forgetting
    queries: Queries
    cases: CaseQueries
    evidence: EvidenceShelf
    word_lists: WordLists
    communes: CommuneNames
    staff_door: StaffDoor
    reception: Reception
    identity: Identity
    office: Office
    papers: Papers
    checkpoints: CheckpointBook
    proofs: CheckpointProofs
    casebooks: Casebooks
    casework: Casework
    guesses: Guesses
    sealed_looks: SealedLooks
    deadline_keys: DeadlineKeys
    renderer: Renderer

    def saving(self) -> bool:
        """Whether what is acknowledged now will still be there after a power cut."""
        return self.halls.saving_ok and not self.store.broken


def house(connection: HTTPConnection) -> House:
    """The house this request came to."""
    return cast(House, connection.app.state.house)


def reached_at(request: Request) -> str:
    """Where people reach this house, for addresses that leave it: scheme, host and port, no slash behind."""
    return (house(request).settings.public_origin or str(request.base_url)).rstrip("/")
