"""Files as people really send them: cut, mis-encoded, oversized, hostile."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from archive import bring_in_files
from archive.bring_in_files import BadFileError, BadRow, RawRow, raw_rows


def rows(tmp_path: Path, name: str, content: str | bytes) -> list[RawRow | BadRow]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(raw_rows(path))


def workbook(tmp_path: Path, *cells: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    path = tmp_path / "danh-sach.xlsx"
    book.save(path)
    return path


def test_json_line_that_is_broken_costs_itself(tmp_path):
    found = rows(tmp_path, "a.jsonl", '{"text": "Một"}\n\n{"text": \n["x"]\n{"text": "Hai"}\n')
    assert [row.line for row in found] == [1, 3, 4, 5]
    assert found[0] == RawRow(1, {"text": "Một"})
    assert isinstance(found[1], BadRow)
    assert found[2] == BadRow(4, "not a JSON object")
    assert found[3] == RawRow(5, {"text": "Hai"})


@pytest.mark.parametrize(
    "line", [b'{"text": "\xff\xfe"}', b"[" * 10_000, b'{"text": NaN}', b'{"text": 1e999999}x']
)
def test_json_line_made_to_break_the_reader_is_a_bad_row(tmp_path, line):
    found = rows(tmp_path, "a.jsonl", b'{"text": "a"}\n' + line + b'\n{"text": "b"}')
    assert [type(row) for row in found] == [RawRow, BadRow, RawRow]


def test_json_array_is_refused_with_advice(tmp_path):
    with pytest.raises(BadFileError, match="one object a line"):
        rows(tmp_path, "a.json", '[{"text": "a"}]')


def test_json_line_over_the_limit_is_a_bad_row(tmp_path):
    found = rows(tmp_path, "a.jsonl", '{"text": "%s"}' % ("a" * 65_536))
    assert found == [BadRow(1, "longer than 65,536 bytes")]


def test_csv_of_excel_with_semicolons_and_byte_order_mark(tmp_path):
    found = rows(
        tmp_path, "a.csv", '\ufeffMã;Câu hỏi\r\n1;"Đường xóm, cầu\r\nhỏng"\r\n;;\r\n2;Nước\r\n'
    )
    assert found == [
        RawRow(2, {"Mã": "1", "Câu hỏi": "Đường xóm, cầu\r\nhỏng"}),
        RawRow(5, {"Mã": "2", "Câu hỏi": "Nước"}),
    ]


def test_csv_in_utf16_is_read(tmp_path):
    assert rows(tmp_path, "a.csv", "text\tid\nĐường\t1\n".encode("utf-16")) == [
        RawRow(2, {"text": "Đường", "id": "1"})
    ]


def test_csv_row_in_another_encoding_costs_itself(tmp_path):
    found = rows(tmp_path, "a.csv", b"text\nca \xe2\nmot\n")
    assert found == [
        BadRow(2, "not UTF-8: save the file as 'CSV UTF-8'"),
        RawRow(3, {"text": "mot"}),
    ]


def test_csv_quote_never_closed_costs_its_own_line_only(tmp_path):
    found = rows(tmp_path, "a.csv", 'id,text\n1,"never closed\n2,Hai\n3,"Ba, bốn"\n')
    assert found == [
        BadRow(2, "a quotation mark is not closed"),
        RawRow(3, {"id": "2", "text": "Hai"}),
        RawRow(4, {"id": "3", "text": "Ba, bốn"}),
    ]


def test_csv_text_cut_at_its_own_comma_is_refused(tmp_path):
    assert rows(tmp_path, "a.csv", "id,text\n1,Đường hỏng, đề nghị sửa\n") == [
        BadRow(2, "3 cells under 2 columns: quote the text")
    ]


def test_workbook_rows_keep_their_line_numbers(tmp_path):
    path = workbook(
        tmp_path, [None, None], ["Mã", "Nội dung"], [12.0, "Nước sạch"], [], [13, "Điện"]
    )
    assert list(raw_rows(path)) == [
        RawRow(3, {"Mã": 12, "Nội dung": "Nước sạch"}),
        RawRow(5, {"Mã": 13, "Nội dung": "Điện"}),
    ]


def test_workbook_with_one_far_cell_costs_no_memory_and_loses_nothing(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "text"
    book.active["A1048576"] = "Ở tận cuối"
    book.active["XFD2"] = "Ở tận bên"
    book.save(tmp_path / "far.xlsx")
    assert list(raw_rows(tmp_path / "far.xlsx")) == [
        BadRow(2, "16384 cells under 1 columns: quote the text"),
        RawRow(1_048_576, {"text": "Ở tận cuối"}),
    ]


def test_workbook_of_which_another_sheet_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["ghi chú"])
    other = book.create_sheet("Thôn Đông")
    other.append(["text"])
    other.append(["Cầu"])
    book.save(tmp_path / "two.xlsx")
    assert list(raw_rows(tmp_path / "two.xlsx", "Thôn Đông")) == [RawRow(2, {"text": "Cầu"})]
    with pytest.raises(BadFileError, match="no sheet 'Tây'; there are: Sheet, Thôn Đông"):
        list(raw_rows(tmp_path / "two.xlsx", "Tây"))


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(bring_in_files, "UNPACKED_MAX_BYTES", 4 * 1024 * 1024)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 64 * 1024 * 1024)
    assert path.stat().st_size < 100_000
    with pytest.raises(BadFileError, match="unpacks to over 4,194,304 bytes"):
        list(raw_rows(path))


def test_archive_of_thousands_of_parts_is_refused(tmp_path):
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(1_001):
            packed.writestr(f"xl/{number}.xml", b"")
    with pytest.raises(BadFileError, match="more than 1,000 parts"):
        list(raw_rows(path))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"text\nCau\n"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadFileError, match="not an XLSX workbook"):
        list(raw_rows(path))


def test_workbook_with_a_broken_part_is_refused(tmp_path):
    whole, broken = workbook(tmp_path, ["text"], ["Cầu"]), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(
                part, content[: len(content) // 2] if "sheet1" in part.filename else content
            )
    with pytest.raises(BadFileError, match=r"save it again as \.xlsx"):
        list(raw_rows(broken))


def test_file_over_the_limit_is_not_even_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(bring_in_files, "FILE_MAX_BYTES", 10)
    with pytest.raises(BadFileError, match="larger than 10 bytes: split it"):
        rows(tmp_path, "a.csv", "text\n" + "a" * 10)


def test_more_rows_than_a_conference_may_hold_are_refused_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(bring_in_files, "ROWS_MAX", 2)
    with pytest.raises(BadFileError, match="more than 2 rows: split it"):
        rows(tmp_path, "a.csv", "text\na\nb\nc\n")


def test_file_of_another_kind_is_refused_with_advice(tmp_path):
    with pytest.raises(
        BadFileError, match=r"'\.pdf' files are not read: use \.jsonl, \.csv or \.xlsx"
    ):
        rows(tmp_path, "a.pdf", "x")
