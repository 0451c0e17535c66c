"""Five cases of one conference, from the stage to their ends, while weeks pass by an injected clock.

1 is answered on stage, 2 is promised, forgotten and kept in the end, 3 goes to the province and comes back,
4 is declined, appealed and opened again by the Front, 5 is a denunciation. Everything is done on the pages.
"""

import re
import subprocess
from typing import NamedTuple

import pytest

from tests.journeys.casework import (
    ROADS,
    Holder,
    Supervisor,
    TimedHall,
    Worker,
)
from tests.journeys.living_hall import CODE, DOITHOAI, ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECRET = "Ông Bảy kế toán lấy tiền quỹ khuyến học"
QUESTIONS = (
    "Bao giờ trạm y tế có bác sĩ?",
    "Đường liên thôn bao giờ được sửa?",
    "Cột điện cao thế có được dời không?",
    "Vì sao nhà tôi không được xét hộ nghèo?",
    SECRET,
)


class People(NamedTuple):
    clerk: Worker
    officer: Worker
    approver: Worker
    chair: Worker
    publisher: Worker
    keeper: Worker
    front: Supervisor
    holder: Holder


@pytest.fixture
def hall(tmp_path):
    hall = TimedHall(tmp_path / "data", {})
    hall.opens_at("2026-10-05")
    yield hall
    hall.stop()


@pytest.fixture
def people(hall, visitors) -> People:
    hall.employs("van", "Lê Thị Vân", "clerk")
    hall.employs("khoa", "Ngô Đăng Khoa", "officer", unit=ROADS)
    hall.employs("tam", "Hoàng Tâm", "approver")
    hall.employs("hai", "Đặng Văn Hải", "chair")
    hall.employs("phuc", "Bùi Phúc", "publisher")
    hall.employs("minh", "Cao Minh", "sealed_box")
    hall.employs("xuan", "Hà Xuân", "supervisor")
    meets(hall)
    return People(
        *(Worker(visitors, name) for name in ("van", "khoa", "tam", "hai", "phuc", "minh")),
        Supervisor(visitors, "xuan"),
        Holder(visitors, hall.case_codes()),
    )


def meets(hall: TimedHall) -> None:
    """The conference, in a few orders: its screens have journeys of their own."""
    hall.announce_conference()
    hall.commands("open_conference")
    rows = ({"text": text, "source": str(n)} for n, text in enumerate(QUESTIONS, 1))
    hall.commands("record_question", *rows)
    hall.commands("approve_question", *({"question": n} for n in range(1, 5)))
    hall.commands("seal_question", {"question": 5})
    hall.commands("call_question", {"question": 1})
    said = {"by": "Chủ tịch xã", "words": "Bác sĩ về trạm từ đầu tháng."}
    hall.commands("answer_question", {"question": 1, "outcome": "answered", **said})
    hall.commands("call_question", {"question": 2})
    promise = {
        "by": "Chủ tịch xã",
        "unit": ROADS,
        "due": "2026-10-20",
        "words": "Tháng này trả lời.",
    }
    hall.commands("answer_question", {"question": 2, "outcome": "promised", **promise})
    hall.commands("close_conference")


def test_five_cases_from_the_stage_to_their_ends(hall, people, tmp_path):
    answered_on_stage(people)
    taken_up(people)
    sealed_from_everybody_but_its_keeper(people)
    declined_and_appealed(hall, people)
    the_front_is_not_content(hall, people)
    promised_and_forgotten(hall, people)
    the_province_replies(hall, people)
    the_promise_is_kept(hall, people)
    the_weeks_balance(people)
    the_dossier_verifies(people, tmp_path)


def stands(people: People, number: int, state: str) -> None:
    """On the office's page, the Front's and the holder's own."""
    for reader in (people.clerk, people.front, people.holder):
        assert state in reader.reads(number), (number, state)


def answered(people: People, number: int, author: Worker, outcome: str, **more: str) -> None:
    """Written, approved by somebody else, and published."""
    said = {"decision": f"Đã xem xét, câu {number}.", "basis": "Quyết định số 12 của UBND xã."}
    author.does(number, "submit_answer", outcome=outcome, **said, **more)
    people.approver.does(number, "approve_answer")
    published(people, number)


def published(people: People, number: int) -> None:
    texts = {"question_text": f"Câu hỏi số {number}", "answer_text": f"Trả lời câu {number}"}
    people.publisher.does(number, "publish_case", **texts)


def answered_on_stage(people: People) -> None:
    """Its asker is content, and with the answer published nothing more is owed."""
    stands(people, 1, "Đã trả lời")
    people.holder.does(1, "rate_answer", stars="5", solved="true")
    published(people, 1)
    stands(people, 1, "Đã kết thúc")


def taken_up(people: People) -> None:
    people.officer.does(2, "accept_case")
    assert "20/10/2026" in people.holder.reads(2)
    people.clerk.does(3, "verify_case")
    about = {"kind": "proposal", "topic": "Điện", "competence": "province"}
    people.clerk.does(3, "classify_case", **about)
    people.chair.does(3, "transfer_case", authority="Sở Công Thương", letter="12/PC-UBND")
    stands(people, 3, "Sở Công Thương")


