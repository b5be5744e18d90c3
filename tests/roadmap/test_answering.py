"""What an organisation says for itself, and what nobody says for it."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.revisions.changes import Place
from roadmaps.revisions.models import How
from roadmaps.revisions.queries import find_revision
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer, Part, Status
from roadmaps.roadmap.phases import Phase
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def activity(plan: Plan):
    return plan.add("activity", "Kurs")


def somebody_at(session: Session, organisation):
    """A person who acts for the organisation and has no role in any area."""
    person = a_person(session)
    a_membership(session, person, organisation)
    return as_actor(session, person)


def content(plan: Plan, block):
    return plan.state[block].content


def test_a_lead_that_an_editor_gives_to_others_is_proposed(session: Session, plan: Plan, activity) -> None:
    part = plan.part(activity, an_organisation(session).id, "leads")

    assert content(plan, part)["answer"] == "proposed"


def test_a_lead_that_somebody_gives_to_their_own_organisation_is_accepted(plan: Plan, activity) -> None:
    part = plan.part(activity, plan.editor.acting_for_id, "leads")

    assert content(plan, part)["answer"] == "accepted"


def test_nobody_answers_for_others_by_a_form(session: Session, plan: Plan, activity) -> None:
    facts = {
        "organisation": str(an_organisation(session).id),
        "part": "leads",
        "answer": "accepted",
        "answer_note": "Ja!",
    }
    part = rules.add_block(
        session, plan.roadmap, "responsibility", facts, place=Place(activity), actor=plan.editor, at=AT
    )

    plan.edit(part, answer="accepted", answer_note="Ja!", note="Håller kursen")

    assert (content(plan, part)["answer"], content(plan, part)["answer_note"]) == ("proposed", "")
    assert content(plan, part)["note"] == "Håller kursen"


def test_whoever_acts_for_the_organisation_may_accept_without_a_role(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    part = plan.part(activity, organisation.id, "leads")
    person = somebody_at(session, organisation)

    rules.answer_part(session, plan.roadmap, part, Answer.ACCEPTED, note="Gärna.", actor=person, at=AT)

    revision = find_revision(session, plan.roadmap.history, plan.number)
    assert (content(plan, part)["answer"], content(plan, part)["answer_note"]) == ("accepted", "Gärna.")
    assert (revision.person_id, revision.organisation_id, revision.how) == (
        person.person_id,
        organisation.id,
        How.ANSWER,
    )


def test_an_organisation_may_take_another_part_than_the_proposed_one(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    part = plan.part(activity, organisation.id, "leads")

    rules.answer_part(
        session,
        plan.roadmap,
        part,
        Answer.ACCEPTED,
        part=Part.TAKES_PART,
        actor=somebody_at(session, organisation),
        at=AT,
    )

    assert (content(plan, part)["part"], content(plan, part)["answer"]) == ("takes_part", "accepted")


@pytest.mark.parametrize("who", ["leader", "editor", "coordinator"])
def test_nobody_else_answers_for_an_organisation(session: Session, plan: Plan, activity, who: str) -> None:
    part = plan.part(activity, an_organisation(session).id, "leads")
    actor = {"leader": plan.leader, "editor": plan.editor, **plan.others}[who]

    with pytest.raises(NotAllowed):
        rules.answer_part(session, plan.roadmap, part, Answer.ACCEPTED, actor=actor, at=AT)

    assert content(plan, part)["answer"] == "proposed"


def test_a_lock_does_not_stop_an_answer(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    part = plan.part(activity, organisation.id, "leads")
    plan.lock(None)

    rules.answer_part(session, plan.roadmap, part, Answer.ACCEPTED, actor=somebody_at(session, organisation), at=AT)

    assert content(plan, part)["answer"] == "accepted"


def test_a_closed_roadmap_takes_no_more_answers(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    part = plan.part(activity, organisation.id, "leads")
    plan.roadmap.phase = Phase.CLOSED.value

    with pytest.raises(NotAllowed):
        rules.answer_part(session, plan.roadmap, part, Answer.ACCEPTED, actor=somebody_at(session, organisation), at=AT)


def test_a_part_that_is_gone_cannot_be_answered(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    part = plan.part(activity, organisation.id, "leads")
    plan.remove(part)

    with pytest.raises(NotFound):
        rules.answer_part(session, plan.roadmap, part, Answer.ACCEPTED, actor=somebody_at(session, organisation), at=AT)


def test_an_answer_stands_while_the_part_is_the_same(plan: Plan, activity) -> None:
    part = plan.part(activity, plan.editor.acting_for_id, "leads")

    plan.edit(part, by=plan.leader, note="Håller kursen i Ås")

    assert content(plan, part)["answer"] == "accepted"


def test_a_part_that_goes_to_another_organisation_is_proposed_anew(session: Session, plan: Plan, activity) -> None:
    part = plan.part(activity, plan.editor.acting_for_id, "leads")

    plan.edit(part, by=plan.leader, organisation=str(an_organisation(session).id))

    assert content(plan, part)["answer"] == "proposed"


def test_what_is_undone_has_its_answer_again(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    part = plan.part(activity, organisation.id, "leads")
    rules.answer_part(session, plan.roadmap, part, Answer.ACCEPTED, actor=somebody_at(session, organisation), at=AT)
    plan.remove(part)

    rules.undo_revision(session, plan.roadmap, plan.number, actor=plan.editor, at=AT)

    assert content(plan, part)["answer"] == "accepted"


def test_the_leading_organisation_tells_how_it_goes(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    plan.part(activity, organisation.id, "leads")
    person = somebody_at(session, organisation)

    rules.tell_status(
        session,
        plan.roadmap,
        activity,
        Status.OBSTACLE,
        note="Lokalen är uthyrd.",
        organisation_id=organisation.id,
        actor=person,
        at=AT,
    )

    assert (content(plan, activity)["status"], content(plan, activity)["status_note"]) == (
        "obstacle",
        "Lokalen är uthyrd.",
    )


def test_an_organisation_that_no_longer_leads_has_nothing_to_tell(session: Session, plan: Plan, activity) -> None:
    organisation = an_organisation(session)
    plan.part(activity, organisation.id, "takes_part")

    with pytest.raises(Invalid):
        rules.tell_status(
            session,
            plan.roadmap,
            activity,
            Status.DONE,
            organisation_id=organisation.id,
            actor=somebody_at(session, organisation),
            at=AT,
        )
