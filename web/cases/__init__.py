"""The pages of casework: for the office, its citizens, the public and the Front.

- `door.py`       who enters the office, for which commune, in which roles
- `morning.py`    what waits for whoever opens the office; `search.py` over all the years
- `inbox.py`      every case, and many at once; `inbox_wish.py` what somebody wants to see there
- `case_acts.py`  one case and every act upon it; `case_door.py` who opens it, `case_view.py` what its page
  shows: `timeline.py` its story, `due.py` its clocks, `prefilled.py` what its forms hold beforehand
- `act_forms.py`  the form of each act, as data; `acting.py` who can do which; `refusals.py` why not, in words
- `evidence.py`   files handed in and taken away; `minutes.py` what was said on stage, put right
- `words.py`      what the words of casework are called
- `calendar.py`   days off, office hours and deadlines; `calendar_rows.py` a year as lines to type
"""
