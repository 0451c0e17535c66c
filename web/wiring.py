"""The one place that wires everything: `open_house` puts the parts together on a data directory.

The command line uses it alone, the server with pages and sockets in front (`app.py`). Nothing outside this file
chooses a store, a rulebook, a clock or a source of chance, so a test replaces any of them here.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, NamedTuple

from archive.case_queries import CaseQueries
from archive.case_queries_foresight import Foreseen
from archive.casebook.naming import CASE_COMMANDS
from archive.census import Census
from archive.checkpoints.book import CheckpointBook, JournalStreams
from archive.checkpoints.signing import Signing
from archive.evidence.shelf import EvidenceShelf
from archive.forgetting import Forgetting
from archive.journal import NotSaved
from archive.journal_sqlite import SqliteJournal
from archive.projector import Projector
from archive.queries import Queries
from archive.store import Store
from archive.streams import StreamName
from archive.unattached import Unattached
from archive.vault import Vault
from conference.rulebook import RULES as CONFERENCE_RULES
from conference.ruling import Rulebook
from moderation.duplicates import Duplicates
from moderation.rulebook import RULES as MODERATION_RULES
from realtime.asides import Asides
from realtime.casebooks import Casebooks
from realtime.hall import Hall
from realtime.halls import Halls
from realtime.intake import CASE_WORDING, Intake
from realtime.rounds import Rounds
from realtime.similar import Likeness
from realtime.watch import Limits, Watch
from realtime.whence import Whereabouts
from realtime.wishes import Wishes
from web.casework import Casework
from web.chance import Chance
from web.checkpoint_keys import signatory
from web.checkpoint_proofs import CheckpointProofs
from web.commune_names import CommuneNames
from web.context import House
from web.deadline_keys import DeadlineKeys
from web.endings import Endings
from web.guesses import Guesses
from web.identity import Identity
from web.office import Office
from web.papers import Papers
from web.passwords import Passwords
from web.reception import Reception
from web.render import our_renderer
from web.sealed_looks import SealedLooks
from web.secret import signing_keys
from web.settings import Settings
from web.word_lists import WordLists

log = logging.getLogger(__name__)

RULES: Rulebook = {**CONFERENCE_RULES, **MODERATION_RULES}
MEND_SECONDS = 2.0
ADDRESS_KEY_BYTES = 32

Clock = Callable[[], int]


def wall_clock() -> int:
    """Epoch milliseconds."""
    return time.time_ns() // 1_000_000


class _Given(NamedTuple):
    """What the installation was started with."""

    settings: Settings
    clock: Clock
    chance: Chance
    passwords: Passwords


class _Kept(NamedTuple):
    """What remembers."""

    store: Store
    journal: SqliteJournal
    vault: Vault
    projector: Projector
    queries: Queries
    cases: CaseQueries
    evidence: EvidenceShelf
    papers: Papers
    word_lists: WordLists
    checkpoints: CheckpointBook
    signing: Signing
    proofs: CheckpointProofs


class _Live(NamedTuple):
    """What runs conferences."""

    halls: Halls
    intake: Intake
    watch: Watch
    likeness: Likeness


class _Afterwards(NamedTuple):
    """What runs casebooks."""

    casebooks: Casebooks
    casework: Casework
    rounds: Rounds


@asynccontextmanager
async def open_house(
    settings: Settings,
    clock: Clock = wall_clock,
    chance: Chance | None = None,
    passwords: Passwords | None = None,
) -> AsyncIterator[House]:
    """Everything but pages and sockets, on this data directory, which nobody else may use meanwhile."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    given = _Given(settings, clock, chance or Chance(), passwords or Passwords())
    store = await Store.open(settings.data)
    try:
        kept = _kept(given, store)
        await asyncio.to_thread(_sweep, kept)
        live = _live(given, kept)
        afterwards = _afterwards(given, kept, live)
        house = await _house(given, kept, live, afterwards)
        counting = Census(kept.queries).run()
        tidying = Unattached(kept.evidence, store.file, clock).run()
        rounds, signing = afterwards.rounds.run(), kept.signing.run()
        work = (kept.projector.run(), rounds, counting, tidying, signing, _mend(store))
        tasks = [asyncio.create_task(each) for each in work]
        try:
            yield house
        finally:
            await house.halls.close()
            await house.staff_door.close()
            await house.casebooks.close()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(NotSaved):
                await kept.projector.catch_up()
            await kept.signing.settle()
    finally:
        await store.close()


def _kept(given: _Given, store: Store) -> _Kept:
    journal = SqliteJournal(store)
    projector = Projector(journal, store, given.clock)
    queries, cases = Queries(store), CaseQueries(store)
    data, token = given.settings.data, given.chance.token
    checkpoints, streams = CheckpointBook(store), JournalStreams(store)
    return _Kept(
        store=store,
        journal=journal,
        vault=Vault(store, given.chance.bytes),
        projector=projector,
        queries=queries,
        cases=cases,
        evidence=EvidenceShelf(data, token),
        papers=Papers(
            data,
            journal=journal,
            projector=projector,
            queries=queries,
            cases=cases,
            clock=given.clock,
            token=token,
        ),
        word_lists=WordLists(given.settings.data),
        checkpoints=checkpoints,
        signing=Signing(checkpoints, (streams,), signatory(data), given.clock),
        proofs=CheckpointProofs(checkpoints, store.file, given.clock),
    )


