"""Our own reading and writing of WebSocket frames, against the library's."""

from hypothesis import example, given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from realtime.frames import _unmask
from realtime.framing import text_frame, whole_frame
from realtime.wire import FRAME_MAX_BYTES

payloads = st.binary(max_size=300) | st.sampled_from(
    [b"x" * size for size in (125, 126, 127, 65_535, 65_536, 70_000)]
)
frames = st.builds(
    Frame,
    st.sampled_from([Opcode.TEXT, Opcode.BINARY, Opcode.CONT]),
    st.binary(max_size=FRAME_MAX_BYTES),
    st.booleans(),
) | st.builds(Frame, st.just(Opcode.PING), st.binary(max_size=125))


@given(payloads)
def test_our_frames_are_the_librarys(payload: bytes) -> None:
    assert text_frame(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)


@given(frames, st.binary(max_size=20))
@example(Frame(Opcode.TEXT, b"x" * FRAME_MAX_BYTES), b"")
def test_a_clients_frame_is_found_whole_or_not_at_all(frame: Frame, before: bytes) -> None:
    data, start = before + frame.serialize(mask=True), len(before)
    found = whole_frame(data + b"\x81\x80\0\0\0\0", start)
    assert found is not None
    end, text_at = found
    assert end == len(data)
    assert bool(text_at) == (frame.opcode is Opcode.TEXT and frame.fin)
    if text_at:
        assert _unmask(data[text_at:end], data[text_at - 4 : text_at]) == frame.data
    for cut in {start, start + 1, start + 5, len(data) - 1}:
        if cut < len(data):
            assert whole_frame(data[:cut], start) is None


def test_what_no_client_may_send_is_handed_over_at_once() -> None:
    too_long = Frame(Opcode.TEXT, b"x" * (FRAME_MAX_BYTES + 1)).serialize(mask=True)
    assert whole_frame(too_long[:100], 0) == (100, 0)
    unmasked = Frame(Opcode.TEXT, b"2").serialize(mask=False)
    assert whole_frame(unmasked, 0) == (len(unmasked), 0)
    assert whole_frame(unmasked[:2], 0) == (2, 0)
