"""All that has happened, of what a person follows, or in some roadmaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.policy import LEADING_ROLES
from roadmaps.following.discovering import candidates, findings
from roadmaps.following.funding import calls, interests
from roadmaps.following.happenings import Happening, HappeningSort, Span, gather
from roadmaps.following.meetings import meetings
from roadmaps.following.models import SubjectSort
from roadmaps.following.neighbours import mirrored_versions, ties
from roadmaps.following.process import pulses
from roadmaps.following.queries import followed_ids
from roadmaps.following.steps import consultations, states, versions
from roadmaps.following.talk import stances, suggestions, talk
from roadmaps.following.texts import texts
from roadmaps.revisions.states import currents
from roadmaps.roadmap.models import Roadmap

MOST, MOST_FOLLOWED = 300, 3_000
SOURCES = (
    *(texts, talk, suggestions, stances, states, versions, consultations),
    *(meetings, pulses, calls, interests, findings, candidates, mirrored_versions, ties),
)


@dataclass(frozen=True)
class Interest:
    """What somebody follows. `owned` are the activities in which the followed organisations have a part.

    `led` are the areas that the person leads: what is suggested there waits for that person, followed or not.
    """

    areas: frozenset[UUID]
    roadmaps: frozenset[UUID]
    blocks: frozenset[UUID]
    threads: frozenset[UUID]
    organisations: frozenset[UUID]
    owned: frozenset[UUID]
    led: frozenset[UUID] = frozenset()

    def takes(self, one: Happening) -> bool:
        """Whether the person wants to know of it."""
        if one.roadmap.area_id in self.areas:
            return True
        if one.roadmap.area_id in self.led and one.sort is HappeningSort.SUGGESTION:
            return True
        if one.roadmap.id in self.roadmaps and one.sort is not HappeningSort.TALK:
            return True
        is_near = not one.blocks.isdisjoint(self.blocks | self.owned) or one.thread_id in self.threads
        return is_near or not one.organisations.isdisjoint(self.organisations)


def happened(
    session: Session,
    roadmaps: Sequence[Roadmap],
    *,
    since: datetime,
    upto: datetime,
    viewer: Actor | None,
    with_words: bool = True,
    most: int = MOST,
) -> list[Happening]:
    """All that others than the viewer have done in these roadmaps, newest first."""
    found = gather(session, Span(roadmaps, since, upto, with_words=with_words, most=most), SOURCES, viewer=viewer)
    return [one for one in found if viewer is None or not one.is_by(viewer.person_id)]


def happened_to_followed(session: Session, *, since: datetime, upto: datetime, viewer: Actor) -> list[Happening]:
    """What others have done to all that the viewer follows, newest first, as far as the viewer may read it now."""
    roadmaps = session.scalars(select(Roadmap)).unique().all()
    interest = _interest_of(session, viewer, roadmaps)
    found = happened(session, roadmaps, since=since, upto=upto, viewer=viewer, most=MOST_FOLLOWED)
    return [one for one in found if interest.takes(one)]


def by_roadmap(happenings: Iterable[Happening]) -> list[tuple[Roadmap, list[Happening]]]:
    """In the order of the areas, and within each in the order given."""
    placed = sorted(happenings, key=lambda one: (one.roadmap.area.position, str(one.roadmap.id)))
    return [
        (group[0].roadmap, group)
        for _, those in groupby(placed, key=lambda one: one.roadmap.id)
        if (group := list(those))
    ]


def _interest_of(session: Session, viewer: Actor, roadmaps: Sequence[Roadmap]) -> Interest:
    followed = followed_ids(session, viewer.person_id)
    organisations = frozenset(followed[SubjectSort.ORGANISATION])
    return Interest(
        areas=frozenset(followed[SubjectSort.AREA]),
        roadmaps=frozenset(followed[SubjectSort.ROADMAP]),
        blocks=frozenset(followed[SubjectSort.BLOCK]),
        threads=frozenset(followed[SubjectSort.THREAD]),
        organisations=organisations,
        owned=_with_a_part(session, organisations, roadmaps) if organisations else frozenset(),
        led=frozenset(area_id for area_id in viewer.roles if viewer.has(area_id, *LEADING_ROLES)),
    )


def _with_a_part(session: Session, organisations: frozenset[UUID], roadmaps: Sequence[Roadmap]) -> frozenset[UUID]:
    named = {str(one) for one in organisations}
    states_now = currents(session, [roadmap.history for roadmap in roadmaps]).values()
    parts = [part for state in states_now for part in state.of_kind("responsibility")]
    return frozenset(one.parent_id for one in parts if one.parent_id and one.content["organisation"] in named)
