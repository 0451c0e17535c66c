"""Files that show what was done: judged by what is in them, cleaned, and kept under the hash of what is kept.

Nothing here opens a picture or a document as a programme would: it is read as structure, and what is not needed
is left out. So no decoder meets a stranger's file inside the server, and a photo's pixels stay bit for bit what
the camera wrote.

- `limits.py`    every limit, with its unit
- `kinds.py`     what may be kept, and the closed list of reasons why not
- `names.py`     a name that no file system, screen or header trips over
- `judging.py`   which kind a file is, and whether its name tells the truth
- `jpeg.py`      a JPEG without anything but its picture
- `png.py`       a PNG without anything but its picture
- `packed.py`    DOCX, XLSX, ODT, ODS: ZIP files that unpack to something sensible
- `members.py`   what is inside of those, read under a limit
- `written.py`   PDF, plain text and CSV
- `shelf.py`     where they are kept, and that they are there before anybody is told

It must not know of cases, commands or pages.
"""
