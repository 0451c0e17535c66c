"""Screens without sockets: the live ones drawn from a sample evening, the quiet ones in a real house.

- `sample.py`        an evening of a conference, as events
- `gallery.py`       the live screens drawn from it, opened in a browser without a server
- `quiet_house.py`   the evening brought to its end, in a house with pages and no sockets
- `catalogues.py`    every message the screens may say, and its translations
"""
