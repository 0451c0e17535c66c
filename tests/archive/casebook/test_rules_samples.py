"""A sample is announced before it can be drawn, and by neither act can anybody choose what is drawn."""

import subprocess
from typing import Any

import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import (
    REMARKS_MAX,
    SAMPLE_AHEAD_MAX_DAYS,
    SAMPLE_MAX_CASES,
    SAMPLES_MAX,
    SEED_MAX_DIGITS,
    SEED_MIN_DIGITS,
)
from archive.casebook.samples import digest, draw, drawable, fixed_list
from archive.casework import CaseState
from conference.refusals import Code, Refusal
from tests.casebook_story import CLERK, FRONT
from tests.casebook_trio import AN, BINH, CHI, Book

S = CaseState
DRAWN = (2, 3)
"""As `printf '12345\\n%s' 1 | sha256sum` and so on rank them."""


def announced(*states: CaseState, **fields: Any) -> Book:
    book = Book(*states)
    book.does(FRONT, c.AnnounceSample, **fields)
    return book


def on_the_day(book: Book, days: int = 1) -> Book:
    book.later(days)
    return book


def facts(book: Book) -> dict[str, Any]:
    return {"at": book.now, "by": FRONT, "cause": book.events[-1].cause}


def test_it_is_announced_with_the_list_of_that_moment() -> None:
    book = announced()
    assert book.events[-1] == e.SampleAnnounced(
        **facts(book),
        sample=1,
        size=2,
        source="Xổ số miền Bắc, giải đặc biệt",
        digits=5,
        day="2026-11-03",
        salt="muối",
        numbers=("0001", "0002", "0003"),
    )


def test_it_is_drawn_by_the_digest_of_seed_and_place() -> None:
    book = on_the_day(announced())
    drawn = book.does(FRONT, c.DrawSample, seed=" 12 345 ")
    cases = tuple((AN, BINH, CHI)[place - 1] for place in DRAWN)
    assert drawn == [
        e.SampleDrawn(**facts(book), sample=1, seed="12345", places=DRAWN, cases=cases, out_of=3)
    ]


def test_nothing_is_drawn_that_was_not_announced() -> None:
    for sample in (0, 1, -1):
        refused = Book().tries(FRONT, c.DrawSample, sample=sample)
        assert refused == Refusal(Code.NOT_FOUND, "sample")


def test_nothing_is_drawn_before_its_day() -> None:
    book = announced(day="2026-11-04")
    assert on_the_day(book).tries(FRONT, c.DrawSample) == Refusal(Code.STALE, "day")
    assert isinstance(on_the_day(book).tries(FRONT, c.DrawSample), list)


def test_each_is_drawn_once() -> None:
    book = on_the_day(announced())
    book.does(FRONT, c.DrawSample)
    assert book.tries(FRONT, c.DrawSample, seed="54321") == Refusal(Code.DUPLICATE, "sample")


@pytest.mark.parametrize("seed", ["1234", "123456", "1234a", "", "١٢٣٤٥", "-1234"])
def test_one_spelling_of_the_seed_counts(seed: str) -> None:
    """Or whoever draws could try spellings until they like what they see."""
    book = on_the_day(announced())
    assert book.tries(FRONT, c.DrawSample, seed=seed) == Refusal(Code.BAD_VALUE, "seed")


def test_one_sample_waits_at_a_time() -> None:
    """Or several could be announced for one day, and the one drawn that suits."""
    book = announced()
    later = {"day": "2026-11-05"}
    assert book.tries(FRONT, c.AnnounceSample, **later) == Refusal(Code.DUPLICATE, "sample")
    on_the_day(book).does(FRONT, c.DrawSample)
    book.does(FRONT, c.AnnounceSample, **later)
    assert [sample.drawn for sample in book.state.samples] == [True, False]


def test_what_is_opened_or_sealed_afterwards_changes_nothing_of_the_list() -> None:
    book = announced(size=3)
    book.does(CLERK, c.SplitCase, case=BINH)
    book.does(CLERK, c.SealCase, case=AN)
    drawn = on_the_day(book).does(FRONT, c.DrawSample)[0]
    assert isinstance(drawn, e.SampleDrawn)
    assert (set(drawn.cases), drawn.out_of) == ({AN, BINH, CHI}, 3)


def test_what_is_sealed_is_not_in_the_list() -> None:
    (event,) = (
        event for event in announced(S.SEALED).events if isinstance(event, e.SampleAnnounced)
    )
    assert event.numbers == ("0002", "0003")


