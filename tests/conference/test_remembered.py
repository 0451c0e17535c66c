"""What is remembered is worked out once, and never more than its limit."""

from conference.remembered import Remembered


def upper(asked: list[list[str]], most: int) -> Remembered[str]:
    """Writes down what it had to work out."""

    def work_out(things: list[str]) -> list[str]:
        asked.append(things)
        return [thing.upper() for thing in things]

    return Remembered(work_out, most)


def test_every_thing_is_worked_out_once() -> None:
    asked: list[list[str]] = []
    memory = upper(asked, 9)
    assert memory.of("abba") == ["A", "B", "B", "A"]
    assert memory.of("bca") == ["B", "C", "A"]
    assert memory.of("") == []
    assert asked == [["a", "b"], ["c"]]


def test_a_full_memory_begins_anew() -> None:
    asked: list[list[str]] = []
    memory = upper(asked, 3)
    memory.of("ab")
    assert memory.of("acd") == ["A", "C", "D"]
    assert memory.of("ac") == ["A", "C"]
    assert memory.of("b") == ["B"]
    assert asked == [["a", "b"], ["a", "c", "d"], ["b"]]


def test_more_than_it_holds_is_answered_and_not_kept() -> None:
    asked: list[list[str]] = []
    memory = upper(asked, 3)
    memory.of("ab")
    assert memory.of("cdefa") == ["C", "D", "E", "F", "A"]
    assert memory.of("ab") == ["A", "B"]
    assert asked == [["a", "b"], ["c", "d", "e", "f", "a"]]
