"""A case that is sealed weeks after the meeting is gone from the meeting's own screens too, at once."""

import httpx2

from archive.office_events import SealedRead
from tests.web.cases.conftest import Enter, case, does
from web.context import House

TEXT = "Trường thiếu lớp học"
SCREENS = ("/h/CAU", "/h/CAU/display", "/stage/CAU")
ORIGINAL = "/desk/CAU/original/2"


async def shown_on(client: httpx2.AsyncClient) -> list[str]:
    return [path for path in SCREENS if TEXT in (await client.get(path)).text]


async def test_the_screens_of_the_hall_forget_what_is_sealed_afterwards(enter: Enter) -> None:
    van, hai, minh = await enter("van"), await enter("hai"), await enter("minh")
    assert await shown_on(hai) == [*SCREENS]
    assert (await does(van, 2, "seal_case")).status_code == 303
    assert await shown_on(hai) == []
    sealed = (await hai.get("/h/CAU/ledger?number=2")).text
    assert TEXT not in sealed
    assert (await does(minh, 2, "unseal_case", words="Không phải tố cáo")).status_code == 303
    assert TEXT in (await van.get(case(2))).text
    assert await shown_on(hai) == [*SCREENS]


async def test_the_verbatim_words_go_to_the_sealed_box_alone(enter: Enter) -> None:
    van, thu, minh = await enter("van"), await enter("thu"), await enter("minh")
    assert (await thu.get(ORIGINAL)).status_code == 200
    assert (await minh.get(ORIGINAL)).status_code == 404
    await does(van, 2, "seal_case")
    assert (await thu.get(ORIGINAL)).status_code == 404
    assert (await minh.get(ORIGINAL)).status_code == 200


async def test_its_keeper_finds_it_in_the_box_of_the_conference(enter: Enter) -> None:
    van, minh = await enter("van"), await enter("minh")
    await does(van, 2, "seal_case")
    for page in ("/sealed/CAU", "/sealed/CAU/2", "/sealed/CAU/2/slip"):
        assert TEXT in (await minh.get(page)).text, page
        assert (await van.get(page)).status_code == 404
    assert "sau hội nghị" in (await minh.get("/sealed/CAU/2")).text


async def test_who_reads_a_sealed_case_is_in_the_log_of_the_office(
    enter: Enter, house: House
) -> None:
    """Whoever is only told that it is sealed has not looked behind it."""
    van, minh = await enter("van"), await enter("minh")
    await does(van, 2, "seal_case")
    await van.get(case(2))
    log = house.reception.accounts.log
    assert await log.latest("dong-hoa", [SealedRead]) == []
    assert (await minh.get(case(2))).status_code == 200
    (look,) = await log.latest("dong-hoa", [SealedRead])
    assert isinstance(look.event, SealedRead)
    assert (look.event.by.id, look.event.which) == ("minh", ("CAU-0002",))
