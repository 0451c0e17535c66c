"""The Front's own pages together: `app.py` takes their routes from here."""

from web.cases import front_case, front_home

routes = [*front_home.routes, *front_case.routes]
