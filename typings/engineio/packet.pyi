from typing import Any

OPEN: int
CLOSE: int
PING: int
PONG: int
MESSAGE: int
UPGRADE: int
NOOP: int
packet_names: list[str]

class Packet:
    json: Any
    packet_type: int
    data: Any
    binary: bool
    def __init__(
        self, packet_type: int = ..., data: Any = None, encoded_packet: str | bytes | None = None
    ) -> None: ...
    def encode(self, b64: bool = False) -> Any: ...
    def decode(self, encoded_packet: str | bytes) -> None: ...
