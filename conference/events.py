"""Everything that can have happened. Facts, in the past tense; they are the journal.

A field never changes its meaning: a new meaning is a new event, or a new version with an upcaster in
`archive/codec.py`. Whatever cannot be erased must not be here: personal data lives in the vault, and an
event carries only a salted hash of it.

This page is the index: each event stands in the room of its noun, in the order of a meeting, and is found
here (`from conference import events as e`).
"""

from conference.event import *
from conference.events_stage import *
from conference.events_settings import *
from conference.events_entrance import *
from conference.events_question import *
from conference.events_vote import *
from conference.events_desk import *
from conference.events_family import *
from conference.events_floor import *
