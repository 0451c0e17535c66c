"""The front door: the web pages, the command line, and the one place that wires everything.

Wiring

- `wiring.py`       puts the house together out of all other packages; nothing else does
- `app.py`          the ASGI application: that house with pages and sockets in front
- `serving.py`      runs it on uvicorn; `connections.py` is its HTTP protocol with limits; `arrivals.py` who
  is at the door, counted by address and heard in turns
- `settings.py`     every setting; `options.py` makes options, variables and documentation of them
- `endings.py`      hurries whoever has to do with the end of a conference
- `context.py`      `House`, the object every page is given
- `chance.py`       the one source of random things
- `logs.py`         one log, without anybody's words in it

At the door

- `guard.py`        security headers, incidents, and the order of the guards
- `doorway.py`      hosts, methods, bodies; `origins.py` whose pages may connect
- `asgi.py`         the few words of ASGI the guards share
- `identity.py`     who is asking; `cookies.py` the seals, `secret.py` the keys,
  `checkpoint_keys.py` those that sign checkpoints
- `checkpoint_proofs.py` how many proofs one network may ask for
- `staff.py`        staff sessions; `passwords.py` argon2, `password_rules.py` what a password must be
- `deadline_keys.py` the key in the address of somebody's calendar of deadlines
- `guesses.py`      how many wrong codes one network may try
- `tries.py`        how often somebody may try, and how long they wait; `strangers.py` how many may wait to be judged
- `second_step.py`  the code after the password; `browsers.py` what a browser roughly is
- `account_doors.py` who may open a page about accounts
- `desk_door.py`    who may open a page of the desk
- `paper_codes.py`  personal codes on paper, signed
- `commune_names.py` what the communes are called
- `word_lists.py`   each commune's own list of offensive words
- `forms.py`        reading a posted form; `uploads.py` one with a file in it, `large_bodies.py` where that may be sent
- `health.py`       /healthz, /readyz, /metrics

Accounts

- `reception.py`    puts them together
- `own_account.py`  what people do to their own: password, second step, sessions
- `people_desk.py`  what the commune's admin does to people and invitations
- `invited.py`      accepting an invitation
- `password_links.py` a link in which somebody chooses a new password

Pages

- `pages_*.py`      one group of addresses each
- `showing.py`      gives a visitor a page; `errors.py` when it cannot be given
- `screens.py`      what the live screens' templates are given; `case_story.py` the same for the page of a
                    question's code until its conference has closed
- `listing.py`      in which order the public list stands
- `consulted.py`    looks at a hall's own state
- `originals.py`    what somebody really sent, for those who may read it
- `handing_out.py`  before a record leaves or somebody looks behind a mask or seal: a line in the log of the office;
                    `sealed_looks.py` what each session was shown of the sealed box
- `taking_part.py`  what a phone may do now, and why not
- `checkpoint_view.py` how a checkpoint looks on a page and on paper; `checkpoint_answers.py` checkpoints and proofs as texts
- `render.py`       draws templates; `lacking.py` what a page asked for and was not handed
- `words.py`        what the house's words are called on screens, `ledger_words.py`
                    those of the open book, `register_words.py` those of the register,
                    `dossier_words.py` what stands in front of a dossier
- `account_words.py` what pages about accounts say; `office_log_words.py` what the log of the office tells
- `paper_sheet.py`  the slips on which personal codes are printed
- `files.py`        what somebody takes away as a file; `papers.py` registers and dossiers, made as one

Casework

- `casework.py`     from a form about a case to its casebook; `calendar_changes.py` what a changed calendar does to clocks
- `cases/`          its pages: for the office and the Front
- `holder/`         the page of a case for whoever holds its code
- `results/`        what everybody may see: figures, published answers, feed and Open311

The command line

- `cli.py`          the commands, loaded when asked for; `cli_*.py` one group each
- `office.py`       what the operator can have done, with and without a running server; `office_people.py` to
                    people, `office_calendar.py` about calendars, `office_papers.py` registers and dossiers,
                    `orders.py` what an order is made of
- `control.py`      the socket on which a running server takes the operator's orders
- `replay_*.py`     phones that live a recorded conversation again
- `demo_*.py`       the demo's conference and its crowd
"""
