from archive.almanac import AlmanacState, apply_almanac, terms
from archive.almanac_commands import SetDeadline
from archive.almanac_events import DeadlineSet
from archive.almanac_rules import decide_almanac
from archive.codec import CODEC
from archive.deadlines import (
    AMOUNT_MAX,
    BASIS_MAX_CHARACTERS,
    DEFAULT_DEADLINES,
    ClockKind,
    Counting,
)
from conference.refusals import Code, Refusal
from conference.vocabulary import Actor, Role

WITHOUT_A_RULE = {ClockKind.PROMISE}
SEVERAL = {
    ClockKind.VERIFY: ("verify", "verify_urgent"),
    ClockKind.ANSWER: ("answer_normal", "answer_multi_unit", "answer_urgent"),
    ClockKind.CHASE: ("chase_10", "chase_15", "chase_30"),
}


def test_every_clock_but_the_promise_has_its_rules():
    wanted = {
        name
        for kind in ClockKind
        if kind not in WITHOUT_A_RULE
        for name in SEVERAL.get(kind, (kind.value,))
    }
    assert set(DEFAULT_DEADLINES) == wanted


def test_only_what_stands_in_a_text_that_was_read_is_called_verified():
    verified = {
        rule.id: (rule.amount, rule.counting)
        for rule in DEFAULT_DEADLINES.values()
        if rule.verified
    }
    assert verified == {
        "publish": (5, Counting.WORKING_DAYS),
        "first_word": (10, Counting.WORKING_DAYS),
        "result": (10, Counting.CALENDAR_DAYS),
    }


def test_every_rule_keeps_to_the_limits_that_a_commune_has():
    rules = DEFAULT_DEADLINES.values()
    assert {rule.version for rule in rules} == {1}
    assert all(0 < rule.amount <= AMOUNT_MAX for rule in rules)
    assert all(0 < len(rule.basis) <= BASIS_MAX_CHARACTERS for rule in rules)
    assert all(DEFAULT_DEADLINES[rule.id] is rule for rule in rules)


def test_a_rule_that_is_no_longer_shipped_is_read_and_rules_nothing():
    state, clerk = AlmanacState(), Actor(Role.CLERK, "hoa")
    gone = {
        "deadline": "tell_citizen",
        "amount": 7,
        "counting": Counting.WORKING_DAYS,
        "basis": "Quyết định của UBND xã",
        "verified": True,
    }
    written = CODEC.encode(DeadlineSet(at=1, by=clerk, cause="id-0", version=2, **gone))
    apply_almanac(state, CODEC.decode(written))
    assert set(terms(state).deadlines) == set(DEFAULT_DEADLINES)
    assert terms(state).version_of("tell_citizen", 2).amount == 7
    asked = SetDeadline(actor=clerk, id="id-1", at=2, **gone)
    assert decide_almanac(state, asked) == Refusal(Code.NOT_FOUND, "deadline")
