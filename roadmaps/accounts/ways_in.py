"""The ways of getting in that rooms above know of, besides a password and a letter, told when a password has been forgotten or stolen.

Whoever reads somebody's letters can choose a new password for them. So a letter alone never takes away the last second
step that somebody has: it would be worth nothing against such a reader.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class WayIn:
    """One way, by its label.

    `opens` tells whether somebody comes in by it alone, `is_second_step` whether it is shown beside a password, and
    `is_for_programs` whether only programs come in by it. `forget` is called with the session, whose it is, and when.
    """

    label: str
    has: Callable[[Session, UUID], bool]
    forget: Callable[[Session, UUID, datetime], None]
    opens: bool = True
    is_second_step: bool = False
    is_for_programs: bool = False


def had(session: Session, ways: Sequence[WayIn], person_id: UUID) -> list[WayIn]:
    """Those of the ways that the person has."""
    return [way for way in ways if way.has(session, person_id)]


def for_programs(session: Session, ways: Sequence[WayIn], person_id: UUID) -> list[WayIn]:
    """Those of the person by which only programs come in, and which nobody needs in order to come in themselves."""
    return [way for way in had(session, ways, person_id) if way.is_for_programs]


def removable(session: Session, ways: Sequence[WayIn], person_id: UUID) -> list[WayIn]:
    """Those that a link in a letter may take from the person: what opens the account, and is not the only second step."""
    theirs = had(session, ways, person_id)
    keeps_second_step = any(way.is_second_step and not way.opens for way in theirs)
    return [way for way in theirs if way.opens and (keeps_second_step or not way.is_second_step)]
