"""The reports of the office together: `app.py` takes their routes from here."""

from web.cases import dashboard, report_pages

routes = [*dashboard.routes, *report_pages.routes]
