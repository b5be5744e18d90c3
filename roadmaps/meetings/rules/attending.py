"""Telling who was at a meeting: those who were asked, and others, by organisation and part of society."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.meetings.models import Meeting, Participant
from roadmaps.meetings.queries import participants_of
from roadmaps.meetings.rules.inviting import MOST_PARTICIPANTS, organisation_called
from roadmaps.meetings.rules.planning import ANOTHER_LOOK, must_hold


@dataclass(frozen=True)
class Come:
    """Somebody who came without being in the list: at least for which organisation, and how many they were.

    `helix` tells where an organisation belongs that is not among those here.
    """

    organisation: str
    name: str = ""
    email: str = ""
    helix: Helix | None = None
    heads: int = 1


def tell_attendance(
    session: Session,
    meeting: Meeting,
    there: Collection[UUID],
    others: Sequence[Come] = (),
    *,
    shown: Mapping[UUID, bool] | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Let those with these ids have been there, and nobody else in the list; add the others.

    :param shown: whom whoever tells saw in the list, and whether with a tick; where two tell at the same time, one does
        not take away what the other has ticked. None for the list as it is now, without any ticks
    :raises Invalid: when the meeting has not begun, or somebody stands for fewer than one
    """
    must_hold(session, meeting, actor)
    if not meeting.has_begun(at):
        raise Invalid(say("The meeting has not begun yet."))
    known = list(session.scalars(participants_of(meeting)).unique())
    if len(known) + len(others) > MOST_PARTICIPANTS:
        raise Invalid(say("At most %(most)s people can be asked to a meeting.", most=MOST_PARTICIPANTS))
    if any(not 1 <= one.heads <= 500 for one in others):
        raise Invalid(ANOTHER_LOOK, {"heads": say("Give how many they were, between 1 and 500.")})
    for one in known:
        is_new_here = shown is not None and one.id not in shown
        is_as_seen = shown is not None and one.was_there is not None and shown.get(one.id) == (one.id in there)
        if not is_new_here and not is_as_seen:
            one.was_there = one.id in there
    by_email = {one.email: one for one in known if one.email}
    for come in others:
        _add(session, meeting, come, by_email.get(come.email) if come.email else None, at)
    meeting.attendance_at = at
    session.flush()


def _add(session: Session, meeting: Meeting, come: Come, known: Participant | None, at: datetime) -> None:
    if known is not None:
        known.was_there = True
        return
    organisation = organisation_called(session, come.organisation)
    session.add(
        Participant(
            id=new_id(),
            meeting=meeting,
            meeting_id=meeting.id,
            organisation_id=organisation.id if organisation else None,
            name=(come.name or (organisation.name if organisation else come.organisation))[:200],
            organisation_name="" if organisation else come.organisation[:200],
            helix=None if organisation else come.helix,
            email=come.email,
            is_asked=False,
            added_at=at,
            was_there=True,
            heads=come.heads,
        )
    )
