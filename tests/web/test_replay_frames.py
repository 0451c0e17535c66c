"""Frames as our phones cut and mask them."""

import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader as Stream

from web.replay_frames import CLOSE, TEXT, BadFrameError, FrameReader, frame

SIZES = [0, 1, 125, 126, 65_535, 65_536]


def read_by_the_library(data: bytes) -> Frame:
    stream = Stream()
    stream.feed_data(data)
    parsing = Frame.parse(stream.read_exact, mask=True)
    with pytest.raises(StopIteration) as parsed:
        next(parsing)
    return parsed.value.value


@pytest.mark.parametrize("size", SIZES)
def test_frame_is_what_a_server_understands(size):
    parsed = read_by_the_library(frame(b"a" * size))
    assert (parsed.opcode, parsed.data, parsed.fin) == (Opcode.TEXT, b"a" * size, True)


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1 << 20])
def test_reader_cuts_frames_however_they_arrive(step):
    sent = [(Opcode.TEXT, b"a" * size) for size in SIZES] + [(Opcode.CLOSE, b"\x03\xe8")]
    data = b"".join(Frame(opcode, payload).serialize(mask=False) for opcode, payload in sent)
    if step == 1:
        data, sent = data[: 2 + 3 + 127], sent[:3]
    reader = FrameReader()
    found = [each for at in range(0, len(data), step) for each in reader.feed(data[at : at + step])]
    assert found == [
        (TEXT if opcode is Opcode.TEXT else CLOSE, payload) for opcode, payload in sent
    ]


@pytest.mark.parametrize("data", [b"\x01\x01a", b"\x81\x81\0\0\0\0a"])
def test_frame_that_no_server_of_ours_sends_is_refused(data):
    with pytest.raises(BadFrameError):
        list(FrameReader().feed(data))
