"""A whole conference as the read tables should show it, and the way into a journal."""

from archive.journal import Journal, Position
from archive.streams import conference_stream
from conference import commands as c
from conference.vocabulary import DeclineReason, Outcome
from tests.story import AN, BINH, CHAIR, MODERATOR, Story, live

STREAM = conference_stream("dong-hoa", "CAU")
CASEBOOK = "casebook/dong-hoa/CAU"


def meeting() -> Story:
    """Five questions: promised, deferred, declined, withdrawn, and one never looked at."""
    story = live()
    bridge, school = story.queue("Bao giờ sửa cầu?", "Trường thiếu lớp?")
    for voter in (AN, BINH):
        story.does(voter, c.CastVote, question=bridge)
    story.does(BINH, c.CastVote, question=school)
    story.does(BINH, c.RetractVote, question=school)
    story.does(CHAIR, c.CallQuestion, question=school)
    story.does(CHAIR, c.DeferQuestion, question=school)
    story.does(CHAIR, c.CallQuestion, question=bridge)
    story.does(CHAIR, c.ClearFloor)
    story.does(CHAIR, c.DeferQuestion, question=bridge)
    story.does(CHAIR, c.CallQuestion, question=bridge)
    promise = {"unit": "Phòng Kinh tế", "due": "2027-04-30"}
    story.does(
        CHAIR,
        c.AnswerQuestion,
        question=bridge,
        outcome=Outcome.PROMISED,
        by="Ông Hải",
        words="Trước mùa mưa",
        **promise,
    )
    rude = story.ask(BINH, "Ai đó thật tệ")
    words = {"reason": DeclineReason.OFFENSIVE, "words": "Xin hỏi lại"}
    story.does(MODERATOR, c.DeclineQuestion, question=rude, **words)
    story.does(AN, c.WithdrawQuestion, question=story.ask(AN, "Thôi"))
    lamps = story.ask(BINH, "Đèn đừơng?", name="Bình", place="Thôn Đông", topic="Điện")
    story.does(BINH, c.AmendQuestion, question=lamps, text="Đèn đường?")
    return story


def close(story: Story) -> Story:
    story.does(CHAIR, c.CloseConference)
    return story


async def record(journal: Journal, story: Story, since: int = 0, stream: str = STREAM) -> Position:
    """Append what the story has told since then."""
    return await journal.append(stream, Position(7, since), story.events[since:])
