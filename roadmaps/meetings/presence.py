"""Who comes, or was there, by part of society and organisation: what everybody may see of it. No session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmaps.accounts.models import Helix
from roadmaps.meetings.models import Participant
from roadmaps.meetings.words import Answer


@dataclass(frozen=True)
class Presence:
    """One part of society: its organisations with how many people each sent, and those who came for none.

    `helix` is None for those of whom it is not known.
    """

    helix: Helix | None
    organisations: Sequence[tuple[str, int]]
    alone: int

    @property
    def heads(self) -> int:
        """How many people in all."""
        return self.alone + sum(count for _name, count in self.organisations)


def presence_of(participants: Iterable[Participant], *, believes_anybody: bool = True) -> list[Presence]:
    """By part of society in their usual order, what is not known last; those with nobody are left out.

    :param believes_anybody: False where nothing is to be shown of the organisations that people without an account say
        they come from, since anybody can type any name; they are counted
    """
    by_helix: dict[Helix | None, dict[str, int]] = {}
    for one in participants:
        is_believed = believes_anybody or one.is_asked or one.person_id is not None
        helix, name = (one.shown_helix, one.shown_organisation) if is_believed else (None, "")
        counted = by_helix.setdefault(helix, {})
        counted[name] = counted.get(name, 0) + one.heads
    found = []
    for helix in (*Helix, None):
        if counted := by_helix.get(helix, {}):
            named = sorted(
                ((name, count) for name, count in counted.items() if name), key=lambda one: one[0].casefold()
            )
            found.append(Presence(helix, named, counted.get("", 0)))
    return found


def heads_in(presences: Iterable[Presence]) -> int:
    """How many people they are together."""
    return sum(one.heads for one in presences)


def organisations_in(presences: Iterable[Presence]) -> int:
    """How many organisations they are from."""
    return len({name for one in presences for name, _count in one.organisations})


def those_there(participants: Iterable[Participant]) -> list[Participant]:
    """Those who were there."""
    return [one for one in participants if one.was_there]


def those_coming(participants: Iterable[Participant]) -> list[Participant]:
    """Those who have said that they come."""
    return [one for one in participants if one.answer is Answer.YES]
