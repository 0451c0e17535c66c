"""What the columns of a gathered list mean, and that no row vanishes."""

from pathlib import Path

import pytest

from archive.bring_in import BadFileError, BadRow, Gathered, Reading, gather, read
from archive.bring_in_files import RawRow

REAL = Path(__file__).parents[3] / "shared/data/questions_vi/questions.jsonl"


def gathered(*cells: dict[str, object], list_name: str = "") -> Reading:
    return gather((RawRow(line, row) for line, row in enumerate(cells, start=1)), list_name)


@pytest.mark.parametrize(
    ("text", "name", "place", "topic"),
    [
        ("text", "name", "place", "topic"),
        ("Nội dung", "Họ và tên", "Thôn", "Lĩnh vực"),
        ("NỘI DUNG CÂU HỎI:", "Họ tên", "Thôn/Tổ dân phố", "Chủ đề"),
        ("câu hỏi", "Người hỏi", "Tổ dân phố", "field"),
    ],
)
def test_columns_are_known_by_many_names(text, name, place, topic):
    cells = {text: "Bao giờ sửa cầu?", name: "An", place: "Thôn Đông", topic: "Giao thông", "id": 7}
    assert gathered(cells).questions == (
        Gathered(1, "7", "Bao giờ sửa cầu?", "An", "Thôn Đông", "Giao thông"),
    )


def test_column_without_meaning_is_named():
    found = gathered({"text": "Cầu?", "id": "a", "Địa chỉ": "số 5", "STT": 1})
    assert found.unused == ("Địa chỉ", "STT")
    assert found.questions == (Gathered(1, "a", "Cầu?", None, None, None),)


def test_row_without_id_is_known_by_what_it_says():
    first, again, other = (
        gathered({"text": text, "thôn": place}).questions[0].source
        for text, place in [("Sửa  cầu?", "Đông"), ("sửa cầu?", "ĐÔNG"), ("Sửa cầu?", "Tây")]
    )
    assert first == again
    assert first != other
    assert first.startswith("row-")


def test_source_fits_its_limit_however_long_the_id():
    long = gathered({"text": "Cầu?", "id": "x" * 500}, list_name="thôn Đông").questions[0].source
    assert len(long) == 36


def test_list_name_keeps_the_ids_of_two_lists_apart():
    assert gathered({"text": "Cầu?", "id": 1}, list_name="Đông").questions[0].source == "Đông:1"


def test_bad_rows_are_told_and_the_rest_goes_in():
    found = gathered(
        {"text": "Cầu?", "id": "1"},
        {"text": "   ", "id": "2"},
        {"text": ["Cầu?"], "id": "3"},
        {"text": "Cầu?", "câu hỏi": "Đường?", "id": "4"},
        {"id": "5"},
        {"text": "Điện?", "id": "6"},
    )
    assert [question.source for question in found.questions] == ["1", "6"]
    assert found.bad == (
        BadRow(2, "the question is empty"),
        BadRow(3, "'text' is not a text"),
        BadRow(4, "two columns mean 'text': rename one"),
        BadRow(5, "no column of questions"),
    )


def test_same_id_twice_is_a_repetition_only_when_it_says_the_same():
    found = gathered(
        {"text": "Cầu?", "id": 1}, {"text": "cầu? ", "id": 1}, {"text": "Đường?", "id": 1}
    )
    assert [question.line for question in found.questions] == [1]
    assert found.repeated == (BadRow(2, "says the same as line 1"),)
    assert found.bad == (BadRow(3, "its id is already that of line 1"),)


def test_label_too_long_is_cut_and_told_and_the_question_goes_in():
    (question,) = gathered({"text": "Cầu?", "id": 1, "topic": "t" * 81}).questions
    assert question.topic == "t" * 79 + "…"
    assert question.notes == ("topic cut to 80 characters",)


def test_file_without_a_column_of_questions_is_refused_with_what_it_has(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("STT,Ghi chú\n1,x\n")
    with pytest.raises(BadFileError, match=r"name one 'text' or 'Nội dung'\. Found: STT, Ghi chú"):
        read(path)


def test_file_with_a_header_only_holds_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text\n")
    assert read(path) == Reading((), (), (), ())


@pytest.mark.skipif(not REAL.exists(), reason="the shared data set is not beside this checkout")
def test_real_questions_go_in_as_they_are():
    found = read(REAL)
    assert (len(found.questions), found.bad, found.repeated) == (236, (), ())
