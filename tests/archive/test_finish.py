import asyncio

import pytest

from archive.finish import finish


async def test_gives_what_the_work_gives():
    assert await finish(asyncio.sleep(0, "done")) == "done"


async def test_raises_what_the_work_raises():
    async def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await finish(fail())


@pytest.mark.parametrize("cancellations", [1, 3])
@pytest.mark.parametrize("fails", [False, True])
async def test_a_cancellation_waits_for_the_end(cancellations: int, *, fails: bool):
    go_on = asyncio.Event()
    steps: list[str] = []

    async def work() -> None:
        await go_on.wait()
        steps.append("ended")
        if fails:
            raise ZeroDivisionError

    task = asyncio.create_task(finish(work()))
    for _ in range(cancellations):
        await asyncio.sleep(0)
        task.cancel()
    await asyncio.sleep(0)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert steps == ["ended"]
