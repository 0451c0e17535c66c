"""What somebody wants to see in the inbox, read from its address and written into it again.

The address is the whole wish: it can be kept as a bookmark, sent to a colleague, or gone back to. What it holds
that is none of ours counts as not given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from archive.case_filter import CaseFilter, CaseOrder
from archive.case_records import Tabs
from archive.casebook.limits import LINE_MAX_CHARACTERS
from archive.casework import APPEALABLE, FINAL, REPLIED, CaseState, Publication
from web.words import N_

S = CaseState
OPEN_TAB, OVERDUE_TAB, ENDED_TAB, SEALED_TAB = "open", "overdue", "ended", "sealed"
TO_PUBLISH_TAB, SOON_TAB, PROPOSED_TAB = "to_publish", "soon", "proposed"
UNOWNED_TAB, APPEALED_TAB, BEYOND_TAB, RATING_TAB = "unowned", "appealed", "beyond", "rating"
STATE_TABS = (
    S.RECEIVED,
    S.VERIFYING,
    S.NEED_INFO,
    S.CLASSIFIED,
    S.ASSIGNED,
    S.PROCESSING,
    S.TRANSFERRED,
    S.AWAITING_APPROVAL,
    S.ANSWERED,
    S.IMPLEMENTING,
    S.REOPENED,
)
"""One tab for each state in which somebody owes something."""
TAB_WORDS = {
    OPEN_TAB: N_("Đang mở"),
    OVERDUE_TAB: N_("Quá hạn"),
    SOON_TAB: N_("Hết hạn trong hai ngày làm việc"),
    TO_PUBLISH_TAB: N_("Chờ công khai"),
    PROPOSED_TAB: N_("Đề nghị không tiếp nhận"),
    UNOWNED_TAB: N_("Chưa có người xử lý"),
    APPEALED_TAB: N_("Chờ xem lại quyết định"),
    BEYOND_TAB: N_("Ngoài thẩm quyền của xã"),
    RATING_TAB: N_("Chờ người hỏi đánh giá"),
    ENDED_TAB: N_("Đã khép lại"),
    SEALED_TAB: N_("Niêm phong"),
}
_STATES: Mapping[str, frozenset[CaseState]] = {
    ENDED_TAB: FINAL - {S.SEALED},
    TO_PUBLISH_TAB: REPLIED,
    RATING_TAB: frozenset({S.ANSWERED}),
    UNOWNED_TAB: frozenset({S.ASSIGNED, S.PROCESSING, S.IMPLEMENTING}),
    APPEALED_TAB: APPEALABLE,
    BEYOND_TAB: frozenset({S.CLASSIFIED}),
}
"""Of the tabs that are more than one state, or less."""
_PUBLICATIONS = {
    TO_PUBLISH_TAB: frozenset({Publication.NONE, Publication.REDACTING}),
    RATING_TAB: frozenset({Publication.PUBLISHED, Publication.WITHHELD}),
}
"""What was answered on stage is as little published as what was approved."""
NO_OWNER = "-"
"""In place of a name: cases that nobody works on."""
_LINES = ("unit", "owner", "topic", "place", "conference", "text")
ORDERS = {
    CaseOrder.DUE: N_("Hạn gần nhất"),
    CaseOrder.OLDEST: N_("Đứng lâu nhất"),
    CaseOrder.NEWEST: N_("Mới nhất"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    tab: str = OPEN_TAB
    unit: str = ""
    owner: str = ""
    topic: str = ""
    place: str = ""
    conference: str = ""
    text: str = ""
    order: CaseOrder = CaseOrder.DUE
    after: str | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Wish":
        tabs = {*TAB_WORDS, *STATE_TABS}
        tab, order = asked.get("tab", ""), asked.get("order", "")
        return cls(
            tab=tab if tab in tabs else OPEN_TAB,
            **{name: asked.get(name, "").strip()[:LINE_MAX_CHARACTERS] for name in _LINES},
            order=CaseOrder(order) if order in list(CaseOrder) else CaseOrder.DUE,
            after=asked.get("after") or None,
        )

    def filter(self, soon: int, workers: frozenset[str] = frozenset()) -> CaseFilter:
        """What runs out up to `soon` is due soon. `workers` are those who can work on a case: whoever else was given one has nobody do it."""
        owner = self.owner if self.owner != NO_OWNER else ""
        return CaseFilter(
            states=self._states(),
            open=True if self.tab in (OPEN_TAB, OVERDUE_TAB, SOON_TAB, PROPOSED_TAB) else None,
            overdue=self.tab == OVERDUE_TAB,
            proposed=self.tab == PROPOSED_TAB,
            due_before=soon + 1 if self.tab == SOON_TAB else None,
            publications=_PUBLICATIONS.get(self.tab, frozenset()),
            workers=workers if self.tab == UNOWNED_TAB else None,
            appealed=self.tab == APPEALED_TAB,
            beyond=self.tab == BEYOND_TAB,
            unowned=self.owner == NO_OWNER,
            unit=self.unit or None,
            owner=owner or None,
            topic=self.topic or None,
            place=self.place or None,
            conference=self.conference or None,
            text=self.text or None,
        )

    def _states(self) -> frozenset[CaseState]:
        alone = frozenset({CaseState(self.tab)}) if self.tab in list(CaseState) else frozenset()
        return _STATES.get(self.tab, alone)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the tab was chosen."""
        return any(getattr(self, name) for name in _LINES)

    def query(self, **changes: str | None) -> str:
        """As an address has it; what is as usual is left out."""
        usual = Wish()
        names = ("tab", *_LINES, "order")
        kept: dict[str, str | None] = {name: getattr(self, name) for name in names}
        kept |= {"after": None, **changes}
        given = {name: value for name, value in kept.items() if value != getattr(usual, name)}
        return f"?{urlencode(given)}" if given else ""


def tab_counts(tabs: Tabs, current: str) -> list[tuple[str, int | None]]:
    """The tabs to be shown, in the order of the road; a state that nothing stands in has none.

    Whichever is looked at is always among them: first, where nothing is counted, for a phone shows the first alone.
    """
    ended = sum(tabs.by_state.get(state, 0) for state in _STATES[ENDED_TAB])
    states = [(state.value, tabs.by_state.get(state, 0)) for state in STATE_TABS]
    shown: list[tuple[str, int | None]] = [
        (OPEN_TAB, tabs.open),
        (OVERDUE_TAB, tabs.overdue),
        *([(SOON_TAB, tabs.overdue + tabs.due_soon)] if tabs.due_soon else []),
        *((tab, count) for tab, count in states if count),
        *((tab, count) for tab, count in ((ENDED_TAB, ended), (SEALED_TAB, tabs.sealed)) if count),
    ]
    return shown if current in dict(shown) else [(current, None), *shown]
