"""What is asked about the conference itself."""

from dataclasses import dataclass

from conference.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateConference(Command):
    code: str
    commune: str
    title: str
    place: str = ""
    starts_at: int | None = None
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceConference(Command):
    """From now on people may ask and support questions, ahead of the meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConference(Command):
    """The meeting begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseConference(Command):
    """A break: nobody asks or votes until it is resumed. Staff go on working."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeConference(Command):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseConference(Command):
    """The meeting ends for good, and every question becomes a case."""
