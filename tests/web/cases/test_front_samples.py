"""A sample is announced to everybody before anybody knows how it will be drawn; and everybody can draw it again."""

import hashlib
import re
from collections.abc import Callable

import httpx2

from archive.casebook.samples import draw
from tests.archive.town import Town
from tests.casebook_story import CLERK
from tests.web.cases.conftest import Enter
from tests.web.cases.front_people import (
    acts,
    after_midnight,
    announces,
    answered,
    draws,
    late_in_the_evening,
)
from tests.web.conftest import Clock, form_token
from web.context import House

Browser = Callable[..., httpx2.AsyncClient]
PUBLIC = "/h/CAU/samples"


def drawn_on(page: str) -> list[int]:
    """The places, in the order in which the page tells them."""
    (told,) = re.findall(r'<ol class="drawn">.*?</ol>', page, re.DOTALL)
    return [int(place) for place in re.findall(r"<li><strong>([0-9]+)</strong>", told)]


async def test_it_is_announced_to_everybody_at_once(
    enter: Enter, house: House, town: Town, browser: Browser, clock: Clock
) -> None:
    xuan = await enter("xuan")
    answer = await announces(xuan, clock, source="Xổ số miền Bắc, giải đặc biệt")
    assert answer.headers["location"] == "/front/sample?done=announce_sample"
    (sample,) = (await house.cases.samples(town.commune, "CAU")).announced
    public = (await browser().get(PUBLIC)).text
    assert ("Xổ số miền Bắc, giải đặc biệt" in public, sample.digest in public) == (True, True)
    assert (sample.salt in public, "CAU-000" in public) == (False, False)
    assert len(sample.salt) >= 16


async def test_it_is_drawn_on_its_day_once_and_can_be_drawn_again_by_anybody(
    enter: Enter, house: House, town: Town, browser: Browser, clock: Clock
) -> None:
    late_in_the_evening(clock)
    xuan = await enter("xuan")
    await announces(xuan, clock)
    assert "/front/sample/draw_sample" not in (await xuan.get("/front/sample")).text
    after_midnight(clock)
    assert (await draws(xuan)).headers["location"] == "/front/sample?done=draw_sample"
    (sample,) = (await house.cases.samples(town.commune, "CAU")).announced
    public = (await browser().get(PUBLIC)).text
    assert drawn_on(public) == list(draw("04711", len(sample.numbers), 2))
    assert "04711" in public
    token = form_token((await xuan.get("/front/sample")).text)
    again = {"form_token": token, "conference": "CAU", "sample": "1", "seed": "99999"}
    answer = await xuan.post("/front/sample/draw_sample", data={**again, "again": "99999"})
    assert answer.status_code == 409


async def test_before_its_day_a_form_made_by_hand_draws_nothing(
    enter: Enter, house: House, town: Town, clock: Clock
) -> None:
    xuan = await enter("xuan")
    await announces(xuan, clock)
    token = form_token((await xuan.get("/front/sample")).text)
    early = {"conference": "CAU", "sample": "1", "seed": "04711", "again": "04711"}
    answer = await xuan.post("/front/sample/draw_sample", data={"form_token": token, **early})
    assert answer.status_code == 409
    (sample,) = (await house.cases.samples(town.commune, "CAU")).announced
    assert sample.draw is None


async def test_a_slip_of_the_finger_is_noticed_before_it_draws(enter: Enter, clock: Clock) -> None:
    late_in_the_evening(clock)
    xuan = await enter("xuan")
    await announces(xuan, clock)
    after_midnight(clock)
    for seed, again, place in (("04711", "04717", "again"), ("0471", "0471", "seed")):
        answer = await draws(xuan, seed, again=again)
        assert answer.status_code == 422
        assert f'id="draw_sample-CAU-{place}-error"' in answer.text
        assert f'value="{seed}"' in answer.text


async def test_what_was_announced_wrongly_stays_typed(enter: Enter, clock: Clock) -> None:
    xuan = await enter("xuan")
    for field, value in (("size", "400"), ("day", "hôm qua"), ("digits", "2"), ("source", " ")):
        answer = await announces(xuan, clock, **{"source": "Xổ số Huế", field: value})
        assert answer.status_code == 422, field
        assert f'id="announce_sample-{field}-error"' in answer.text
        assert field == "source" or "Xổ số Huế" in answer.text


async def test_another_communes_conference_is_none(enter: Enter, clock: Clock) -> None:
    answer = await announces(await enter("xuan"), clock, conference="HOP")
    assert answer.status_code == 404


async def test_nobody_can_tell_from_the_page_of_everybody_what_was_sealed(
    enter: Enter, house: House, town: Town, browser: Browser, clock: Clock
) -> None:
    """A case of which nothing is published looks like one that was sealed."""
    late_in_the_evening(clock)
    xuan = await enter("xuan")
    await answered(house, town, 2)
    await announces(xuan, clock, size=str(len(town.book.state.cases)))
    after_midnight(clock)
    await draws(xuan)
    before = (await browser().get(PUBLIC)).text
    assert re.findall(r'href="/p/([^"]+)">([^<]+)<', before) == [("public-2", "CAU-0002")]
    await acts(house, town, CLERK, "seal_case", 3)
    after = (await browser().get(PUBLIC)).text
    assert after.partition("<main")[2] == before.partition("<main")[2] != ""


async def test_the_list_that_was_fixed_is_the_fronts_and_matches_what_was_published(
    enter: Enter, house: House, town: Town, clock: Clock
) -> None:
    xuan = await enter("xuan")
    await announces(xuan, clock)
    (sample,) = (await house.cases.samples(town.commune, "CAU")).announced
    path = "/front/sample/CAU/1/list.txt"
    got = await xuan.get(path)
    assert hashlib.sha256(got.content).hexdigest() == sample.digest
    assert got.text.splitlines()[1:] == list(sample.numbers)
    assert (await xuan.get("/front/sample/CAU/2/list.txt")).status_code == 404
    assert (await (await enter("van")).get(path)).status_code == 404
