"""Figures, never pass or fail: run one by hand, and put what it printed on top of docs/PERFORMANCE.md.

    scripts/bench              ours beside stock python-socketio, Node's Socket.IO and a bare C server
    python -m bench.vote       what one vote costs, stage by stage
    python -m bench.traffic    what an hour of a meeting costs a phone in bytes
    python -m bench.desk_screen  the moderator's desk with 5,000 waiting questions: ms of each thing a hand does
    python -m bench.casebook   the pages of a casebook of a million cases, its register, a closing, a rebuild
    python -m bench.casebook_rounds  the first round after a start, where thousands of casebooks sleep
    python -m bench.desk_acts  from one moderator's act until the other has it, with 1,000 phones that vote
    python -m bench.restart    how long a server takes to be back, empty and with 100,000 events
    python -m bench.register   the register of 10,000 cases as XLSX, CSV and JSON: seconds and memory
    python -m bench.dossier    the dossier of a conference of 100,000 entries: made and checked, seconds and memory

`scripts/bench` builds what the first one needs; after it `python -m bench` does the same.

- `machine.py`     which machine and which versions a figure belongs to
- `pinned.py`      a server on one core, its clients on the other
- `servers.py`     ours and the peers, each as a hall that a crowd can go to
- `peers/`         the peers in Python and JavaScript
- `native/`        in C: the crowd, and the server that does no more than it must
- `crowd.py`       the crowd, told from here what to do
- `scenarios.py`   what is done to every server alike
- `breakdowns.py`  what is done to ours only: kills, rushes, phones that read nothing
- `rows.py`        the rows of the table, and the targets
- `rounds.py`      who is measured when
- `table.py`       medians, spreads, text
- `soak.py`        a hall for hours
- `stages.py`      the stages of a vote, each alone
- `casebook.py`, `casebook_lives.py`, `casebook_data.py`  a million cases, and what their pages wait for
- `casebook_register.py`, `casebook_writes.py`  the register; closing a conference and making the tables anew
- `casebook_rounds.py`  the rounds, with and without foresight
- `hour.py`        an hour of a meeting in virtual time, with lines that weigh what they carry
"""
