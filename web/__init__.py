"""The front door: the web pages, the command line, and the one place that wires everything.

Wiring

- `app.py`          builds the application out of all other packages; nothing else does
- `serving.py`      runs it on uvicorn; `connections.py` is its HTTP protocol with limits; `arrivals.py` who
  is at the door, counted by address and heard in turns
- `settings.py`     every setting; `options.py` makes options, variables and documentation of them
- `context.py`      `House`, the object every page is given
- `chance.py`       the one source of random things
- `logs.py`         one log, without anybody's words in it

At the door

- `guard.py`        security headers, incidents, and the order of the guards
- `doorway.py`      hosts, methods, bodies; `origins.py` whose pages may connect
- `asgi.py`         the few words of ASGI the guards share
- `identity.py`     who is asking; `cookies.py` the seals, `secret.py` the keys
- `staff.py`        staff sessions; `passwords.py` argon2
- `desk_door.py`    who may open a page of the desk
- `paper_codes.py`  personal codes on paper, signed
- `word_lists.py`   each commune's own list of offensive words
- `forms.py`        reading a posted form
- `health.py`       /healthz, /readyz, /metrics

Pages

- `pages_*.py`      one group of addresses each
- `showing.py`      gives a visitor a page; `errors.py` when it cannot be given
- `screens.py`      what the live screens' templates are given; `case_story.py` the same for a case
- `listing.py`      in which order the public list stands
- `consulted.py`    looks at a hall's own state
- `originals.py`    what somebody really sent, for those who may read it
- `taking_part.py`  what a phone may do now, and why not
- `render.py`       draws templates; `words.py` what the house's words are called on screens, `ledger_words.py`
                    those of the open book
- `paper_sheet.py`  the slips on which personal codes are printed
- `files.py`        what somebody takes away as a file

The command line

- `cli.py`          the commands, loaded when asked for; `cli_*.py` one group each
- `office.py`       what the operator can have done, with and without a running server
- `control.py`      the socket on which a running server takes the operator's orders
- `replay_*.py`     phones that live a recorded conversation again
- `demo_*.py`       the demo's conference and its crowd
"""
