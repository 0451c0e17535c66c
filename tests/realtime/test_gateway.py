"""Standard socket.io clients against a real server: by WebSocket, by polling, and by one after the other."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import socketio

from realtime.audiences import Audience, with_changes
from tests.realtime.conftest import Served
from tests.story import AN, BINH, MODERATOR
from tests.waiting import GIVE_UP_SECONDS, until

TRANSPORTS = {"websocket": ["websocket"], "polling": ["polling"], "upgraded": None}


class Client(socketio.AsyncClient):
    """Remembers what it was sent, and keeps its view as a client should."""

    def __init__(self, namespace: str) -> None:
        super().__init__(reconnection=False)
        self.namespace_used = namespace
        self.received: list[tuple[str, Any]] = []
        self.view: dict[str, Any] = {}
        self.position = -1
        for message in ("snapshot", "delta", "mine", "resync", "present", "bye"):
            self.on(message, self._remember(message), namespace=namespace)

    def _remember(self, message: str) -> Any:
        def remember(body: Any) -> None:
            self.received.append((message, body))
            if message == "snapshot":
                self.view = {part: body[part] for part in body if part not in ("at", "mine")}
                self.position = body["at"][1]
            elif message == "delta" and body["from"] == self.position:
                self.view = with_changes(self.view, body)
                self.position = body["to"]

        return remember

    def got(self, message: str) -> list[Any]:
        return [body for name, body in self.received if name == message]

    async def ask(self, event: str, fields: Any) -> Any:
        return await self.call(event, fields, namespace=self.namespace_used)


class Clients:
    def __init__(self, served: Served) -> None:
        self._served = served
        self._clients: list[Client] = []

    async def open(
        self, transport: str = "websocket", namespace: str = "/hall", cookie: str = "", **auth: Any
    ) -> Client:
        client = Client(namespace)
        self._clients.append(client)
        await client.connect(
            self._served.url,
            transports=TRANSPORTS[transport],
            namespaces=[namespace],
            headers={"Cookie": cookie} if cookie else {},
            auth={"conference": "CAU", **auth},
        )
        await until(lambda: client.received)
        return client

    async def phone(self, transport: str, device: str = "an", **auth: Any) -> Client:
        return await self.open(transport, token=f"token-{device}", **{"as": "attendee", **auth})

    async def desk(self, staff: str = "lan:moderator", role: str = "moderator") -> Client:
        return await self.open(namespace="/desk", cookie=f"staff={staff}", **{"as": role})

    async def close(self) -> None:
        for client in self._clients:
            await client.disconnect()


@pytest.fixture
async def clients(served: Served) -> AsyncIterator[Clients]:
    clients = Clients(served)
    yield clients
    await clients.close()


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_phone_joins_votes_and_sees(
    served: Served, clients: Clients, transport: str
) -> None:
    hall = await served.house.live()
    await served.house.queued(AN, BINH)
    phone = await clients.phone(transport)
    await until(lambda: phone.got("snapshot"))
    (snapshot,) = phone.got("snapshot")
    assert [question["support"] for question in snapshot["questions"]] == [0, 0]
    assert snapshot["mine"] == {"questions": [], "votes": []}
    vote = {"do": "cast_vote", "id": "v1", "question": 1}
    answer = await phone.ask("command", vote)
    assert answer == {"ok": True, "position": snapshot["at"][1] + 1}
    # The same command again, though not by the same hand: its receipt, and no second vote.
    assert await phone.ask("command", vote) == answer
    await until(lambda: phone.got("delta") and phone.got("mine"))
    assert phone.got("mine") == [{"questions": [], "votes": [1]}]
    assert phone.view["questions"][0]["support"] == 1
    fresh = await hall.snapshot(Audience.ATTENDEES)
    assert phone.view == {part: fresh[part] for part in fresh if part != "at"}


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_question_gets_its_number_and_receipt(
    served: Served, clients: Clients, transport: str
) -> None:
    await served.house.live()
    phone = await clients.phone(transport)
    asked = {"do": "ask_question", "id": "a1", "text": "Bao giờ\u200b sửa cầu?"}
    answer = await phone.ask("command", asked)
    assert (answer["ok"], answer["question"]) == (True, 1)
    assert answer["receipt_code"].startswith("CODE-")
    assert await phone.ask("command", asked) == answer
    assert [row.content for row in served.house.journal.vault.values()] == [asked["text"]]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_refusal_says_why(served: Served, clients: Clients, transport: str) -> None:
    await served.house.live()
    phone = await clients.phone(transport)
    assert [
        await phone.ask("command", {"do": "cast_vote", "id": "1", "question": 9}),
        await phone.ask("command", {"do": "approve_question", "id": "2", "question": 1}),
        await phone.ask("command", {"do": "cast_vote", "id": "3"}),
        await phone.ask("command", {"do": "cast_vote", "question": 1}),
        await phone.ask("command", "cast_vote"),
        await phone.ask("dance", {}),
    ] == [
        {"ok": False, "refusal": "not_found", "detail": 9},
        {"ok": False, "refusal": "not_allowed"},
        {"ok": False, "refusal": "malformed", "detail": "question"},
        {"ok": False, "refusal": "malformed", "detail": "id"},
        {"ok": False, "refusal": "malformed"},
        {"ok": False, "refusal": "malformed", "detail": "event"},
    ]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_whoever_missed_something_asks_for_it(
    served: Served, clients: Clients, transport: str
) -> None:
    await served.house.live()
    await served.house.queued(AN)
    phone = await clients.phone(transport, "binh")
    await until(lambda: phone.got("snapshot"))
    (snapshot,) = phone.got("snapshot")
    await phone.ask("command", {"do": "cast_vote", "id": "1", "question": 1})
    await until(lambda: phone.got("delta"))
    synced = await phone.ask("sync", {"since": snapshot["at"]})
    assert synced == {"deltas": phone.got("delta")}
    for nonsense in (None, [], [1, 2], ["a", "b"], [snapshot["at"][0], 9_999]):
        synced = await phone.ask("sync", {"since": nonsense})
        assert synced["snapshot"]["at"] == [snapshot["at"][0], phone.position]
        assert synced["snapshot"]["mine"]["votes"] == [1]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_whoever_comes_back_gets_what_is_missing(
    served: Served, clients: Clients, transport: str
) -> None:
    await served.house.live()
    await served.house.queued(AN)
    phone = await clients.phone(transport, "binh")
    await until(lambda: phone.got("snapshot"))
    at = phone.got("snapshot")[0]["at"]
    await phone.disconnect()
    other = await clients.phone("websocket", "other")
    await other.ask("command", {"do": "cast_vote", "id": "1", "question": 1})
    await until(lambda: other.got("delta"))
    back = await clients.phone(transport, "binh", since=at)
    await until(lambda: back.got("mine"))
    assert [message for message, _ in back.received] == ["delta", "mine"]
    assert back.got("delta") == other.got("delta")
    long_gone = await clients.phone(transport, "binh", since=[at[0] - 1, at[1]])
    await until(lambda: long_gone.got("snapshot"))


async def test_the_desk_sees_at_once_what_the_hall_may_not_see(
    served: Served, clients: Clients
) -> None:
    await served.house.live()
    phone, desk, display = (
        await clients.phone("websocket"),
        await clients.desk(),
        await clients.open(**{"as": "display"}),
    )
    await phone.ask("command", {"do": "ask_question", "id": "1", "text": "Một việc riêng"})
    await until(lambda: desk.got("delta") and phone.got("mine") and display.got("delta"))
    assert desk.view["questions"][0]["text"] == "Một việc riêng"
    assert (phone.view["questions"], display.view["questions"]) == ([], [])
    assert phone.got("mine")[-1]["questions"][0]["text"] == "Một việc riêng"
    answer = await desk.ask("command", {"do": "approve_question", "id": "2", "question": 1})
    assert answer["ok"]
    await until(lambda: phone.view["questions"] and display.view["questions"])
    assert display.view["questions"] == phone.view["questions"]
    answer = await display.ask("command", {"do": "cast_vote", "id": "3", "question": 1})
    assert answer == {"ok": False, "refusal": "not_allowed"}


@pytest.mark.parametrize(
    ("namespace", "cookie", "auth", "refusal"),
    [
        ("/hall", "", {"as": "attendee"}, "not_identified"),
        ("/hall", "", {"as": "attendee", "token": "forged"}, "not_identified"),
        ("/hall", "device=an", {"as": "attendee", "conference": "NONE"}, "not_found"),
        ("/hall", "device=an", {"as": "moderator"}, "not_allowed"),
        ("/hall", "device=an", {}, "malformed"),
        ("/hall", "device=an", {"as": "attendee", "since": "x"}, "malformed"),
        ("/desk", "", {"as": "moderator"}, "not_identified"),
        ("/desk", "staff=lan:chair", {"as": "moderator"}, "not_allowed"),
        ("/desk", "staff=lan:moderator@OTHER", {"as": "moderator"}, "not_allowed"),
        ("/desk", "staff=lan:moderator", {"as": "moderator", "conference": "NONE"}, "not_found"),
        ("/desk", "staff=lan:operator", {"as": "operator"}, "not_allowed"),
        ("/desk", "staff=lan:moderator", {"as": "attendee"}, "not_allowed"),
        ("/other", "", {"as": "attendee"}, "Invalid namespace"),
        ("/", "", {"as": "attendee"}, "Invalid namespace"),
    ],
)
async def test_who_may_not_sit_there_is_told_why(
    served: Served, namespace: str, cookie: str, auth: Any, refusal: str
) -> None:
    await served.house.live()
    errors: list[Any] = []
    client = Client(namespace)
    client.on("connect_error", errors.append, namespace=namespace)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await client.connect(
            served.url,
            transports=["websocket"],
            namespaces=[namespace],
            headers={"Cookie": cookie} if cookie else {},
            auth={"conference": "CAU", **auth},
        )
    await client.disconnect()
    assert errors == [{"message": refusal}]


async def test_an_ended_session_leaves_at_once(served: Served, clients: Clients) -> None:
    await served.house.live()
    gone, stays = await clients.desk("lan:moderator"), await clients.desk("hai:moderator")
    served.doorkeeper.ended.add("lan:moderator")
    await served.gateway.drop_staff("lan:moderator")
    await until(lambda: not gone.connected)
    assert gone.got("bye") == [{"code": "signed_out", "rejoin": "signed_in"}]
    assert stays.connected
    answer = await stays.ask("command", {"do": "pause_conference", "id": "1"})
    assert answer["ok"]


async def test_a_session_that_ran_out_is_noticed(served: Served, clients: Clients) -> None:
    await served.house.live()
    gone, stays = await clients.desk("lan:moderator"), await clients.desk("hai:moderator")
    served.doorkeeper.ended.add("lan:moderator")
    await served.gateway._recheck_staff()
    await until(lambda: not gone.connected)
    assert gone.got("bye") == [{"code": "signed_out", "rejoin": "signed_in"}]
    assert stays.connected


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_everybody_is_told_when_the_server_goes_down(
    served: Served, clients: Clients, transport: str
) -> None:
    await served.house.live()
    phones = [await clients.phone(transport, f"phone-{n}") for n in range(20)]
    await asyncio.gather(*(until(lambda p=phone: p.got("snapshot")) for phone in phones))
    async with asyncio.timeout(GIVE_UP_SECONDS):
        await served.gateway.close()
        await until(lambda: not any(phone.connected for phone in phones))
        await until(lambda: all(phone.got("bye") for phone in phones))
    assert [phone.got("bye") for phone in phones] == [
        [{"code": "restarting", "rejoin": "soon"}]
    ] * 20
    assert served.gateway.sockets == 0


async def test_what_a_socket_leaves_behind_is_nothing(served: Served, clients: Clients) -> None:
    await served.house.live()
    for transport in TRANSPORTS:
        phone = await clients.phone(transport)
        await until(lambda p=phone: p.got("snapshot"))
        await phone.disconnect()
    await until(lambda: served.gateway.sockets == 0)
    gateway = served.gateway
    assert len(gateway._admission.by_owner) == 0
    assert gateway._auths == {}
    assert gateway._server.environ == {}
    assert gateway._server.manager.rooms == {}
    assert gateway._server.manager.pending_connect == {}
    assert (len(gateway._addresses), len(gateway._pulse)) == (0, 0)
    assert gateway._engine.pollers == {}


async def test_a_role_speaks_for_the_person_in_it(served: Served, clients: Clients) -> None:
    await served.house.live()
    await served.house.does(AN, "ask_question", text="một")
    chair = await clients.desk("hai:moderator,chair", "chair")
    refused = await chair.ask("command", {"do": "approve_question", "id": "1", "question": 1})
    assert refused == {"ok": False, "refusal": "not_allowed"}
    desk = await clients.desk("hai:moderator,chair", "moderator")
    answer = await desk.ask("command", {"do": "approve_question", "id": "1", "question": 1})
    assert answer["ok"]
    entries = await served.house.journal.read((await served.house.hall()).stream)
    assert (entries[-1].event.by.role, entries[-1].event.by.id) == (MODERATOR.role, "hai")
