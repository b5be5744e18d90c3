"""Calls for funding among what is new."""

from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.calls.rules.interests import Said, say_interest, take_back
from roadmaps.calls.rules.keeping import withdraw_call
from roadmaps.calls.rules.telling import tell
from roadmaps.calls.words import Wish
from roadmaps.following.funding import calls, interests
from roadmaps.following.happenings import Happening, Span
from roadmaps.roadmap.models import Roadmap
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import a_coordinator, as_actor
from tests.factories.calls import AT, a_call, a_funded_plan


def news(session: Session, *roadmaps: Roadmap, viewer=None) -> list[Happening]:
    span = Span(list(roadmaps), AT - timedelta(days=1), AT + timedelta(days=1))
    return list(calls(session, span, viewer))


def test_a_call_for_an_area_is_told_there_and_nowhere_else(session: Session) -> None:
    funded, other = a_funded_plan(session), a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    withdraw_call(session, call, words="Inställd", actor=funded.plan.leader, at=AT)

    told = news(session, funded.plan.roadmap, other.plan.roadmap)

    assert {one.roadmap.id for one in told} == {funded.plan.roadmap.id}
    assert {str(one.sentence) for one in told} == {
        f"There is a call for funding: “{call.title}”",
        f"A call for funding is taken back: “{call.title}”",
    }


def test_a_call_for_all_is_told_where_it_fits_something(session: Session) -> None:
    funded, other = a_funded_plan(session), a_funded_plan(session)
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator)
    tell(session, call, [funded.hub], actor=coordinator, at=AT)

    [told] = news(session, funded.plan.roadmap, other.plan.roadmap)

    assert told.roadmap.id == funded.plan.roadmap.id
    assert told.blocks == {funded.hub}
    assert "fits 1 activity" in str(told.sentence)


def test_nobody_is_told_what_fits_who_may_not_read_it(session: Session) -> None:
    funded = a_funded_plan(session, is_public=False)
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator)
    tell(session, call, [funded.hub], actor=coordinator, at=AT)

    assert not news(session, funded.plan.roadmap)
    assert news(session, funded.plan.roadmap, viewer=coordinator)


def test_what_an_organisation_wants_is_told_where_its_activity_lies_until_it_is_taken_back(session: Session) -> None:
    funded, other = a_funded_plan(session), a_funded_plan(session)
    call = a_call(session, a_coordinator(session))
    person = a_person(session)
    a_membership(session, person, funded.torsta)
    kajsa = as_actor(session, person)
    said = Said(Wish.SEEKS_PARTNERS, funded.hub, "Vi söker ett lärosäte.")
    interest = say_interest(session, call, funded.torsta.id, said, actor=kajsa, at=AT)
    span = Span([funded.plan.roadmap, other.plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))

    [told] = list(interests(session, span, None))

    assert told.roadmap.id == funded.plan.roadmap.id
    assert str(told.sentence) == f"{funded.torsta.name} seeks partners: “{call.title}”"
    take_back(session, interest, actor=kajsa, at=AT)
    assert not list(interests(session, span, None))
