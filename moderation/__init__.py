"""The moderator's rules. Pure, like `conference`, and it must not know of anything but `conference`.

- `rules_queue.py`     approve, decline, return, move, pin
- `rules_wording.py`   edit, tag, split
- `rules_family.py`    merge and unmerge
- `rules_apart.py`     hold, guide to the complaint procedure, seal
- `rules_review.py`    the second look
- `rules_sanction.py`  mute
- `rules_votes.py`     votes that look forged
- `rules_settings.py`  who may ask and vote, slow mode, reasons, join mode
- `rules_backstage.py` the line to the chair, the notice to everybody
- `rulebook.py`     which rule decides which command

What is known about a text before a person reads it:

- `screening.py`    one call: what is masked, what is flagged, the folded text
- `personal_data.py`  personal data and the masks in its place; `personal_kinds.py` which kinds there are
- `personal_numbers.py`, `personal_emails.py`, `personal_addresses.py`, `personal_land.py`  one kind of thing each;
  `personal_groups.py` digits in groups, `personal_cues.py` the words beside a number that say what it is
- `offensive.py`    insults and curses, by a list that each commune may edit and by `insult_model.py`, a small
  trained model; `disguises.py` undoes what hides a word from the list
- `cues.py`         denunciation and complaint
- `duplicates.py`   questions that somebody asked already
- `words.py`, `phrases.py`  a text taken apart, and looking for phrases in it
"""
