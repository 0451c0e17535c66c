"""Who may sit where, and that it still holds when they sit down."""

from typing import Any

from conference.refusals import Code, Refusal
from conference.vocabulary import Actor
from realtime.admission import Admission, session_owner
from realtime.wire import DESK
from tests.realtime.conftest import Doorkeeper, House
from tests.realtime.lines import FakeLine

SESSION = "minh:sealed_box"
SCOPE = {"type": "websocket", "headers": [(b"cookie", f'staff="{SESSION}"'.encode())]}
AUTH: dict[str, Any] = {"conference": "CAU", "as": "sealed_box"}


class Slow(Doorkeeper):
    """While a look into the box is being written down, the session ends."""

    async def behind_seal(self, actor: Actor, commune: str, code: str) -> Refusal | None:
        self.ended.add(SESSION)
        return await super().behind_seal(actor, commune, code)


async def test_a_session_that_ends_while_it_is_let_in_gets_no_seat(house: House) -> None:
    await house.live()
    admission = Admission(house.halls, Slow(), lambda: 0.0)
    told = await admission.admit(FakeLine(), DESK, SCOPE, AUTH)
    assert told == Refusal(Code.NOT_IDENTIFIED)
    assert admission.by_owner.of(session_owner(SESSION)) == []


async def test_a_session_that_lasts_gets_one(house: House) -> None:
    await house.live()
    admission = Admission(house.halls, Doorkeeper(), lambda: 0.0)
    told = await admission.admit(FakeLine(), DESK, SCOPE, AUTH)
    assert not isinstance(told, Refusal)
    assert admission.by_owner.of(session_owner(SESSION)) == [told[0]]
