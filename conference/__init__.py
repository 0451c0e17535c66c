"""The heart: what a conference is, who may change it and how. Pure; standard library only.

Read in this order:

- `vocabulary.py`  the words, and every limit
- `commands.py`    what anyone may ask for
- `events.py`      what can have happened
- `refusals.py`    the reasons to say no
- `records.py`     questions, answers, attendees, receipts
- `state.py`       the state of one conference, and the only code that changes it
- `lifecycle.py`   how a stage and a question may move
- `permissions.py` who may ask for what, and when
- `folding.py`     forgetting how a word was typed, for search and comparison
- `text.py`        cleaning what people type
- `ruling.py`      the shape of a rule, and what rules share
- `rules_stage.py`, `rules_question.py`, `rules_vote.py`, `rules_floor.py`  one noun each
- `rulebook.py`    which rule decides which command
- `decide.py`      permission → resent command → stage → rule
- `naming.py`      class names ↔ names on the wire

It must not know of clocks, randomness, sockets, SQL, languages or screens.
"""
