"""The life of the conference itself: created, announced, opened, paused, resumed, closed."""

import re

from conference import commands as c
from conference import events as e
from conference.refusals import Code, Refusal
from conference.ruling import Ruling, facts, optional_line
from conference.state import ConferenceState
from conference.text import clean
from conference.vocabulary import (
    CODE_MAX_CHARACTERS,
    CODE_MIN_CHARACTERS,
    LIST_MAX_ITEMS,
    PLACE_MAX_CHARACTERS,
    TITLE_MAX_CHARACTERS,
    TOPIC_MAX_CHARACTERS,
    UNIT_MAX_CHARACTERS,
)

_CODE = re.compile(rf"[A-Z0-9][A-Z0-9-]{{{CODE_MIN_CHARACTERS - 1},{CODE_MAX_CHARACTERS - 1}}}")
_COMMUNE = re.compile(r"[a-z0-9-]{1,32}")


def create(_state: ConferenceState, command: c.CreateConference) -> Ruling:
    """The code is what people type and scan, so it is upper-case letters, digits and hyphens."""
    if not _CODE.fullmatch(command.code):
        return Refusal(Code.BAD_VALUE, "code")
    if not _COMMUNE.fullmatch(command.commune):
        return Refusal(Code.BAD_VALUE, "commune")
    title = clean(command.title, TITLE_MAX_CHARACTERS, lines=False)
    if isinstance(title, Refusal):
        return Refusal(title.reason, "title")
    place = optional_line(command.place, "place", PLACE_MAX_CHARACTERS)
    if isinstance(place, Refusal):
        return place
    topics = _names(command.topics, "topics", TOPIC_MAX_CHARACTERS)
    if isinstance(topics, Refusal):
        return topics
    units = _names(command.units, "units", UNIT_MAX_CHARACTERS)
    if isinstance(units, Refusal):
        return units
    return [
        e.ConferenceCreated(
            **facts(command),
            code=command.code,
            commune=command.commune,
            title=title,
            place=place or "",
            starts_at=command.starts_at,
            topics=topics,
            units=units,
        )
    ]


def announce(_state: ConferenceState, command: c.AnnounceConference) -> Ruling:
    return [e.ConferenceAnnounced(**facts(command))]


def open_(_state: ConferenceState, command: c.OpenConference) -> Ruling:
    return [e.ConferenceOpened(**facts(command))]


def pause(state: ConferenceState, command: c.PauseConference) -> Ruling:
    if state.paused:
        return Refusal(Code.STALE)
    return [e.ConferencePaused(**facts(command))]


def resume(state: ConferenceState, command: c.ResumeConference) -> Ruling:
    if not state.paused:
        return Refusal(Code.STALE)
    return [e.ConferenceResumed(**facts(command))]


def close(state: ConferenceState, command: c.CloseConference) -> Ruling:
    """What is still on the floor was not answered, and the record must say so before the end."""
    closed = e.ConferenceClosed(**facts(command))
    if state.floor is None:
        return [closed]
    return [e.FloorCleared(**facts(command), question=state.floor), closed]


def _names(raw: tuple[str, ...], field: str, max_characters: int) -> tuple[str, ...] | Refusal:
    if len(raw) > LIST_MAX_ITEMS:
        return Refusal(Code.TOO_MANY, field)
    names: list[str] = []
    for item in raw:
        name = clean(item, max_characters, lines=False)
        if isinstance(name, Refusal):
            return Refusal(name.reason, field)
        if name not in names:
            names.append(name)
    return tuple(names)