def sealed_from_everybody_but_its_keeper(people: People) -> None:
    everybody = (people.clerk, people.officer, people.approver, people.chair, people.publisher)
    for reader in (*everybody, people.front):
        read = reader.reads(5)
        assert "niêm phong" in read
        assert SECRET not in read
        assert reader.page.locator("#act-unseal_case").count() == 0
    for path in ("/archive/", "/archive/cases", "/archive/search?q=Bảy", f"/archive/{CODE}.csv"):
        assert SECRET not in got(people.clerk, path)
    assert SECRET not in got(people.clerk, f"/archive/register.csv?conference={CODE}")
    assert SECRET not in people.holder.reads(5)
    assert people.keeper.form(5, "unseal_case").is_visible()


def got(worker: Worker, path: str) -> str:
    """Whatever kind of file it is."""
    answer = worker.visitor.context.request.get(worker.visitor.hall.url + path)
    assert answer.ok, path
    return answer.text()


def declined_and_appealed(hall: TimedHall, people: People) -> None:
    people.clerk.does(4, "verify_case")
    why = {"reason": "off_topic", "words": "Việc xét hộ nghèo không thuộc hội nghị."}
    people.clerk.does(4, "propose_decline", **why)
    people.approver.does(4, "confirm_decline")
    stands(people, 4, "Không tiếp nhận")
    hall.moves_to("2026-10-07")
    people.holder.does(4, "appeal_case", words="Tôi hỏi tại hội nghị, xin được trả lời.")
    people.chair.does(4, "revive_case", words="Nhận lại để trả lời.")
    people.clerk.does(4, "verify_case")
    about = {"kind": "question", "topic": "Hộ nghèo", "competence": "commune"}
    people.clerk.does(4, "classify_case", **about)
    people.clerk.does(4, "assign_case", to_unit=ROADS, owner="khoa")
    people.officer.does(4, "accept_case")
    answered(people, 4, people.officer, "explained")
    stands(people, 4, "Đã trả lời")


def the_front_is_not_content(hall: TimedHall, people: People) -> None:
    hall.moves_to("2026-10-12")
    people.approver.does(
        2, "extend_deadline", clock="promise", days="2", words="Chờ đo lại mặt đường."
    )
    hall.moves_to("2026-10-15")
    seen = {"finding": "not_done", "day": "14/10/2026", "words": "Hộ vẫn chưa được xét."}
    people.front.does(4, "record_field_check", **seen)
    people.front.does(4, "reopen_case", words="Cần xét lại hồ sơ của hộ này.")
    stands(people, 4, "Mở lại")
    people.officer.does(4, "accept_case")
    answered(people, 4, people.officer, "resolved")
    people.holder.does(4, "rate_answer", stars="4", solved="true")
    stands(people, 4, "Đã kết thúc")


def promised_and_forgotten(hall: TimedHall, people: People) -> None:
    """With each step more people are told, and each is told once, however often the rules go round."""
    assert "22/10/2026" in people.holder.reads(2)
    for day, told in (
        ("2026-10-22", "đến hạn, báo trưởng đơn vị"),
        ("2026-10-29", "quá hạn năm ngày làm việc, báo chủ trì, HĐND và Mặt trận"),
        ("2026-11-05", "quá hạn mười ngày làm việc, công khai"),
    ):
        hall.moves_to(day)
        read = people.clerk.reads(2)
        hall.moves_to(day, "09:00")
        assert told in read, read
        assert people.clerk.reads(2).count(told) == read.count(told), day
    assert "quá hạn" in people.holder.reads(2).lower()
    assert "uá hạn" in people.clerk.opens("/archive/").locator("main").inner_text()


def the_province_replies(hall: TimedHall, people: People) -> None:
    """After it was reminded. The answer is what the province said; time closes the case."""
    assert "Nhắc lần 1" in people.clerk.reads(3)
    from_there = {"from_authority": "Sở Công Thương"}
    answered(people, 3, people.clerk, "forwarded_result", **from_there)
    stands(people, 3, "Đã trả lời")
    hall.moves_to("2026-11-28")
    stands(people, 3, "Đã kết thúc")


def the_promise_is_kept(hall: TimedHall, people: People) -> None:
    answered(people, 2, people.officer, "committed", due="30/11/2026", doer="Đội đường bộ")
    stands(people, 2, "Đang thực hiện cam kết")
    hall.moves_to("2026-11-30")
    answered(people, 2, people.officer, "resolved")
    people.holder.does(2, "rate_answer", stars="3", solved="true")
    stands(people, 2, "Đã kết thúc")


def the_weeks_balance(people: People) -> None:
    """What each week begins with is what the one before ended with, and in the end nothing is open."""
    before = 0
    for week in range(41, 50):
        page = people.clerk.opens(f"/archive/weeks/2026-W{week}")
        opening, came, gone, closing = (
            int(number) for number in re.findall(r"[0-9]+", page.locator("#sum").inner_text())
        )
        assert (opening, opening + came - gone) == (before, closing), week
        before = closing
    assert before == 0


def the_dossier_verifies(people: People, tmp_path) -> None:
    """On a machine that has nothing but the file."""
    clerk = people.clerk
    clerk.opens("/archive/")
    dossier = tmp_path / "dossier.zip"
    answer = clerk.visitor.context.request.get(
        f"{clerk.visitor.hall.url}/archive/{CODE}/dossier.zip"
    )
    dossier.write_bytes(answer.body())
    checked = subprocess.run(
        [*DOITHOAI, "verify", str(dossier)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert SECRET.encode() not in dossier.read_bytes()
