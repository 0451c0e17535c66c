"""The pure rules of a casebook: commands in, events or a refusal out. It must not know a store, a clock or a page.

What a case may be and where it may go stands beside this room, in `archive/casework.py`; how its clocks are
reckoned, in `archive/clocks.py`.

- `command.py`, `commands.py`  what every command is; the index of them all
- `commands_intake.py`, `commands_work.py`, `commands_answer.py`, `commands_citizen.py`, `commands_front.py`,
  `commands_result.py`
- `event.py`, `events.py`      what every event is; the index of them all
- `events_intake.py`, `events_work.py`, `events_answer.py`, `events_citizen.py`, `events_front.py`,
  `events_result.py`
- `naming.py`                  their names on the wire and in the journal
- `limits.py`                  every limit, with its unit
- `permissions.py`             who may ask for what
- `records.py`, `state.py`     what a casebook's state is made of
- `apply.py`                   the only code that changes it; what each event changes stands in its room:
  `apply_intake.py`, `apply_work.py`, `apply_answer.py`, `apply_citizen.py`, `apply_front.py`, `apply_result.py`
- `opening.py`                 what every question becomes when its conference has ended
- `ruling.py`                  what every rule is made of
- `rulebook.py`                which rule decides which command; the rules stand in their rooms:
  `rules_intake.py`, `rules_off_road.py` (merged, declined, guided, sealed, and back), `rules_work.py`,
  `rules_clocks.py`, `rules_answer.py`, `rules_citizen.py`, `rules_front.py`, `rules_samples.py`,
  `rules_result.py`
- `result.py`                  making the result of the conference known: deliveries, and what is missing
- `families.py`                what becomes of merged cases when the one they go on with leaves the road
- `running.py`                 which clocks run in which state, and how they follow it
- `ladder.py`                  who is told that a clock runs out, and how each is told once
- `chasing.py`                 when an authority that has a case is reminded
- `decide.py`                  permission, earlier receipt, then the rule of the command, then its clocks
- `rounds.py`                  what the published rules do by themselves: remind, chase, go on, close
- `offered.py`                 which acts a person can do about a case: what a page shows as buttons
- `samples.py`                which cases the Front draws by a seed, and how anybody draws them again
- `attachments.py`             which files its steps speak of
- `dates.py`                   days as people write them
- `sight.py`                   what each step of a case tells to whom
- `periods.py`, `balance.py`   the weeks and months that are reported on, and the figures of one, which must close
"""
