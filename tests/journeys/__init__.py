"""Journeys: real browsers against the real server, started as a process of its own.

- `living_hall.py`        the server process, and the command line beside it
- `visitors.py`           people with browsers, and what their pages complained about
- `casework.py`           a server whose clock is moved, and the people who work on its cases
- `conftest.py`           one browser for all, a fresh hall for each test
- `test_whole_meeting.py` from the first question to the last case
- `test_storm.py`         a stormy half hour at the desk, and the open book afterwards
- `test_desk_acts.py`     every act of the desk and its way back, and two hundred fast keys
- `test_bad_network.py`   offline drafts, the outbox, waking up, a server that dies
- `test_hostile_text.py`  what people type stays text, on every screen
- `test_similar.py`       what was asked already is offered before sending
- `test_casebook.py`      five cases from the stage to their ends, while weeks pass
- `test_light_page.py`    the weight of the phone's page
"""
