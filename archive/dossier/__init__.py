"""The dossier: one file with all that a conference was and became, which anybody can check without us.

A ZIP file of plain parts: both journals byte for byte, what was signed of them, transcript, ledger, register,
evidence, the calendar and deadlines that were used, and a manifest with the SHA-256 of each part and where each stream stands. The same
records give the same bytes on every machine.

- `form.py`      what is called how inside, and the shape of the manifest
- `plain_zip.py` a ZIP file that has exactly one way to be written
- `sealed.py`    which entries a copy keeps back, because a denunciation is in them
- `streams.py`   a stream's entries as they stand in a dossier, and read back
- `signed.py`    the checkpoints of its streams
- `writing.py`   puts it together; `told_terms.py` calendar and deadlines as data
- `checking.py`  checks one, with nothing else at hand; `chains.py` its journals, `contents.py` what they must add up to,
  `packing.py` the ZIP file around them

What is in it and how to check it by hand: docs/RECORDS.md. It must not know who asks for it.
"""
