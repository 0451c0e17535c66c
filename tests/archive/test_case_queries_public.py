"""What everybody may find among published cases, and what nobody can find out by trying words."""

import pytest

from archive.casebook import commands as c
from archive.casework import CaseState
from tests.archive.town import Town
from tests.casebook_story import APPROVER, CLERK, OWNER, PUBLISHER, ROADS


async def published(town: Town, number: int, **fields: str) -> None:
    await town.does(CLERK, c.ClassifyCase, number)
    await town.does(CLERK, c.AssignCase, number, to_unit=ROADS, owner=OWNER.id)
    await town.does(OWNER, c.AcceptCase, number)
    await town.does(OWNER, c.SubmitAnswer, number)
    await town.does(APPROVER, c.ApproveAnswer, number)
    await town.does(PUBLISHER, c.PublishCase, number, **{"public_id": f"public-{number}", **fields})


async def found(town: Town, text: str) -> list[str]:
    cases = (await town.queries.published(town.commune, text=text)).cases
    return [case.public_id for case in cases]


async def test_words_are_found_without_diacritics_and_by_their_beginning(fresh: Town) -> None:
    await published(fresh, 2, question_text="Trường Tiểu học thiếu lớp", answer_text="Sẽ xây")
    await published(fresh, 3, question_text="Đường làng lầy lội", answer_text="Đã rải đá")
    looked_for = ("truong", "DUONG lang", "đường đá", "duong tru", "rai d", "làng đường")
    assert [await found(fresh, text) for text in looked_for] == [
        ["public-2"],
        ["public-3"],
        ["public-3"],
        [],
        ["public-3"],
        ["public-3"],
    ]


async def test_nothing_but_the_published_wording_can_be_searched(fresh: Town) -> None:
    await fresh.does(CLERK, c.WriteNote, 2, words="bí mật nội bộ")
    await published(fresh, 2, question_text="Một câu hỏi", answer_text="Một câu trả lời")
    assert [
        await found(fresh, text) for text in ("bí mật", "thiếu lớp", "quyết định", "DONG2")
    ] == [
        [],
        [],
        [],
        [],
    ]


@pytest.mark.slow
async def test_pages_of_a_search_follow_each_other(fresh: Town) -> None:
    for number in (2, 3, 4):
        await published(fresh, number, question_text=f"Hỏi {number}", answer_text="Đáp")
    seen, after = [], None
    for _ in range(3):
        page = await fresh.queries.published(fresh.commune, text="hỏi", after=after, limit=1)
        seen += [case.public_id for case in page.cases]
        after = page.next
    assert (seen, after) == (["public-4", "public-3", "public-2"], None)


async def test_a_public_number_leads_to_its_case_until_it_is_withheld_or_sealed(
    fresh: Town,
) -> None:
    await published(fresh, 2)
    assert await fresh.queries.whose_public("public-2") == (fresh.commune, fresh.code(2))
    await fresh.does(APPROVER, c.WithholdCase, 2)
    assert await fresh.queries.whose_public("public-2") is None


async def test_by_opening_topic_and_whether_open(fresh: Town) -> None:
    await published(fresh, 2)
    await published(fresh, 3)
    line = await fresh.queries.line(fresh.commune, fresh.code(2))
    assert line
    assert line.state is CaseState.ANSWERED
    at, topic = line.opened_at, line.topic

    async def those(since: int, until: int, **wanted) -> int:
        return len(await fresh.queries.published_by_opening(fresh.commune, since, until, **wanted))

    assert await fresh.queries.published_topics(fresh.commune) == [topic]
    assert [
        await those(at, at + 1),
        await those(0, at),
        await those(at, at + 1, topic="khác"),
        await those(at, at + 1, topic=topic, open=True),
        await those(at, at + 1, open=False),
        await those(at, at + 1, limit=1, skip=1),
    ] == [2, 0, 0, 2, 0, 1]
