"""The heart: what a conference is, who may change it and how. Pure; standard library only.

Read in this order:

- `vocabulary.py`  the words, and every limit
- `commands.py`    what anyone may ask for: the index of `command.py` and `commands_*.py`, a room a noun
- `events.py`      what can have happened: the index of `event.py` and `events_*.py`
- `refusals.py`    the reasons to say no
- `records.py`     questions, answers, attendees, receipts
- `state.py`       the state of one conference
- `apply.py`       the only code that changes it: what each event changes stands in `apply_*.py`
- `families.py`    merged questions, and who stands behind them
- `concerned.py`   which questions an event is about
- `lifecycle.py`   how a stage and a question may move
- `permissions.py` who may ask for what, and when
- `order.py`       the fair order of the public list
- `folding.py`     forgetting how a word was typed, for search and comparison
- `remembered.py` what was worked out once for many small things
- `text.py`        cleaning what people type
- `ruling.py`      the shape of a rule, and what rules share
- `taking_part.py` whether an attendee may ask and vote now, or only look on
- `rules_*.py`     whether a wish is granted: one noun each
- `rulebook.py`    which rule decides which command
- `decide.py`      permission → resent command → stage → rule
- `naming.py`      class names ↔ names on the wire

It must not know of clocks, randomness, sockets, SQL, languages or screens.
"""
