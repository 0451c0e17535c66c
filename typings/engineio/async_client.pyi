from typing import Any

class AsyncClient:
    state: str
    sid: str | None
    ws: Any
    http: Any
    queue: Any
    write_loop_task: Any
    read_loop_task: Any
    async def wait(self) -> None: ...
    async def disconnect(self, abort: bool = False, reason: str | None = None) -> None: ...
