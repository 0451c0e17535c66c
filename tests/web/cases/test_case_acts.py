"""The page of a case, and what each of the office can do there."""

from tests.web.cases.conftest import Enter, case, does


async def test_a_case_goes_the_whole_way(enter: Enter) -> None:
    van, dung, khoa = await enter("van"), await enter("dung"), await enter("khoa")
    tam, phuc = await enter("tam"), await enter("phuc")
    way = (
        (van, "verify_case", {}),
        (van, "classify_case", {"kind": "report", "topic": "Đường", "competence": "commune"}),
        (van, "assign_case", {"to_unit": "Phòng Kinh tế"}),
        (dung, "name_owner", {"owner": "khoa"}),
        (khoa, "accept_case", {}),
        (khoa, "submit_answer", {"outcome": "resolved", "decision": "Đã vá", "basis": "Luật"}),
        (tam, "approve_answer", {}),
        (phuc, "publish_case", {"question_text": "Đường?", "answer_text": "Đã vá"}),
    )
    for client, act, fields in way:
        answer = await does(client, 3, act, **fields)
        assert (answer.status_code, answer.headers.get("location")) == (
            303,
            f"{case(3)}?done={act}",
        ), act
    page = (await van.get(case(3))).text
    assert "Đã công khai" in page
