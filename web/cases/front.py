"""The Front's own pages together: `app.py` takes their routes from here."""

from web.cases import front_case, front_files, front_home, front_log, front_report, front_sample

routes = [
    *front_home.routes,
    *front_case.routes,
    *front_files.routes,
    *front_sample.routes,
    *front_report.routes,
    *front_log.routes,
]
