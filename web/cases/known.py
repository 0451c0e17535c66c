"""Whom and what a form about a case may name: officers of the commune, its units, the reasons of its published list.

The rules of a casebook know no people. So what is typed is held against these lists before it is asked for: a case
given to somebody who is not there would be found in nobody's morning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from archive.people import Person
from archive.records import ConferenceRecord
from conference.refusals import Code, Refusal
from conference.vocabulary import DEFAULT_REASONS, Reason, Role


@dataclass(frozen=True, slots=True)
class Known:
    """`owners` are account and how to show it; `units` those that people belong to and those announced."""

    owners: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    reasons: tuple[Reason, ...] = DEFAULT_REASONS

    @classmethod
    def of(cls, people: Sequence[Person], *conferences: ConferenceRecord) -> Self:
        """Of several conferences the reasons of the last."""
        of_people = {person.unit for person in people if person.unit}
        announced = {unit for conference in conferences for unit in conference.units}
        reasons = tuple(conferences[-1].reasons) if conferences else DEFAULT_REASONS
        return cls(tuple(_owners(people)), tuple(sorted(of_people | announced)), reasons)

    def lacks(self, fields: Mapping[str, Any], standing: str | None) -> Refusal | None:
        """The first field that names what is not there. `standing` is the unit that the case has already."""
        units = {*self.units, standing or ""}
        known = {
            "owner": {name for name, _shown in self.owners},
            "to_unit": units,
            "with_units": units,
            "reason": {reason.code for reason in self.reasons},
        }
        for field, there in known.items():
            given = fields.get(field) or ()
            named = (given,) if isinstance(given, str) else given
            if {one.strip() for one in named} - there:
                return Refusal(Code.BAD_VALUE, field)
        return None


def _owners(people: Sequence[Person]) -> list[tuple[str, str]]:
    """Who can be given a case: officers who can sign in, with their unit."""
    officers = [
        person
        for person in people
        if person.disabled_at is None and any(held.role is Role.OFFICER for held in person.roles)
    ]
    return [
        (
            person.name,
            f"{person.display_name} · {person.unit}" if person.unit else person.display_name,
        )
        for person in officers
    ]
