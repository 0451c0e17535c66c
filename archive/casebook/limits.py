"""Every limit of a casebook, with its unit in its name."""

CASE_WORDS_MAX_CHARACTERS = 4_000
"""An answer, a note, a citizen's addition."""
LINE_MAX_CHARACTERS = 200
"""An authority, a letter's number, a unit, a topic."""
FILE_NAME_MAX_CHARACTERS = 120
FILES_MAX_PER_CASE = 40
PARTS_MAX = 10
"""Cases that one question may become."""
WITH_UNITS_MAX = 10
"""Units that work on a case beside the one that answers for it."""
SEND_BACKS_MAX = 2
"""After these the chair decides."""
CITIZEN_REOPENINGS_MAX = 2
EXTENSION_MAX_DAYS = 30
STARS_MAX = 5
SAMPLE_MAX_CASES = 500
SAMPLES_MAX = 100
"""Per casebook."""
SAMPLE_AHEAD_MAX_DAYS = 60
"""Between announcing a sample and the day from which it may be drawn."""
SEED_MIN_DIGITS = 4
SEED_MAX_DIGITS = 20
CHECK_FILES_MAX_PER_CASE = 40
"""Of the Front's field checks; the office's files are counted apart."""
REMARKS_MAX = 200
"""Of the Front on periods, per casebook."""
ANSWERS_MAX_PER_CASE = 50
"""Drafts that were sent back count."""
COMMITMENT_MAX_DAYS = 1_830
"""Five years: what lies further off is no commitment."""
ESCALATION_STEPS = (-2, 0, 1, 3, 10)
"""In working days from when a clock runs out: owner, head of unit, chair, co-chair and the Front, everybody."""
PROMISE_STEPS = (-5, 0, 5, 10)
"""The same of a promise: owner, head of unit, chair with co-chair and the Front, everybody."""
VILLAGES_MAX = 200
"""Thôn and tổ dân phố of one commune."""
RECIPIENTS_MAX = VILLAGES_MAX
DELIVERIES_MAX = 500
"""Of one conference's result; those that were withdrawn count."""
POSTED_MAX_DAYS = 366
"""So long a paper may be said to hang on the board."""
WITHDRAWAL_MAX_CHARACTERS = 1_000
RECEIPTS_KEPT = 4_096
NOTES_MAX_PER_CASE = 500
"""Of staff, of the Front, and of the citizen, each."""
