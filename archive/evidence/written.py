"""PDF, plain text and CSV: what is written in them is not touched, only that they are what they say.

A PDF may hold what its viewer acts upon, and no list of words would find that in its packed parts. So it is
never shown by the server's pages: whoever serves it sends it as a file to be saved.
"""

import re

from archive.evidence.kinds import BadFile, Fault

PDF_MAGIC = b"%PDF-"

_PDF_START = re.compile(rb"%PDF-(1\.[0-7]|2\.0)[\r\n ]")
_PDF_END_BYTES = 2048
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(rb"\s*(<[!?/a-z]|\{\\rtf)", re.IGNORECASE)
_SCRIPT = re.compile(rb"<\s*(script|svg|iframe|html)\b", re.IGNORECASE)


def check_pdf(data: bytes) -> None:
    """Begins, has objects, and ends as one, with nothing behind. Raises BadFile."""
    end = data[-_PDF_END_BYTES:]
    if not _PDF_START.match(data) or b" obj" not in data:
        raise BadFile(Fault.BROKEN, "pdf start")
    if b"startxref" not in end or not end.rstrip(b"\r\n \t\0").endswith(b"%%EOF"):
        raise BadFile(Fault.BROKEN, "pdf end")


def check_text(data: bytes) -> None:
    """UTF-8 without controls, and nothing that a browser would take for a page. Raises BadFile."""
    plain = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = plain.decode()
    except UnicodeDecodeError as broken:
        raise BadFile(Fault.KIND, "neither a known kind nor UTF-8") from broken
    if not text.strip() or _CONTROLS.search(text):
        raise BadFile(Fault.KIND, "no text")
    if plain.startswith(b"#!") or _MARKUP.match(plain) or _SCRIPT.search(plain):
        raise BadFile(Fault.ACTIVE, "markup")