def _live(given: _Given, kept: _Kept) -> _Live:
    intake = _intake(given, kept)
    watch = Watch(intake, time.monotonic, _limits(given.settings))
    likeness = Likeness(Duplicates)
    endings = Endings(kept.projector.hurry, kept.signing.hurry)
    halls = Halls(
        kept.journal,
        RULES,
        clock=given.clock,
        saved=kept.projector.wake,
        tick_seconds=given.settings.tick_milliseconds / 1000,
        opened=partial(_watched, (watch.observe, likeness.observe, endings.observe)),
        sealed_since=kept.queries.sealed_since,
    )
    return _Live(halls, intake, watch, likeness)


def _afterwards(given: _Given, kept: _Kept, live: _Live) -> _Afterwards:
    listeners: list[Callable[[str], None]] = [kept.projector.wake]
    casebooks = Casebooks(kept.journal, clock=given.clock, saved=partial(_saved, listeners))
    rounds = Rounds(
        kept.journal, casebooks, given.clock, foresee=partial(_foreseen, kept.cases, casebooks)
    )
    listeners.append(rounds.note)
    make = partial(_intake, kinds=CASE_COMMANDS, wording=CASE_WORDING)
    casework = Casework(casebooks, make(given, kept), partial(_shown, kept.projector, live.halls))
    return _Afterwards(casebooks, casework, rounds)


async def _house(given: _Given, kept: _Kept, live: _Live, afterwards: _Afterwards) -> House:
    settings, clock, chance, passwords = given
    keys = signing_keys(settings.data)
    reception = await Reception.open(
        kept.store, keys=keys, settings=settings, clock=clock, chance=chance, passwords=passwords
    )
    identity = Identity(
        keys=keys,
        settings=settings,
        clock=clock,
        tokens=chance.token,
        staff_door=reception.door,
        conference_secret=kept.vault.conference_secret,
        office_log=reception.accounts.log,
    )
    await live.halls.start()
    await kept.projector.catch_up()
    whereabouts = Whereabouts(chance.bytes(ADDRESS_KEY_BYTES))
    return House(
        settings=settings,
        clock=clock,
        chance=chance,
        store=kept.store,
        halls=live.halls,
        intake=live.intake,
        wishes=Wishes(live.intake, live.watch, whereabouts, identity.read_paper),
        asides=Asides(live.likeness, live.watch),
        vault=kept.vault,
        forgetting=Forgetting(kept.store, kept.journal),
        queries=kept.queries,
        cases=kept.cases,
        evidence=kept.evidence,
        papers=kept.papers,
        checkpoints=kept.checkpoints,
        proofs=kept.proofs,
        word_lists=kept.word_lists,
        communes=CommuneNames(settings.data),
        staff_door=reception.door,
        reception=reception,
        identity=identity,
        office=_office(given, kept, live, afterwards, reception=reception, identity=identity),
        casebooks=afterwards.casebooks,
        casework=afterwards.casework,
        guesses=Guesses(settings.address_guesses_per_minute, clock),
        sealed_looks=SealedLooks(),
        deadline_keys=DeadlineKeys(keys, reception.accounts.people.find),
        renderer=our_renderer(),
    )


def _office(
    given: _Given,
    kept: _Kept,
    live: _Live,
    afterwards: _Afterwards,
    *,
    reception: Reception,
    identity: Identity,
) -> Office:
    return Office(
        halls=live.halls,
        casebooks=afterwards.casebooks,
        intake=live.intake,
        accounts=reception.accounts,
        passwords=given.passwords,
        people_desk=reception.people,
        identity=identity,
        staff_door=reception.door,
        projector=kept.projector,
        queries=kept.queries,
        cases=kept.cases,
        conference_secret=kept.vault.conference_secret,
        clock=given.clock,
        word_lists=kept.word_lists,
        papers=kept.papers,
    )


def _intake(given: _Given, kept: _Kept, **about: Any) -> Intake:
    chance = given.chance
    return Intake(
        given.clock,
        chance.token,
        chance.receipt_code,
        chance.salt,
        kept.word_lists.screen,
        **about,
    )


def _limits(settings: Settings) -> Limits:
    return Limits(
        asks_per_minute=settings.address_asks_per_minute,
        votes_per_second=settings.address_votes_per_second,
        searches_per_second=settings.address_searches_per_second,
        guesses_per_minute=settings.address_guesses_per_minute,
        watch_votes=settings.watch_votes,
    )


def _watched(observe: Iterable[Callable[[Hall], None]], hall: Hall) -> None:
    for each in observe:
        each(hall)


def _saved(listeners: Iterable[Callable[[str], None]], stream: str) -> None:
    for hears in listeners:
        hears(stream)


async def _shown(projector: Projector, halls: Halls, stream: str) -> None:
    """What was done in a casebook is in the read tables, and what it sealed is on no screen of the hall."""
    await projector.follow(stream)
    name = StreamName.parse(stream)
    await halls.keep_back(name.commune, name.code)


async def _foreseen(
    cases: CaseQueries, casebooks: Casebooks, streams: Sequence[str], now: int
) -> Foreseen:
    communes = {StreamName.parse(stream).commune for stream in streams}
    terms = {commune: await casebooks.terms(commune) for commune in communes}
    return await cases.foreseen(streams, now, terms)


def _sweep(kept: _Kept) -> None:
    """What was being received or made when the last process ended was promised to nobody."""
    left = kept.evidence.sweep()
    kept.papers.sweep()
    if left:
        log.warning("%d files were being received when the server stopped, and are gone", left)


async def _mend(store: Store) -> None:
    """Halls mend the store when they need it; this is for when nobody happens to be voting."""
    while True:
        await asyncio.sleep(MEND_SECONDS)
        if store.broken:
            with suppress(NotSaved):
                await store.recover()
