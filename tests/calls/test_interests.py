from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Role
from roadmaps.calls import policy
from roadmaps.calls.models import CallInterest
from roadmaps.calls.queries import interests_in, interests_of
from roadmaps.calls.rules.interests import Said, say_interest, take_back
from roadmaps.calls.words import Wish
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import as_actor, someone_with
from tests.factories.calls import AT, Funded, a_call, a_funded_plan

WITH_CONTACT = Said(
    Wish.SEEKS_PARTNERS, words="Vi söker ett lärosäte.", contact_name="Kajsa", contact_email="Kajsa@Torsta.se"
)


def from_torsta(session: Session, funded: Funded) -> Actor:
    """Somebody without any role who acts for Torsta."""
    person = a_person(session, "Kajsa Torstadotter")
    a_membership(session, person, funded.torsta)
    return as_actor(session, person)


def test_an_organisation_says_itself_what_it_wants(session: Session) -> None:
    funded = a_funded_plan(session)
    call, kajsa = a_call(session, funded.plan.others["coordinator"]), from_torsta(session, funded)

    said = replace(WITH_CONTACT, activity_id=funded.hub)
    interest = say_interest(session, call, funded.torsta.id, said, actor=kajsa, at=AT)

    assert session.scalars(interests_in([call.id])).all() == [interest]
    assert interest.contact_email == "kajsa@torsta.se"
    assert session.execute(interests_of(funded.torsta.id)).all() == [(interest, call)]


def test_nobody_speaks_for_another_organisation(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"])

    with pytest.raises(NotAllowed):
        say_interest(session, call, funded.torsta.id, WITH_CONTACT, actor=funded.plan.leader, at=AT)


def test_what_is_said_anew_takes_the_place_of_what_was_said(session: Session) -> None:
    funded = a_funded_plan(session)
    call, kajsa = a_call(session, funded.plan.others["coordinator"]), from_torsta(session, funded)
    first = say_interest(session, call, funded.torsta.id, WITH_CONTACT, actor=kajsa, at=AT)

    second = say_interest(session, call, funded.torsta.id, Said(Wish.TAKES_PART), actor=kajsa, at=AT)

    assert session.scalars(interests_in([call.id])).all() == [second]
    assert first.withdrawn_at == AT
    assert (first.contact_name, first.contact_email) == ("", "")


def test_a_contact_is_forgotten_when_it_is_taken_back(session: Session) -> None:
    funded = a_funded_plan(session)
    call, kajsa = a_call(session, funded.plan.others["coordinator"]), from_torsta(session, funded)
    interest = say_interest(
        session, call, funded.torsta.id, replace(WITH_CONTACT, is_contact_shown=True), actor=kajsa, at=AT
    )

    with pytest.raises(NotAllowed):
        take_back(session, interest, actor=funded.plan.leader, at=AT)
    take_back(session, interest, actor=kajsa, at=AT)

    assert not session.scalars(interests_in([call.id])).all()
    kept = session.get_one(CallInterest, interest.id)
    assert (kept.contact_name, kept.contact_email, kept.is_contact_shown) == ("", "", False)
    assert kept.words == "Vi söker ett lärosäte."


def test_a_contact_is_shown_with_consent_only(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"])
    kajsa, stranger = from_torsta(session, funded), someone_with(session, funded.area, Role.ACTOR)

    kept = say_interest(session, call, funded.torsta.id, WITH_CONTACT, actor=kajsa, at=AT)

    assert not policy.may_see_contact(None, kept, call)
    assert not policy.may_see_contact(stranger, kept, call)
    assert policy.may_see_contact(kajsa, kept, call)
    assert policy.may_see_contact(funded.plan.others["coordinator"], kept, call)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(Wish.APPLIES, contact_email="ingen adress"), "contact_email"),
        (Said(Wish.APPLIES, is_contact_shown=True), "contact_email"),
        (Said(Wish.APPLIES, activity_id=new_id()), "activity_id"),
    ],
)
def test_what_cannot_be_is_refused(session: Session, said: Said, field: str) -> None:
    funded = a_funded_plan(session)
    call, kajsa = a_call(session, funded.plan.others["coordinator"]), from_torsta(session, funded)

    with pytest.raises(Invalid) as refused:
        say_interest(session, call, funded.torsta.id, said, actor=kajsa, at=AT)

    assert set(refused.value.fields) == {field}


def test_an_activity_that_one_may_not_read_is_none(session: Session) -> None:
    funded = a_funded_plan(session, is_public=False)
    call, kajsa = a_call(session, funded.plan.others["coordinator"]), from_torsta(session, funded)

    with pytest.raises(Invalid):
        say_interest(session, call, funded.torsta.id, Said(Wish.APPLIES, activity_id=funded.hub), actor=kajsa, at=AT)


def test_nobody_wants_anything_with_a_closed_call(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"], opens_on=date(2026, 1, 1), closes_on=date(2026, 11, 20))

    with pytest.raises(NotAllowed):
        say_interest(session, call, funded.torsta.id, WITH_CONTACT, actor=from_torsta(session, funded), at=AT)
