"""Which rule decides which command: the rooms' own pages in one book."""

from archive.casebook import (
    rules_answer,
    rules_citizen,
    rules_clocks,
    rules_front,
    rules_intake,
    rules_off_road,
    rules_result,
    rules_samples,
    rules_work,
)
from archive.casebook.ruling import Rulebook

RULES: Rulebook = {
    **rules_intake.RULES,
    **rules_off_road.RULES,
    **rules_work.RULES,
    **rules_clocks.RULES,
    **rules_answer.RULES,
    **rules_citizen.RULES,
    **rules_front.RULES,
    **rules_samples.RULES,
    **rules_result.RULES,
}
