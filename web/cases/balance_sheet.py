"""The figures of a period as lines that page, paper and spreadsheet share: what is counted, and how much.

It must not know how they look. Where a figure belongs beside another (replied and resolved), both are there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive.case_records import CaseLine
from archive.casebook.balance import Balance
from web.cases.words import CLOCKS, STATES
from web.render import Speech
from web.words import CHANNELS, N_, REASONS

HOT_SPOTS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """`said` is somebody's own word, such as a village's name. `total` sums up those above it."""

    what: str
    count: str
    said: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    head: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LateLine:
    """One overdue case. `clock` is what it is late with."""

    unit: str | None
    case: CaseLine
    clock: str
    days: int


def sections(told: Balance, speech: Speech) -> list[Section]:
    plain, number = speech.plain, speech.number
    return [
        Section("balance", plain(N_("Cân đối hồ sơ")), tuple(_balance(told, speech))),
        Section("work", plain(N_("Kết quả xử lý")), tuple(_work(told, speech))),
        _by("channel", N_("Tiếp nhận theo kênh"), told.by_channel, speech, CHANNELS),
        _by("topic", N_("Tiếp nhận theo lĩnh vực"), told.by_topic, speech),
        _by("place", N_("Tiếp nhận theo thôn, tổ dân phố"), told.by_place, speech),
        Section(
            "declined",
            plain(N_("Không tiếp nhận, theo lý do")),
            tuple(
                Figure(_called(reason, REASONS, speech), number(count), reason not in REASONS)
                for reason, count in _largest(told.declined)
            ),
        ),
        Section("hot", plain(N_("Điểm nóng")), tuple(_hot_spots(told, speech))),
    ]


def _balance(told: Balance, speech: Speech) -> Iterable[Figure]:
    plain, number = speech.plain, speech.number
    came = (
        (N_("Mở hồ sơ mới"), told.came.opened),
        (N_("Tách ra từ hồ sơ khác"), told.came.split_off),
        (N_("Đã kết thúc, mở lại"), told.came.reopened),
        (N_("Tiếp nhận lại"), told.came.revived),
        (N_("Mở niêm phong"), told.came.unsealed),
    )
    yield Figure(plain(N_("Tồn đầu kỳ")), number(told.opening), total=True)
    for what, count in came:
        yield Figure(plain(what), number(count))
    yield Figure(plain(N_("Cộng vào")), number(told.came.total), total=True)
    for state, count in told.went.items():
        yield Figure(plain(STATES[state]), number(count))
    yield Figure(plain(N_("Cộng ra")), number(told.gone), total=True)
    yield Figure(plain(N_("Tồn cuối kỳ")), number(told.closing), total=True)


def _work(told: Balance, speech: Speech) -> Iterable[Figure]:
    plain, number = speech.plain, speech.number
    yield Figure(plain(N_("Đã trả lời")), number(told.answered))
    yield Figure(plain(N_("Trong đó đã giải quyết xong")), number(told.resolved))
    yield Figure(plain(N_("Chuyển cấp có thẩm quyền")), number(told.transferred))
    yield Figure(plain(N_("Số lần mở lại")), number(told.reopened))
    late = sum(len(each) for each in told.overdue.values())
    yield Figure(plain(N_("Đang quá hạn cuối kỳ")), number(late))
    yield Figure(plain(N_("Hồ sơ có công dân đánh giá")), number(told.rated))
    mean = number(round(told.stars, 2)) if told.stars is not None else "–"
    yield Figure(plain(N_("Điểm đánh giá trung bình (trên 5)")), mean)


def _by(
    key: str,
    head: str,
    counts: Mapping[Any, int],
    speech: Speech,
    words: Mapping[Any, str] | None = None,
) -> Section:
    known = words or {}
    figures = tuple(
        Figure(_called(name, known, speech), speech.number(count), name and name not in known)
        for name, count in _largest(counts)
    )
    return Section(key, speech.plain(head), figures)


def _hot_spots(told: Balance, speech: Speech) -> Iterable[Figure]:
    """Where the most came from, and who is late most often."""
    of = (
        (N_("Lĩnh vực"), told.by_topic),
        (N_("Thôn, tổ dân phố"), told.by_place),
        (N_("Đơn vị quá hạn"), {unit: len(late) for unit, late in told.overdue.items()}),
    )
    for kind, counts in of:
        named = [(name, count) for name, count in _largest(counts) if name]
        for name, count in named[:HOT_SPOTS]:
            yield Figure(f"{speech.plain(kind)}: {name}", speech.number(count), said=True)


def _largest(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0] or ""))


def _called(name: Any, words: Mapping[Any, str], speech: Speech) -> str:
    if name is None:
        return speech.plain(N_("Không ghi, hoặc đã niêm phong"))
    return speech.plain(words[name]) if name in words else str(name)


def late_lines(told: Balance, cases: Mapping[str, CaseLine], speech: Speech) -> list[LateLine]:
    """Unit by unit, the latest first; those that are known by their code."""
    return [
        LateLine(unit, cases[late.code], speech.plain(CLOCKS[late.kind]), late.days)
        for unit, all_late in told.overdue.items()
        for late in all_late
        if late.code in cases
    ]
