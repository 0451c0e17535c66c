"""The reports of the office together: `app.py` takes their routes from here."""

from web.cases import report_pages

routes = [*report_pages.routes]
