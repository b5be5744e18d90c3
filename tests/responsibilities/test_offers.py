"""An organisation that offers itself by a suggestion has said yes to what it offered, and to nothing else."""

from dataclasses import replace

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Membership, Person
from roadmaps.foundation.errors import NotAllowed
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.factories.areas import as_actor
from tests.factories.responsibilities import Lead, a_lead
from tests.factories.roadmap import AT
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit


@pytest.fixture
def lead(session: Session) -> Lead:
    """Somebody with a right to write has proposed another organisation."""
    return a_lead(session)


def answer(lead: Lead) -> tuple[object, object]:
    said = lead.said(lead.part)
    return said["answer"], said["answer_note"]


@pytest.fixture
def offering(lead: Lead) -> Actor:
    """Somebody who may suggest, for an organisation of their own."""
    return an_actor_of(lead.plan, "Mittuniversitetet")


def offer(lead: Lead, by: Actor, **facts: object) -> Suggestion:
    wish = an_edit(lead.plan, lead.part, organisation=str(by.acting_for_id), **facts)
    return a_suggestion(lead.session, lead.plan, wish, by=by)


def test_whoever_suggests_the_own_organisation_has_said_yes_when_it_is_accepted(lead: Lead, offering: Actor) -> None:
    rules.accept(lead.session, offer(lead, offering), actor=lead.plan.leader, at=AT)

    assert answer(lead) == ("accepted", "")


def test_an_offer_to_take_part_is_no_yes_to_lead_when_it_is_accepted_in_part(lead: Lead, offering: Actor) -> None:
    suggestion = offer(lead, offering, part="takes_part")
    only = {suggestion.changes[0].id: rules.Part(["organisation"])}

    rules.accept(lead.session, suggestion, parts=only, reason="Ni leder.", actor=lead.plan.leader, at=AT)

    assert (lead.said(lead.part)["part"], *answer(lead)) == ("leads", "proposed", "")


def test_an_offer_to_take_part_is_no_yes_to_lead_when_somebody_else_made_a_lead_of_it(
    lead: Lead, offering: Actor
) -> None:
    lead.plan.edit(lead.part, part="takes_part")
    suggestion = offer(lead, offering)
    lead.plan.edit(lead.part, by=lead.plan.leader, part="leads")

    rules.accept(lead.session, suggestion, actor=lead.plan.leader, at=AT)

    assert (lead.said(lead.part)["part"], *answer(lead)) == ("leads", "proposed", "")


def leave(session: Session, person: Actor) -> Actor:
    """Let the person act for nobody any more."""
    session.execute(delete(Membership).where(Membership.person_id == person.person_id))
    return as_actor(session, session.get_one(Person, person.person_id))


def test_an_offer_by_somebody_who_has_left_since_is_no_yes(session: Session, lead: Lead, offering: Actor) -> None:
    suggestion = offer(lead, offering)
    leave(session, offering)

    rules.accept(session, suggestion, actor=lead.plan.leader, at=AT)

    assert answer(lead) == ("proposed", "")


def test_a_draft_that_was_begun_for_an_organisation_is_not_sent_for_it_by_who_has_left(
    session: Session, lead: Lead, offering: Actor
) -> None:
    draft = rules.begin(session, lead.plan.roadmap, actor=offering, at=AT)
    rules.put_change(
        session, draft, an_edit(lead.plan, lead.part, organisation=str(offering.acting_for_id)), actor=offering
    )

    rules.send(session, draft, motive="Det blir tydligare.", actor=leave(session, offering), at=AT)

    assert draft.organisation_id is None
    rules.accept(session, draft, actor=lead.plan.leader, at=AT)
    assert answer(lead) == ("proposed", "")


def test_who_has_left_an_organisation_changes_nothing_of_what_was_sent_for_it(
    session: Session, lead: Lead, offering: Actor
) -> None:
    suggestion = offer(lead, offering)
    left = leave(session, offering)

    with pytest.raises(NotAllowed, match="you no longer act for"):
        wish = an_edit(lead.plan, lead.part, note="Vi lägger ned.")
        rules.mend(session, suggestion, wish, actor=left, at=AT)

    rules.withdraw(session, suggestion, reason="", actor=left, at=AT)
    assert suggestion.state is SuggestionState.WITHDRAWN


def test_who_may_not_write_for_a_while_withdraws_without_words(session: Session, lead: Lead, offering: Actor) -> None:
    suggestion = offer(lead, offering)
    muted = replace(offering, mutes={lead.plan.roadmap.area_id: AT.date()})

    with pytest.raises(NotAllowed):
        rules.withdraw(session, suggestion, reason="Läs min blogg.", actor=muted, at=AT)

    rules.withdraw(session, suggestion, reason="", actor=muted, at=AT)
    assert suggestion.state is SuggestionState.WITHDRAWN
