from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Role
from roadmaps.areas.rules import mute, unmute
from roadmaps.areas.sentences import why_muted
from roadmaps.discussion import rules as discussion_rules
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.roadmap.rules import edit_block
from roadmaps.suggestions import rules as suggestion_rules
from tests.factories.areas import a_coordinator, someone_with
from tests.factories.discussion import AT, Place, a_place, a_thread, person_of

ON = AT.date()
LAST = ON + timedelta(days=7)


def seen(session: Session, actor: Actor, on: date = ON) -> Actor:
    again = load_actor(session, actor.person_id, on=on, acting_for_id=actor.acting_for_id)
    assert again is not None
    return again


def muted(session: Session, place: Place, actor: Actor, *, everywhere: bool = False) -> Actor:
    by = a_coordinator(session) if everywhere else place.leader
    area = None if everywhere else place.roadmap.area
    mute(session, person_of(session, actor), area, reason="Påhopp.", until_on=LAST, on=ON, actor=by, at=AT)
    return seen(session, actor)


@pytest.mark.parametrize("everywhere", [False, True])
def test_who_is_muted_reads_but_does_not_write(session: Session, everywhere: bool) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    quiet, editor = (muted(session, place, one, everywhere=everywhere) for one in (place.torsta, place.editor))

    with pytest.raises(NotAllowed, match="until"):
        discussion_rules.open_thread(session, place.roadmap, body="Jo!", actor=quiet, at=AT)
    with pytest.raises(NotAllowed, match="until"):
        discussion_rules.reply(session, thread, body="Jo!", actor=quiet, at=AT)
    with pytest.raises(NotAllowed, match="until"):
        suggestion_rules.begin(session, place.roadmap, actor=quiet, at=AT)
    with pytest.raises(NotAllowed, match="until"):
        edit_block(session, place.roadmap, place.goal, {"text": "Nej."}, based_on=1, actor=editor, at=AT)


def test_it_ends_by_itself(session: Session) -> None:
    place = a_place(session)
    quiet = muted(session, place, place.torsta)

    again = seen(session, place.torsta, on=LAST + timedelta(days=1))

    assert quiet.muted_until(place.roadmap.area_id) == LAST
    assert again.muted_until(place.roadmap.area_id) is None
    assert why_muted(again, place.roadmap.area_id) is None


def test_it_holds_in_that_area_alone(session: Session) -> None:
    place, elsewhere = a_place(session), a_place(session)

    quiet = muted(session, place, place.torsta)

    assert quiet.muted_until(elsewhere.roadmap.area_id) is None


def test_it_can_be_ended_before(session: Session) -> None:
    place = a_place(session)
    person = person_of(session, place.torsta)
    row = mute(session, person, place.roadmap.area, reason="Påhopp.", until_on=LAST, on=ON, actor=place.leader, at=AT)

    unmute(session, row, actor=place.leader, at=AT)

    assert seen(session, place.torsta).muted_until(place.roadmap.area_id) is None


def test_those_who_lead_are_not_muted(session: Session) -> None:
    place = a_place(session)
    deputy = someone_with(session, place.roadmap.area, Role.DEPUTY)

    for actor, area in ((deputy, place.roadmap.area), (deputy, None), (a_coordinator(session), None)):
        with pytest.raises(Invalid, match="lead"):
            mute(
                session,
                person_of(session, actor),
                area,
                reason="Påhopp.",
                until_on=LAST,
                on=ON,
                actor=a_coordinator(session),
                at=AT,
            )


@pytest.mark.parametrize(
    ("reason", "until_on", "field"),
    [
        (" ", LAST, "reason"),
        ("Påhopp.", ON - timedelta(days=1), "until_on"),
        ("P.", ON + timedelta(days=400), "until_on"),
    ],
)
def test_it_needs_a_reason_and_a_day_that_makes_sense(
    session: Session, reason: str, until_on: date, field: str
) -> None:
    place = a_place(session)
    person = person_of(session, place.torsta)

    with pytest.raises(Invalid) as refusal:
        mute(session, person, place.roadmap.area, reason=reason, until_on=until_on, on=ON, actor=place.leader, at=AT)

    assert field in refusal.value.fields


def test_a_leader_mutes_in_the_own_area_alone(session: Session) -> None:
    place, elsewhere = a_place(session), a_place(session)
    person = person_of(session, place.torsta)

    for area in (elsewhere.roadmap.area, None):
        with pytest.raises(NotAllowed):
            mute(session, person, area, reason="Påhopp.", until_on=today(), on=today(), actor=place.leader, at=AT)
