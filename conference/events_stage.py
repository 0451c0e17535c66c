"""What happens to the conference itself."""

from dataclasses import dataclass

from conference.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceCreated(Event):
    code: str
    commune: str
    title: str
    place: str
    starts_at: int | None
    topics: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceAnnounced(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceOpened(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePaused(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceResumed(Event):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceClosed(Event):
    pass
