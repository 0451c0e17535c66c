"""Everything that can have happened in a casebook. Facts, in the past tense; they are its journal.

A field never changes its meaning. Personal data is not here: what a citizen adds is masked, and its verbatim
text lies in the vault. This page is the index: each event stands in the room of its noun.
"""

from archive.casebook.event import *
from archive.casebook.events_intake import *
from archive.casebook.events_work import *
from archive.casebook.events_answer import *
from archive.casebook.events_citizen import *
from archive.casebook.events_front import *
from archive.casebook.events_result import *
