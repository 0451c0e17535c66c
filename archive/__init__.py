"""Everything that remembers. The journal is the truth; all other tables are derived from it.

- `journal.py`         the contract of every journal, and the digest chain
- `journal_memory.py`  a journal for tests and simulations
- `codec.py`           event ↔ canonical bytes, versions and upcasters
- `streams.py`         the names of streams
- `casework.py`        what every question becomes when its conference has ended
"""
