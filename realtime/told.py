"""What an audience knows, so that it is told nothing twice. Pure.

`audiences.changes` says how the touched parts look now; here each is held against what this audience was
told last, and only a difference is news. It also lets a newcomer in at the same point as the others
while mere counts wait to be told.
"""

from conference.state import ConferenceState
from realtime.audiences import Audience, View, changes, mere_counts, snapshot
from realtime.touched import Touched

_PARTS = ("conference", "floor", "queue", "backstage")


class Told:
    """What one audience was told up to some position."""

    def __init__(self, audience: Audience, state: ConferenceState) -> None:
        self._audience = audience
        view = snapshot(state, audience)
        self._support = {q["number"]: q.get("support", 0) for q in view["questions"]}
        """Of every question that it sees; a sealed one's is told to nobody."""
        self._parts: View = {part: view[part] for part in _PARTS if part in view}

    def lacks_only_counts(self, touched: Touched, state: ConferenceState) -> bool:
        return mere_counts(touched, state, self._audience, self._support)

    def news(self, touched: Touched, state: ConferenceState) -> View:
        """What must be told now, taken as told."""
        change = changes(touched, state, self._audience, self._support)
        for question in change.get("questions", ()):
            self._support[question["number"]] = question.get("support", 0)
        self._support.update(change.get("votes", ()))
        for number in change.get("gone", ()):
            del self._support[number]
        parts = {part: change.pop(part) for part in (*_PARTS, "counts") if part in change}
        return {**change, **self._news_of_parts(parts)}

    def snapshot(self, state: ConferenceState) -> View:
        """The view as it was told. `state` may be ahead of it by nothing but counts."""
        view = snapshot(state, self._audience)
        for question in view["questions"]:
            if "support" in question:
                question["support"] = self._support[question["number"]]
        return {**view, **self._parts}

    def _news_of_parts(self, now: View) -> View:
        """Of the parts that are told whole, those that differ; of the counts, those that do."""
        conference = now.pop("conference", self._parts["conference"])
        counts = now.pop("counts", conference["counts"])
        before = self._parts["conference"]
        news = {part: value for part, value in now.items() if value != self._parts[part]}
        if {**conference, "counts": None} != {**before, "counts": None}:
            news["conference"] = conference
        elif changed := {n: c for n, c in counts.items() if c != before["counts"][n]}:
            news["counts"] = changed
        self._parts |= now | {"conference": {**conference, "counts": counts}}
        return news
