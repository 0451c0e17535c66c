"""The moderators' page of the rulebook: which rule decides which command."""

from conference import commands as c
from conference.ruling import Rulebook
from moderation import rules_queue

RULES: Rulebook = {
    c.ApproveQuestion: rules_queue.approve,
    c.DeclineQuestion: rules_queue.decline,
    c.ReturnQuestion: rules_queue.return_,
    c.MoveQuestion: rules_queue.move,
    c.PinQuestion: rules_queue.pin,
    c.UnpinQuestion: rules_queue.unpin,
    c.AnnounceNotice: rules_queue.announce_notice,
}
