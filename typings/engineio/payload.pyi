from engineio.packet import Packet

class Payload:
    max_decode_packets: int
    packets: list[Packet]
    def __init__(
        self, packets: list[Packet] | None = None, encoded_payload: str | None = None
    ) -> None: ...
    def encode(self, jsonp_index: int | None = None) -> str: ...
    def decode(self, encoded_payload: str) -> None: ...
