"""The office's timeline of a case: what a step says."""

from types import SimpleNamespace

from archive.casebook import events as e
from archive.casebook.rounds import ROUNDS
from archive.deadlines import ClockKind
from web.cases.timeline import Teller
from web.cases.words import LADDER
from web.render import Speech


def test_each_step_of_the_ladder_says_who_is_told_also_on_the_last_day():
    about = {"at": 1_795_000_000_000, "by": ROUNDS, "case": "AN", "clock": ClockKind.ANSWER}
    told = [e.CaseEscalated(**about, cause=f"id-{step}", step=step) for step in LADDER]
    page = SimpleNamespace(
        steps=[SimpleNamespace(event=event) for event in told],
        parent=None,
        origin=None,
        members=(),
        parts=(),
    )
    shown = Teller(page, Speech("vi", None), {}, str).steps()
    assert [step.facts[-1].value for step in reversed(shown)] == list(LADDER.values())
