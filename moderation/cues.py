"""Denunciation and complaint by their content: what the law sends another way than the hall.

A denunciation names a wrongdoer and must leave every screen at once; a complaint against a decision on
one's own rights has a procedure of its own. The law sorts by content, never by title, so the word alone
(`Luật Tố cáo`, `thời hạn giải quyết khiếu nại`) suggests nothing. A cue suggests; a person decides.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from conference.folding import fold
from moderation.phrases import Phrases, phrase
from moderation.words import Reading


class Suggestion(StrEnum):
    SEAL = "seal"
    GUIDE = "guide"


class Cue(NamedTuple):
    """Code points of the original: what was said that suggests it."""

    suggestion: Suggestion
    start: int
    end: int


class Said(NamedTuple):
    """A phrase that was found: what it means, and its words."""

    meaning: str
    first: int
    after: int


_SELF = "tôi; chúng tôi; em; chúng em; cháu; bà con; người dân; mình; nhân dân; xin; muốn; nay; gia đình"
_DENOUNCE = "tố cáo; tố giác"
_COMPLAIN = "khiếu nại; khiếu kiện"
_GRAVE = """nhận hối lộ; ăn hối lộ; đòi hối lộ; hối lộ; tham ô; biển thủ; bao che; ăn chặn; vòi tiền; vòi vĩnh;
 nhận phong bì; đòi phong bì; nhận tiền chạy; nhận tiền của; nhận tiền lót tay; lót tay; đòi tiền; rút ruột;
 chạy chức; ăn tiền; khai khống; lập khống; bớt xén; thông đồng; cấu kết; câu kết; móc nối;
 cầm phong bì; đưa phong bì; phong bì mới; gợi ý đưa; gợi ý tôi; gợi ý dân; gợi ý bà con; đưa tiền; bỏ túi; tiếp tay cho;
 làm giả; sửa sổ sách; sửa hồ sơ; người nhà vào danh sách; họ hàng vào danh sách; người thân vào danh sách;
 cho họ hàng; đe dọa; hành hung; đánh dân; đánh tôi; đánh con tôi"""
_WRONG = """tham nhũng; ăn bớt; làm tiền; bảo kê; lợi dụng chức vụ; lạm dụng chức vụ; lạm quyền; lộng quyền;
 nhũng nhiễu; sách nhiễu; hạch sách; chiếm đoạt; tư lợi; trục lợi; cố ý làm trái; ăn đất; chiếm dụng"""
_NAMED_OFFICE = """chủ tịch; phó chủ tịch; bí thư; phó bí thư; trưởng thôn; trưởng ấp; trưởng bản; trưởng xóm;
 trưởng khu; trưởng khu phố; công an viên; tổ trưởng; trưởng công an; kế toán; cán bộ địa chính; cán bộ tư pháp; thủ quỹ;
 cán bộ văn hóa; cán bộ thôn; hiệu trưởng; giám đốc; trưởng phòng; trưởng trạm; xã đội trưởng; chủ nhiệm"""
_OFFICE = """cán bộ; công chức; công an; lãnh đạo; ubnd; ủy ban; chính quyền; địa chính; ban quản lý; thanh tra;
 kiểm lâm; cảnh sát; hợp tác xã; ban chỉ huy"""
_TITLE = "ông; bà; anh; chị"
_GENERAL = """phòng chống; chống; phòng ngừa; ngăn chặn; ngăn ngừa; luật; thủ tục; quy định; quy trình; thời hạn;
 thời hiệu; nếu; trường hợp; thế nào là; khái niệm; mẫu; quyền; tuyên truyền; phổ biến; giải quyết; tiếp nhận"""
_ASKING = "thì; ở đâu; như thế nào; thế nào; cần; phải; là gì; gồm; bao lâu"
_DISAGREE = """không đồng ý; không nhất trí; không chấp nhận; không đồng tình; chưa đồng ý; chưa nhất trí;
 ko đồng ý; k đồng ý; không thống nhất; phản đối;
 không phục; không nhận; không ký; là trái luật; là trái pháp luật; là sai"""
_UNDO = "hủy; hủy bỏ; xem xét lại; xem lại; thu hồi lại; bãi bỏ"
_TRADE = "hóa đơn; công ty; điện lực; nhà mạng; cửa hàng; bưu điện; bưu tá; hãng; nhà xe"
_HARMLESS = """bao che nắng; bao che gió; bao che mưa; bao che cho vườn; ăn tiền gừng; cây to cao; cột to cao; nhà to cao;
 tường to cao; không nhận được; chưa nhận được; không nhận thấy; bị đe dọa"""
_DECISION = """quyết định; kết luận; mức bồi thường; mức đền bù; giá đền bù; giá bồi thường; mức hỗ trợ;
 phương án bồi thường; phương án đền bù; phương án hỗ trợ; phương án tái định cư; biên bản xử phạt;
 biên bản vi phạm; việc thu hồi; việc cưỡng chế; việc xử phạt; kết quả đo đạc; kết quả giải quyết; áp giá"""

_MEANINGS = {
    "self": _SELF,
    "denounce": _DENOUNCE,
    "complain": _COMPLAIN,
    "grave": _GRAVE,
    "wrong": _WRONG,
    "named": _NAMED_OFFICE,
    "office": _OFFICE,
    "title": _TITLE,
    "general": _GENERAL,
    "asking": _ASKING,
    "disagree": _DISAGREE,
    "undo": _UNDO,
    "decision": _DECISION,
    "trade": _TRADE,
    "harmless": _HARMLESS,
}


def _lines() -> Iterator[tuple[str, str]]:
    for meaning, lines in _MEANINGS.items():
        yield from ((meaning, line) for line in lines.split(";"))


_MARKED = Phrases((phrase(line), meaning) for meaning, line in _lines())
_UNMARKED = Phrases((phrase(fold(line)), meaning) for meaning, line in _lines())
"""For a text typed without diacritics; in any other, `to cao` is big and tall."""
_SENTENCE_ENDS = frozenset(".!?;")
_ACT_REACH = 10


def cues(reading: Reading) -> Iterator[Cue]:
    """At most one of each kind: the first."""
    found: dict[Suggestion, Cue] = {}
    for sentence in _sentences(reading):
        for suggestion, first, last in (
            *_denunciations(reading, sentence),
            *_complaints(sentence),
        ):
            start, end = reading.spans[first.first][0], reading.spans[last.after - 1][1]
            found.setdefault(suggestion, Cue(suggestion, start, end))
    yield from found.values()


def _sentences(reading: Reading) -> Iterator[list[Said]]:
    phrases = _MARKED if reading.has_marks else _UNMARKED
    ends = (place for place, word in enumerate(reading.folded) if word in _SENTENCE_ENDS)
    end = next(ends, len(reading.folded))
    said: list[Said] = []
    for first, after, meaning in phrases.said_in(reading.spelled):
        if first > end:
            yield said
            said = []
            end = next((place for place in ends if place > first), len(reading.folded))
        said.append(Said(meaning, first, after))
    yield said


def _denunciations(
    reading: Reading, sentence: list[Said]
) -> Iterator[tuple[Suggestion, Said, Said]]:
    for place, said in enumerate(sentence):
        if said.meaning == "denounce" and not _in_general(sentence, place):
            follows = _behind(sentence, place, 4)
            about = [each for each in follows if _is_somebody(reading, each)]
            performed = _before(sentence, place, {"self"}, 6)
            if about:
                yield Suggestion.SEAL, said, about[0]
            elif performed and not any(each.meaning == "asking" for each in follows):
                yield Suggestion.SEAL, performed[0], said
        if said.meaning in {"grave", "wrong"} and not _in_general(sentence, place):
            near = [*_before(sentence, place, _SOMEBODY, _ACT_REACH), *_behind(sentence, place, 6)]
            for each in near:
                strong = said.meaning == "grave" and each.meaning == "office"
                if strong or _is_somebody(reading, each):
                    first, last = sorted((each, said), key=lambda one: one.first)
                    yield Suggestion.SEAL, first, last


def _complaints(sentence: list[Said]) -> Iterator[tuple[Suggestion, Said, Said]]:
    for place, said in enumerate(sentence):
        if said.meaning not in {"complain", "disagree", "undo"}:
            continue
        follows = _behind(sentence, place, 8)
        against = [each for each in follows if each.meaning == "decision"]
        if said.meaning == "complain":
            performed = _before(sentence, place, {"self"}, 6)
            asks = any(each.meaning in {"asking", "trade"} for each in follows)
            if (against or (performed and not asks)) and not _in_general(sentence, place):
                yield Suggestion.GUIDE, (performed or [said])[0], (against or [said])[0]
        elif against:
            yield Suggestion.GUIDE, said, against[0]
        elif said.meaning == "disagree":
            for decision in _before(sentence, place, {"decision"}, _ACT_REACH)[-1:]:
                yield Suggestion.GUIDE, decision, said


_SOMEBODY = {"named", "office", "title"}


def _is_somebody(reading: Reading, said: Said) -> bool:
    """A particular person: an office that one person holds, or a title with a name or an office."""
    if said.meaning == "title":
        following = reading.spans[said.after : said.after + 1]
        return any(reading.text[start].isupper() for start, _ in following)
    return said.meaning == "named"


def _in_general(sentence: list[Said], place: int) -> bool:
    """Said of the law, of prevention or of what would be: it accuses nobody."""
    return bool(_before(sentence, place, {"general"}, 5))


def _before(sentence: list[Said], place: int, meanings: set[str], reach: int) -> list[Said]:
    first = sentence[place].first
    return [
        each
        for each in sentence[max(0, place - reach) : place]
        if each.meaning in meanings and first - each.after < reach
    ]


def _behind(sentence: list[Said], place: int, reach: int) -> list[Said]:
    after = sentence[place].after
    return [each for each in sentence[place + 1 : place + 1 + reach] if each.first - after < reach]
