"""The pages of casework: for the office, its citizens, the public and the Front.

- `door.py`       who enters the office, for which commune, in which roles
- `morning.py`    what waits for whoever opens the office; `search.py` over all the years
- `inbox.py`      every case, and many at once; `inbox_wish.py` what somebody wants to see there
- `case_acts.py`  one case and every act upon it; `case_door.py` who opens it, `case_view.py` what its page
  shows: `timeline.py` its story, `due.py` its clocks (`owed.py` which of them its asker is shown), `prefilled.py` what its forms hold beforehand, `known.py`
  whom and what they may name
- `act_forms.py`  the form of each act, as data; `acting.py` who can do which; `refusals.py` why not, in words
- `evidence.py`   files handed in and taken away; `minutes.py` what was said on stage, put right
- `result.py`     making a conference's result known; `result_view.py` how far it has come, `result_words.py` what it is called;
  `announcement.py` the paper by which it is told
- `words.py`      what the words of casework are called
- `calendar.py`   days off and office hours: `calendar_acts.py` what its forms ask for, `calendar_words.py` why not,
  `calendar_rows.py` a year as lines to type; `calendar_deadlines.py` how long each step may take
- `front.py`      the Front's pages: `front_door.py` who supervises, `front_home.py` what it looks at first and its list,
  `front_case.py` a case before it, `front_acts.py` what it can do there, `front_files.py` photos of its checks,
  `front_sample.py` announcing and drawing samples, `front_report.py` its own report, `front_findings.py` the figures in it, `front_log.py` who took records away or looked behind a mask or a seal
- `deadline_feed.py` deadlines as a calendar to subscribe to
- `reports.py`    the office's: `dashboard.py` at a glance, `report_pages.py` weeks and longer periods; `report_keys.py` their
  addresses, `balancing.py` their figures, `balance_sheet.py` those as lines; `carry_over.py` what the next conference
  opens with
"""
