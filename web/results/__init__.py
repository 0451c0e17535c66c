"""What everybody may see of a commune's casework: figures, published answers, and the same as data.

- `page.py`      results of a commune and of a year, and one published case
- `figures.py`   what was asked, replied to and resolved; and what is very late
- `feeds.py`     published cases as an Atom feed
- `open311.py`   the same for other programs, by the Open311 GeoReport v2 standard
- `georeport.py` its services, requests and errors, as plain data
- `markup.py`    XML that any parser reads
"""
