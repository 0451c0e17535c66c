"""The notice to everybody, and the line to the chair."""

from conference import commands as c
from conference import events as e
from conference.records import Line
from conference.refusals import Code, Refusal
from tests.story import CHAIR, MODERATOR, SECRETARY, live


def test_notice_goes_up_and_comes_down() -> None:
    story = live()
    story.does(MODERATOR, c.AnnounceNotice, text="Nghỉ 10 phút")
    notice = story.state.notice
    assert notice is not None
    assert (notice.text, notice.at) == ("Nghỉ 10 phút", story.now)
    story.does(MODERATOR, c.AnnounceNotice, text="")
    assert story.state.notice is None


def test_notice_refuses() -> None:
    story = live()
    assert story.tries(MODERATOR, c.AnnounceNotice, text=" ") == Refusal(Code.EMPTY, "text")
    assert story.tries(MODERATOR, c.AnnounceNotice, text="x" * 281) == Refusal(
        Code.TOO_LONG, "text"
    )


def test_line_reaches_the_chair_who_acknowledges_it() -> None:
    story = live()
    [told] = story.does(SECRETARY, c.TellChair, text=" Còn  5 phút ")
    assert told == e.ChairTold(at=story.now, by=SECRETARY, cause=told.cause, text="Còn 5 phút")
    told_at = story.now
    assert story.state.backstage == Line("Còn 5 phút", told_at, "thu")
    [read] = story.does(CHAIR, c.AcknowledgeLine)
    assert read == e.LineAcknowledged(at=story.now, by=CHAIR, cause=read.cause)
    assert story.state.backstage == Line("Còn 5 phút", told_at, "thu", story.now)
    assert story.tries(CHAIR, c.AcknowledgeLine) == Refusal(Code.DUPLICATE)


def test_next_line_is_read_anew_and_an_empty_one_takes_it_down() -> None:
    story = live()
    story.does(MODERATOR, c.TellChair, text="Một")
    story.does(CHAIR, c.AcknowledgeLine)
    story.does(MODERATOR, c.TellChair, text="Hai")
    story.does(CHAIR, c.AcknowledgeLine)
    story.does(MODERATOR, c.TellChair, text="")
    assert story.state.backstage.text == ""
    assert story.tries(CHAIR, c.AcknowledgeLine) == Refusal(Code.STALE)


def test_line_refuses() -> None:
    story = live()
    assert story.tries(MODERATOR, c.TellChair, text=" ") == Refusal(Code.EMPTY, "text")
    assert story.tries(MODERATOR, c.TellChair, text="x" * 281) == Refusal(Code.TOO_LONG, "text")
