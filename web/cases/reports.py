"""The reports of the office together: `app.py` takes their routes from here."""

from web.cases import carry_over, dashboard, report_pages

routes = [*carry_over.routes, *dashboard.routes, *report_pages.routes]