def test_what_was_split_off_stands_in_it_by_its_own_number() -> None:
    book = Book()
    book.does(CLERK, c.SplitCase, case=BINH)
    assert drawable(book.state.cases.values()) == ("0001", "0002", "0003", "0002.2")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"size": 0}, Refusal(Code.BAD_VALUE, "size")),
        ({"size": 4}, Refusal(Code.BAD_VALUE, "size")),
        ({"source": " "}, Refusal(Code.EMPTY, "source")),
        ({"digits": SEED_MIN_DIGITS - 1}, Refusal(Code.BAD_VALUE, "digits")),
        ({"digits": SEED_MAX_DIGITS + 1}, Refusal(Code.BAD_VALUE, "digits")),
        ({"day": "mai"}, Refusal(Code.BAD_VALUE, "day")),
        ({"day": "2026-11-02"}, Refusal(Code.BAD_VALUE, "day")),
        ({"day": "2027-01-02"}, Refusal(Code.BAD_VALUE, "day")),
    ],
)
def test_what_an_announcement_must_not_be(fields: dict[str, Any], refusal: Refusal) -> None:
    assert Book().tries(FRONT, c.AnnounceSample, **fields) == refusal


def test_the_last_day_that_may_be_announced() -> None:
    assert SAMPLE_AHEAD_MAX_DAYS == 60
    announced(day="2027-01-01")


def test_more_than_the_most_is_not_announced() -> None:
    book = Book()
    for number in range(4, SAMPLE_MAX_CASES + 2):
        book.state.cases[str(number)] = book.state.cases[AN]
    refused = book.tries(FRONT, c.AnnounceSample, size=SAMPLE_MAX_CASES + 1)
    assert refused == Refusal(Code.BAD_VALUE, "size")


def test_there_must_be_something_to_draw_from() -> None:
    book = Book(S.SEALED, S.SEALED, S.SEALED)
    assert book.tries(FRONT, c.AnnounceSample) == Refusal(Code.NOT_FOUND, "case")


def test_samples_have_an_end() -> None:
    book = on_the_day(announced())
    book.does(FRONT, c.DrawSample)
    book.state.samples *= SAMPLES_MAX
    assert book.tries(FRONT, c.AnnounceSample) == Refusal(Code.TOO_MANY, SAMPLES_MAX)


def test_what_was_drawn_before_samples_were_announced_takes_nobodys_place() -> None:
    book = Book()
    old = e.SampleDrawn(
        at=book.now,
        by=FRONT,
        cause="x",
        sample=None,
        seed="Xổ số",
        places=(),
        cases=(AN,),
        out_of=3,
    )
    book.happens(old)
    assert book.state.samples == []
    book.does(FRONT, c.AnnounceSample)


def test_the_list_can_be_checked_against_what_was_published() -> None:
    kept = fixed_list("muối", ("0001", "0002.2"))
    assert kept == "muối\n0001\n0002.2\n".encode()
    summed = subprocess.run(["sha256sum"], input=kept, capture_output=True, check=True)
    assert summed.stdout.decode().split()[0] == digest("muối", ("0001", "0002.2"))


@pytest.mark.slow
def test_anybody_draws_the_same_with_the_tools_of_any_computer() -> None:
    """As docs/CASEBOOK.md and the public page say."""
    script = """
    seed=04711
    for place in $(seq 1 120); do
        printf '%s\\n%s' "$seed" "$place" | sha256sum | sed "s/-/$place/"
    done | sort | head -n 10
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
    places = tuple(int(line.split()[1]) for line in done.stdout.decode().splitlines())
    assert places == draw("04711", 120, 10)


def test_a_remark_on_a_period() -> None:
    book = Book()
    assert book.tries(FRONT, c.RemarkOnPeriod, words=" ") == Refusal(Code.EMPTY, "words")
    assert book.tries(FRONT, c.RemarkOnPeriod, period="") == Refusal(Code.EMPTY, "period")
    done = book.does(FRONT, c.RemarkOnPeriod, words="Xã tính thiếu.")
    assert done == [e.PeriodRemarked(**facts(book), period="2026-11", words="Xã tính thiếu.")]
    book.state.remarks = REMARKS_MAX
    assert book.tries(FRONT, c.RemarkOnPeriod) == Refusal(Code.TOO_MANY, REMARKS_MAX)
