"""On what terms somebody is signed in: how long a browser may rest, how long it lasts at most, and how much is to be shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person

# No sign-in outlives these, whoever it is; rooms above ask more of those who can do more.
LONGEST_IDLE = timedelta(days=14)
LONGEST = timedelta(days=90)


@dataclass(frozen=True)
class Terms:
    """What holds for one person's sign-ins, from the moment when they begin."""

    idle: timedelta = LONGEST_IDLE
    lasts: timedelta = LONGEST
    needs_second_step: bool = False


TermsOf = Callable[[Session, Person], Terms]


def strictest(terms: Iterable[Terms]) -> Terms:
    """The shortest times of all, and a second step as soon as one asks for it."""
    found = [Terms(), *terms]
    return Terms(
        idle=min(one.idle for one in found),
        lasts=min(one.lasts for one in found),
        needs_second_step=any(one.needs_second_step for one in found),
    )
