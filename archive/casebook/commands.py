"""Everything anyone may ask of a casebook. This page is the index: each command stands in the room of its noun.

What the server fills in is marked `MINTED`, as everywhere; all other fields may be sent. Who may ask stands in
`permissions.py`, what comes of it in `events.py`.
"""

from archive.casebook.command import *
from archive.casebook.commands_intake import *
from archive.casebook.commands_work import *
from archive.casebook.commands_answer import *
from archive.casebook.commands_citizen import *
from archive.casebook.commands_front import *
from archive.casebook.commands_result import *
