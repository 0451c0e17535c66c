"""Everything anyone may ask for. Read this and `events.py` first: together they are the product.

A command is a wish. Its class name in snake_case is its name on the wire (`CastVote` is `cast_vote`).
Fields declared on the class come from whoever asks; the three on `Command` (who, which, when) and those
marked *minted* are put in by the server, so that nothing in the rules needs a clock or randomness.

This page is the index: each command stands in the room of its noun, in the order of a meeting, and is
found here (`from conference import commands as c`). To add one, follow CONTRIBUTING.md.
"""

from conference.command import *
from conference.commands_stage import *
from conference.commands_settings import *
from conference.commands_entrance import *
from conference.commands_question import *
from conference.commands_vote import *
from conference.commands_desk import *
from conference.commands_family import *
from conference.commands_floor import *
