"""The days of 2026 that are not what their weekday says: the only year that is shipped.

No later year is known officially; a commune loads it when it is published. What is marked as unverified was
announced or proposed, but we have not read the decision itself: a clerk should look before relying on it.
"""

from datetime import date

from archive.calendar import Calendar, CalendarDay, DayKind

YEAR = 2026
_LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112"
_IN_LIEU = "Bộ luật Lao động 2019, Điều 111: nghỉ bù vào ngày làm việc kế tiếp"
_TET = "Lịch nghỉ Tết 2026 của công chức, viên chức: 16/02 đến 20/02"
_SWAP = "Đề xuất hoán đổi ngày làm việc năm 2026; chưa đọc được văn bản chính thức"
_NATIONAL_DAY = "Bộ luật Lao động 2019, Điều 112; ngày liền kề chưa đọc được văn bản chính thức"
_CULTURE_DAY = "Nghị quyết 80-NQ/TW; lịch năm 2026 của Bộ Nội vụ; chưa rõ luật đã sửa đổi"

_HOLIDAYS = (
    (1, 1, "Tết Dương lịch", _LABOUR_CODE, True),
    (2, 16, "Giao thừa Tết Nguyên đán", _TET, True),
    (2, 17, "Mùng một Tết Nguyên đán", _TET, True),
    (2, 18, "Mùng hai Tết Nguyên đán", _TET, True),
    (2, 19, "Mùng ba Tết Nguyên đán", _TET, True),
    (2, 20, "Mùng bốn Tết Nguyên đán", _TET, True),
    (4, 26, "Giỗ Tổ Hùng Vương", _LABOUR_CODE, True),
    (4, 27, "Nghỉ bù Giỗ Tổ Hùng Vương", _IN_LIEU, True),
    (4, 30, "Ngày Chiến thắng", _LABOUR_CODE, True),
    (5, 1, "Ngày Quốc tế Lao động", _LABOUR_CODE, True),
    (9, 1, "Quốc khánh (ngày liền kề)", _NATIONAL_DAY, False),
    (9, 2, "Quốc khánh", _LABOUR_CODE, True),
    (11, 24, "Ngày Văn hóa Việt Nam", _CULTURE_DAY, False),
)
_DAYS_OFF_SWAPPED = ((1, 2, "Nghỉ, làm bù ngày 10/01"), (8, 31, "Nghỉ, làm bù ngày 22/08"))
_WORKING_SATURDAYS = ((1, 10, "Làm bù cho ngày 02/01"), (8, 22, "Làm bù cho ngày 31/08"))


def _days() -> list[CalendarDay]:
    swaps = (
        (DayKind.DAY_OFF_SWAP, _DAYS_OFF_SWAPPED),
        (DayKind.WORKING_SWAP, _WORKING_SATURDAYS),
    )
    holidays = [
        CalendarDay(date(YEAR, month, day), DayKind.HOLIDAY, name, source, verified)
        for month, day, name, source, verified in _HOLIDAYS
    ]
    swapped = [
        CalendarDay(date(YEAR, month, day), kind, name, _SWAP, verified=False)
        for kind, rows in swaps
        for month, day, name in rows
    ]
    return holidays + swapped


SHIPPED = Calendar("2026.1", frozenset({YEAR}), {day.date: day for day in _days()})
