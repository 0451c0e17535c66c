"""The reports of the office together: `app.py` takes their routes from here."""

routes = []
