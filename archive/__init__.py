"""Everything that remembers. The journal is the truth; the read tables are derived from it.

The journal:

- `journal.py`          the contract of every journal, positions, entries, the digest chain
- `journal_memory.py`   a journal for tests and simulations
- `journal_sqlite.py`   the journal in SQLite
- `codec.py`            event ↔ canonical bytes, versions and upcasters; `nested_values.py` values inside of events
- `streams.py`          the names of streams
- `vault.py`            what may have to be erased, and each conference's secret; `forgetting.py` erases originals at
  their asker's wish
- `raw_entries.py`      its entries as their bytes; `tree.py` one root for all of them, also where some are kept back
- `checkpoints/`        signed heads of every stream, for whoever wants to prove it from outside
- `verify.py`           walks the chain and names the first bad entry
- `backup.py`           a checked copy of it all, and the way back

The file under it:

- `store.py`            the one SQLite file: turns at writing, reading, recovering after a failure
- `sqlite_settings.py`  the settings that make a commit survive a power cut, and their proof
- `damage.py`           tells a damaged file from a bug
- `data_lock.py`        one process per data directory
- `whole_file.py`       a file is there whole or not at all
- `finish.py`           a write is never left half done by a cancellation
- `tables.py`           the schema; `tables_people.py` of those who sign in, `tables_cases.py` of the casebook,
  `tables_result.py` of its result, `tables_checkpoints.py` of what was signed, `columns.py` what all share
- `schema.py`, `schema_steps.py`, `migrations/`  bring a file to it

What is derived:

- `casework.py`         the life-cycle of a case, as data; `casebook/` has the rules of what happens to it
- `projection.py`       what a page of events does to the derived rows
- `ledger.py`           the open book: which event tells what, and what it keeps to itself
- `derived.py`          loads and puts back those rows
- `projector.py`        follows the journal, opens the casebook, rebuilds
- `casebook_follower.py`  follows one casebook; `casebook_projection.py`, `casebook_fold.py`,
  `casebook_fold_front.py`, `case_facts.py`
  say what its events do to the `casebook_rows.py`, `casebook_derived.py` loads and puts them back
- `census.py`           counts questions and cases, so that none is lost unnoticed
- `unattached.py`       sets evidence aside that no journal names, and brings back what one names after all
- `search_words.py`     how a case is found by words, with or without diacritics
- `records.py`          what the read tables hold, as plain records; `case_records.py` of the casebook,
  `front_records.py` of the Front's own work
- `queries.py`          what pages ask of them
- `case_queries.py`     what they ask of the casebook's; a room for each kind of question: `case_queries_lists.py`,
  `case_queries_page.py`, `case_queries_board.py`, `case_queries_public.py`, `case_queries_register.py`,
  `case_queries_rounds.py`, `case_queries_foresight.py`, `case_queries_counted.py`, `case_queries_clocks.py`,
  `case_queries_front.py`; `case_filter.py` which cases and in what order,
  `case_reading.py` rows as records
- `result_rows.py`      how far a conference's result was made known, as rows and back
- `reading.py`          rows as records
- `transcript.py`       the record of a conference, as JSON and CSV
- `ledger_book.py`, `ledger_queries.py`, `ledger_export.py`  the open book as a whole, read, taken away
- `spreadsheet.py`      CSV that no spreadsheet runs

What is due when, and by what it is counted. Pure:

- `calendar.py`, `calendar_2026.py`  working days and hours; the only year that is shipped
- `deadlines.py`        how long each step may take, and on what ground
- `clocks.py`, `counting.py`  a clock: started, paused, extended, reckoned anew
- `clock_story.py`      how its due date was counted, day by day; `clock_moves.py` which ones a changed calendar moves
- `almanac.py`, `almanac_*.py`  a commune's own days, hours and deadlines: its commands, events and rules

Beside it:

- `accounts.py`         the six below, in one object
- `people.py`           who may sign in, and their roles
- `office_log.py`       what was done to accounts, taken away, looked at behind masks and seals: a stream of the
  journal, whose events are `office_events.py`
- `sessions.py`         which staff sessions still hold
- `second_steps.py`     who is asked for a code as well, and the codes that are good once
- `invitations.py`      what somebody will be allowed once they have followed their link
- `tries.py`            wrong tries at the door
- `bring_in.py`, `bring_in_files.py`  questions that were gathered before the meeting
- `evidence/`           files that show what was done
- `register/`           every case as one line, as XLSX, CSV and JSON
- `dossier/`            all of a conference in one file that anybody can check without us

It must not know of sockets, pages or languages.
"""
