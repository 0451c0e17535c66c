"""Figures, never pass or fail: run one by hand, and put what it printed on top of docs/PERFORMANCE.md.

    python -m bench.hall       one hall full of phones: CPU of a vote, until it is seen, memory of a phone
    python -m bench.desk_screen  the moderator's desk with 5,000 waiting questions: ms of each thing a hand does
    python -m bench.restart    how long a server takes to be back, empty and with 100,000 events

- `machine.py`    which machine and which versions a figure belongs to
- `pinned.py`     a server on one core, its clients on the other
- `load.py`       phones that vote at a steady rate, and what they saw
"""
