"""Words that say what the number behind them is, and words that say what it counts.

`stk 1234 5678` is a bank account because of `stk`; `123456789 đồng` is money because of `đồng`.
"""

from moderation.personal_kinds import PersonalData
from moderation.phrases import Phrases
from moderation.words import Reading

_REACH = 8
"""How many tokens a cue reaches ahead: `số tài khoản của tôi tại ngân hàng …: 1234 5678`."""

_SAID = {
    PersonalData.NATIONAL_ID: (
        "cmnd; cmt; cmtnd; cccd; can cuoc; chung minh; chung minh thu; dinh danh; ho chieu; passport; cccn; so cc"
    ),
    PersonalData.SOCIAL_INSURANCE: (
        "bhxh; bhyt; bhtn; bao hiem xa hoi; bao hiem y te; so bao hiem; ma bao hiem; the bao hiem;"
        "so so; ma bh; so bh; ma the; so the"
    ),
    PersonalData.BANK_ACCOUNT: (
        "stk; chuyen khoan; ck; so tk; so tai khoan; tai khoan so; tai khoan; tk; so the atm; the atm; vietcombank; vcb;"
        "bidv; agribank; vietinbank; techcombank; tcb; mbbank; mb bank; acb; sacombank; vpbank; tpbank;"
        "hdbank; vib; shb; msb; ocb; seabank; lienvietpostbank; lpbank; eximbank; ngan hang"
    ),
    PersonalData.PHONE: (
        "sdt; dt; dtdd; dien thoai; so dien thoai; so may; di dong; dd; zalo; viber; lien he; lh; lien lac;"
        "goi; alo; phone; tel; mobile; so phone; sodt; so dt"
    ),
    PersonalData.TAX_CODE: "mst; ma so thue",
}


_CUES = Phrases(
    (tuple(said.split()), kind) for kind, phrases in _SAID.items() for said in phrases.split(";")
)
CUE_WORDS = frozenset({"]", *_CUES.first_words})
"""No other word begins a cue or ends one."""
_MEASURES = frozenset(
    [
        "d", "dong", "vnd", "trieu", "tr", "ty", "ti", "nghin", "ngan", "usd", "do", "dola", "%",
        "$", "€", "°", "m", "met", "km", "ha", "hecta", "sao", "mau", "thuoc", "kg", "yen", "ta",
        "tan", "lit", "kwh", "kw", "kv", "mw", "nguoi", "ho", "can", "cay", "nam", "thang", "ngay",
        "gio", "phut", "giay", "tuoi", "lan", "phan", "chiec", "cai", "khau",
    ]
)  # fmt: skip
"""A number before one of these is counted or measured: it names nobody."""


class Cues:
    """Which cue was read last. Fed every token in order."""

    __slots__ = ("_kind", "_until")

    def __init__(self) -> None:
        self._kind: PersonalData | None = None
        self._until = -1

    def read(self, reading: Reading, place: int) -> None:
        """The last cue wins. A mask names what it hides, but says nothing of what follows it."""
        if reading.folded[place] == "]":
            self.spend()
        cue = _CUES.at(reading.folded, place)
        if cue:
            self._kind, self._until = PersonalData(cue[1]), place + cue[0] + _REACH

    def spend(self) -> None:
        """A cue speaks of one number only."""
        self._kind, self._until = None, -1

    def at(self, place: int) -> PersonalData | None:
        return self._kind if place < self._until else None


def is_measured(reading: Reading, after: int) -> bool:
    """Whether what stands directly behind a number says that it is a quantity."""
    said = reading.said(after)
    return said in _MEASURES and (said, reading.said(after + 1)) != ("ngan", "hang")
