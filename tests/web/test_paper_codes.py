"""Codes that are easy to type and cannot be made up."""

from random import Random

import pytest

from web.chance import RECEIPT_ALPHABET
from web.paper_codes import CHARACTERS, SERIAL_MAX, PaperCodes, grouped, looks_right, tidied

CODES = PaperCodes(b"the conference's secret")


@pytest.mark.parametrize("serial", [1, 2, 300, SERIAL_MAX])
def test_a_code_leads_back_to_its_serial(serial: int) -> None:
    code = CODES.code(serial)
    assert (len(code), CODES.serial(code)) == (CHARACTERS, serial)


def test_the_same_number_is_the_same_code_and_no_two_numbers_share_one() -> None:
    codes = [CODES.code(serial) for serial in range(1, 2_001)]
    assert codes == [CODES.code(serial) for serial in range(1, 2_001)]
    assert len(set(codes)) == 2_000


def test_it_may_be_typed_as_people_type() -> None:
    code = next(each for each in map(CODES.code, range(1, 999)) if {*"01V"} <= {*each})
    typed = grouped(code).lower().replace("0", "o").replace("1", "l").replace("v", "u")
    assert tidied(f"  {typed} ") == code
    assert CODES.serial(f"  {typed} ") is not None


def test_another_conference_does_not_know_it() -> None:
    assert PaperCodes(b"another secret").serial(CODES.code(1)) is None


def test_any_one_wrong_letter_shows_at_once() -> None:
    code = CODES.code(77)
    wrong = [
        code[:place] + letter + code[place + 1 :]
        for place in range(CHARACTERS)
        for letter in RECEIPT_ALPHABET
        if letter != code[place]
    ]
    assert [each for each in wrong if looks_right(each)] == []


def test_two_letters_that_changed_places_show_at_once() -> None:
    swapped = [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for code in map(CODES.code, range(1, 100))
        for place in range(CHARACTERS - 1)
        if {code[place], code[place + 1]} != {"0", "Z"} and code[place] != code[place + 1]
    ]
    assert [each for each in swapped if looks_right(each)] == []


@pytest.mark.slow
def test_a_hundred_thousand_guesses_find_none() -> None:
    chance = Random(9)  # noqa: S311  guesses that can be had again
    serial_part = CODES.code(5)[:3]
    guesses = (
        serial_part + "".join(chance.choices(RECEIPT_ALPHABET, k=CHARACTERS - 3))
        for _ in range(100_000)
    )
    assert [guess for guess in guesses if CODES.serial(guess)] == []


@pytest.mark.parametrize("typed", ["", "ABC", "x" * 10_000, "đường", "0" * 11, "0" * 13, "€" * 12])
def test_anything_else_is_no_code(typed: str) -> None:
    assert CODES.serial(typed) is None


def test_it_is_printed_in_groups() -> None:
    assert grouped("0123456789AB") == "0123-4567-89AB"
