"""The register: every case of a commune or a conference as one line, for the spreadsheets of an office and for machines.

It holds no receipt code: whoever has one may rate, reopen and withdraw in its asker's name. A case is known by
the number that stands on paper too. Of a sealed case there is its number and that it is sealed, nothing else.

- `rows.py`      what a line holds
- `columns.py`   its columns: which there are for whom, what kind of thing stands in each, how wide it is
- `sheets.py`    the three forms it is written in, line by line: XLSX, CSV, JSON

It must not know where the lines come from, nor the language of the headings: those are handed in.
"""
