"""What the operator orders is done, or refused in one line."""

from typing import Any

import pytest

from tests.web.conftest import CODE, COMMUNE, PASSWORD
from web.context import House
from web.office import ORDERS
from web.orders import OrderError
from web.tries import Place


async def refused(house: House, order: str, **details: Any) -> str:
    with pytest.raises(OrderError) as told:
        await house.office.do(order, details)
    return str(told.value)


async def test_conference_goes_from_draft_to_its_end(house: House, conference: str) -> None:
    for name in ("open", "pause", "resume", "close"):
        done = await house.office.command(CODE, f"{name}_conference", {})
        assert done["ok"]
    again = await refused(house, "command", code=CODE, name="open_conference", fields={})
    assert again == "refused: closed"


async def test_code_may_be_typed_in_any_case(house: House, conference: str) -> None:
    assert (await house.office.command(CODE.lower(), "open_conference", {}))["ok"]


async def test_conference_that_is_there_is_not_made_again(house: House, conference: str) -> None:
    fields = {"code": CODE, "commune": COMMUNE, "title": "Khác"}
    assert await refused(house, "create_conference", fields=fields) == "refused: duplicate"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": CODE, "commune": COMMUNE}, "refused: malformed (title)"),
        ({"code": "!", "commune": COMMUNE, "title": "T"}, "refused: bad_value (code)"),
        ({"code": CODE, "commune": "a/b", "title": "T"}, "refused: bad_value (commune)"),
        ({"code": CODE, "commune": COMMUNE, "title": "T", "x": 1}, "refused: malformed"),
    ],
)
async def test_bad_conference_is_refused(house: House, fields: dict[str, Any], words: str) -> None:
    assert (await refused(house, "create_conference", fields=fields)).startswith(words)


@pytest.mark.parametrize(
    ("starts_at", "year"),
    [(None, 2026), (1_798_736_399_999, 2026), (1_798_736_400_000, 2027)],
    ids=["by the clock", "the old year's last moment in Vietnam", "the new year's first"],
)
async def test_title_left_out_is_the_usual_one(
    house: House, starts_at: int | None, year: int
) -> None:
    fields = {"code": CODE, "commune": COMMUNE, "title": None, "starts_at": starts_at}
    await house.office.create_conference(fields)
    text = (await house.office.export(CODE, "json"))["text"]
    assert f'"title": "Hội nghị đối thoại năm {year}"' in text


async def test_slips_come_with_advice(house: House, conference: str) -> None:
    fields = {"code": "C1", "commune": COMMUNE, "title": "T"}
    told = await refused(house, "create_conference", fields=fields)
    assert told.endswith("3 to 32 letters a-z, digits and hyphens, the first no hyphen")
    told = await refused(house, "command", code=CODE, name="pause_conference", fields={})
    assert told == "refused: not_open: the conference is not at the stage for it"


async def test_unknown_conference_is_named(house: House) -> None:
    words = "there is no conference NONE"
    assert await refused(house, "tokens", code="NONE", count=1) == words
    assert await refused(house, "export", code="NONE", format="json") == words
    assert await refused(house, "commands", code="NONE", name="x", each=[]) == words
    person = {"name": "lan", "role": "clerk", "commune": COMMUNE, "conference": "NONE"}
    assert await refused(house, "give_role", **person) == words


async def test_many_commands_give_an_outcome_each(house: House, conference: str) -> None:
    rows = [
        {"fields": {"text": "Đường thôn Đông bao giờ làm?", "source": "1"}, "id": "a"},
        {"fields": {"text": "", "source": "2"}, "id": "b"},
        {"fields": {"text": "Nước sạch?", "source": "1"}, "id": "c"},
    ]
    done = await house.office.commands(CODE, "record_question", rows)
    told = [(one["ok"], one.get("question"), one.get("refusal")) for one in done["outcomes"]]
    assert told == [(True, 1, None), (False, None, "empty"), (False, None, "duplicate")]


async def test_operator_may_not_do_what_only_attendees_do(house: House, conference: str) -> None:
    fields = {"text": "Câu hỏi?"}
    told = await refused(house, "command", code=CODE, name="ask_question", fields=fields)
    assert told == "refused: not_allowed"


async def test_tokens_are_phones_of_their_own(house: House, conference: str) -> None:
    tokens = (await house.office.tokens(CODE, 3))["tokens"]
    devices = {house.identity.device({}, token) for token in tokens}
    assert (len(devices), None in devices) == (3, False)
    assert "at once" in await refused(house, "tokens", code=CODE, count=0)


async def test_export_is_of_now(house: House, conference: str) -> None:
    row = {"fields": {"text": "Bao giờ có nước sạch?", "source": "1"}}
    await house.office.commands(CODE, "record_question", [row])
    assert "Bao giờ có nước sạch?" in (await house.office.export(CODE, "json"))["text"]
    assert "Bao giờ có nước sạch?" in (await house.office.export(CODE, "csv"))["text"]


async def test_read_tables_are_made_anew(house: House, conference: str) -> None:
    before = await house.office.export(CODE, "json")
    assert await house.office.rebuild() == {"conferences": 1}
    assert await house.office.export(CODE, "json") == before


async def test_person_without_a_password_gets_one(house: House, conference: str) -> None:
    new = {"display_name": "", "password": None, "commune": COMMUNE, "conference": None}
    done = await house.office.add_person(name="Mai", roles=["clerk"], **new)
    assert (done["name"], len(done["password"])) == ("mai", 16)
    assert isinstance(
        await house.staff_door.sign_in("mai", done["password"], Place(""), replacing=None), str
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "lan"}, "lan is there already"),
        ({"name": "x"}, "a name to sign in with"),
        ({"name": "a b"}, "a name to sign in with"),
        ({"display_name": "M\x00ai"}, "the display name is too long, or cannot be read"),
        ({"unit": "x" * 121}, "the unit is too long, or cannot be read"),
        ({"password": "short"}, "a password has"),
        ({"password": "x" * 200}, "a password has"),
        ({"roles": ["attendee"]}, "a role is one of moderator"),
        ({"roles": ["operator"]}, "a role is one of moderator"),
    ],
)
async def test_bad_person_is_refused(
    house: House, conference: str, changes: dict[str, Any], words: str
) -> None:
    new = {"name": "mai", "display_name": "", "password": PASSWORD, "roles": ["clerk"]}
    new |= {"commune": COMMUNE, "conference": None, **changes}
    assert (await refused(house, "add_person", **new)).startswith(words)


async def test_unknown_person_is_named(house: House) -> None:
    role = {"name": "ai", "role": "clerk", "commune": COMMUNE, "conference": None}
    assert "no person ai" in await refused(house, "give_role", **role)
    assert "does not hold" in await refused(house, "take_role", **role)
    assert "no person ai" in await refused(house, "reset_password", name="ai", password=PASSWORD)


async def test_unknown_order_is_refused(house: House) -> None:
    assert (await refused(house, "fly")).startswith("no such order: fly")
    assert "do" not in ORDERS
