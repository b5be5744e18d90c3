"""What an organisation has said to a part holds for just that part, however others write, move or take up again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.responsibilities.models import About, Question
from roadmaps.responsibilities.rules import Subject, answer_at_home, answer_question, ask_for_leads
from roadmaps.revisions.changes import Place
from roadmaps.revisions.states import current
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer, Part
from roadmaps.roadmap.models import Roadmap
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.areas import as_actor
from tests.factories.responsibilities import LATER, Lead, a_lead, asked_for_lead, letters_after
from tests.factories.roadmap import AT


@pytest.fixture
def lead(session: Session) -> Lead:
    """Somebody else, with a right to write, has proposed the organisation."""
    return a_lead(session)


def decline(lead: Lead) -> None:
    rules.answer_part(
        lead.session, lead.plan.roadmap, lead.part, Answer.DECLINED, note="Inte i år.", actor=lead.actor, at=LATER
    )


def move(lead: Lead, activity, *, based_on: int | None = None) -> None:
    number = lead.plan.number if based_on is None else based_on
    facts = {"based_on": number, "actor": lead.plan.editor, "at": AT}
    rules.move_block(lead.session, lead.plan.roadmap, lead.part, Place(activity), **facts)


def restore(lead: Lead, number: int) -> None:
    facts = {"based_on": lead.plan.number, "actor": lead.plan.editor, "at": AT}
    rules.restore_block(lead.session, lead.plan.roadmap, lead.part, number, **facts)


def answer(lead: Lead) -> tuple[object, object]:
    said = lead.said(lead.part)
    return said["answer"], said["answer_note"]


def test_a_part_that_is_moved_to_another_activity_is_proposed_there(lead: Lead) -> None:
    lead.accept()
    accepted = lead.plan.number

    move(lead, lead.plan.add("activity", "Lägg ned kursen"))

    assert answer(lead) == ("proposed", "")
    rules.undo_revision(lead.session, lead.plan.roadmap, lead.plan.number, actor=lead.plan.editor, at=AT)
    assert answer(lead) == ("accepted", "")
    assert accepted < lead.plan.number


def test_a_part_that_only_changes_its_order_keeps_its_answer(lead: Lead) -> None:
    lead.plan.part(lead.activity, an_organisation(lead.session).id)
    lead.accept()

    move(lead, lead.activity)

    assert answer(lead) == ("accepted", "")


def test_what_is_accepted_while_a_part_is_moved_is_not_accepted_where_it_comes(lead: Lead) -> None:
    elsewhere, before = lead.plan.add("activity", "En annan kurs"), lead.plan.number
    lead.accept()

    move(lead, elsewhere, based_on=before)

    assert answer(lead) == ("proposed", "")


def test_what_one_organisation_accepts_while_another_is_named_is_not_accepted_by_that_one(lead: Lead) -> None:
    before = lead.plan.number
    lead.accept()

    lead.plan.edit(lead.part, organisation=str(an_organisation(lead.session, "Peak").id), based_on=before)

    assert lead.said(lead.part)["organisation_name"] == "Peak"
    assert answer(lead) == ("proposed", "")


def test_a_no_holds_when_an_earlier_yes_is_taken_up_again(lead: Lead) -> None:
    lead.accept()
    accepted = lead.plan.number
    decline(lead)

    restore(lead, accepted)
    assert answer(lead) == ("declined", "Inte i år.")

    rules.undo_revision(lead.session, lead.plan.roadmap, lead.plan.number, actor=lead.plan.editor, at=AT)
    assert answer(lead) == ("declined", "Inte i år.")

    rules.restore_roadmap(lead.session, lead.plan.roadmap, accepted, actor=lead.plan.leader, at=AT)
    assert answer(lead) == ("declined", "Inte i år.")


def test_a_no_holds_when_the_part_has_been_somebody_elses_meanwhile(lead: Lead) -> None:
    lead.accept()
    accepted = lead.plan.number
    decline(lead)
    lead.plan.edit(lead.part, organisation=str(an_organisation(lead.session, "Peak").id))

    restore(lead, accepted)

    assert lead.said(lead.part)["organisation_name"] == "Torsta"
    assert answer(lead) == ("declined", "Inte i år.")


def test_a_yes_comes_back_with_a_part_that_was_taken_away_by_mistake(lead: Lead) -> None:
    lead.accept()
    accepted = lead.plan.number
    lead.plan.remove(lead.part)

    restore(lead, accepted)

    assert answer(lead) == ("accepted", "")


def test_a_part_that_is_taken_up_again_where_it_never_was_is_proposed(lead: Lead) -> None:
    lead.accept()
    accepted = lead.plan.number
    move(lead, lead.plan.add("activity", "En annan kurs"))

    restore(lead, accepted)

    assert answer(lead) == ("proposed", "")


def test_whoever_acts_for_the_organisation_may_move_its_part_and_keep_the_yes(lead: Lead) -> None:
    lead.accept()
    elsewhere = lead.plan.add("activity", "En annan kurs")
    own = as_actor(lead.session, lead.plan.person(lead.plan.editor))
    lead.plan.edit(lead.part, organisation=str(own.organisations[0][0]))

    move(lead, elsewhere)

    assert answer(lead) == ("accepted", "")


def test_an_organisation_whose_part_was_moved_is_asked_about_the_new_one(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    answer_question(session, question, "lead", note="", actor=lead.actor, at=LATER)
    move(lead, lead.plan.add("activity", "En annan kurs"))

    again = letters_after(session, ask_for_leads, LATER + timedelta(weeks=2))

    assert [one.person_id for one in again] == [lead.person.id]


def test_a_yes_to_one_activity_is_none_to_the_one_that_the_part_was_moved_to_meanwhile(lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    move(lead, lead.plan.add("activity", "Lägg ned kursen"))

    with pytest.raises(Invalid, match="has changed since you were asked"):
        answer_question(lead.session, question, "lead", note="Ja, gärna", actor=lead.actor, at=LATER)

    assert answer(lead) == ("proposed", "")


def test_the_letter_about_a_part_that_was_moved_says_that_it_is_not_asked_any_more(
    client: Browser, session: Session, lead: Lead
) -> None:
    token, _ = asked_for_lead(lead)
    move(lead, lead.plan.add("activity", "Lägg ned kursen"))
    session.commit()

    page = client.page(f"/answers/{token}")

    assert page.css_first("h1").text() == "Frågan ställs inte längre"
    assert page.css_first("main form") is None


def test_an_organisation_whose_part_is_moved_before_it_answers_is_asked_anew(session: Session, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    elsewhere = lead.plan.add("activity", "En annan kurs")
    move(lead, elsewhere)

    [letter] = letters_after(session, ask_for_leads, LATER + timedelta(hours=1))

    assert question.withdrawn_at is not None
    assert session.get_one(Question, letter.asked.question_id).activity_id == elsewhere


def test_what_is_answered_at_home_is_about_the_activity_that_was_shown(session: Session, lead: Lead) -> None:
    lead.plan.roadmap.is_working_public = True
    asked_for_lead(lead)
    elsewhere = lead.plan.add("activity", "En annan kurs")
    move(lead, elsewhere)
    facts = {"note": "", "actor": lead.actor, "at": LATER}

    with pytest.raises(Invalid, match="has changed since you were asked"):
        shown = Subject(About.PART, lead.part, lead.organisation.id, lead.activity)
        answer_at_home(session, lead.plan.roadmap, shown, "lead", **facts)
    assert answer(lead) == ("proposed", "")

    shown = Subject(About.PART, lead.part, lead.organisation.id, elsewhere)
    answer_at_home(session, lead.plan.roadmap, shown, "lead", **facts)
    assert answer(lead) == ("accepted", "")


def test_a_yes_waits_for_whoever_is_giving_the_part_to_somebody_else(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        lead = a_lead(session)
        other, roadmap_id, number = str(an_organisation(session, "Peak").id), lead.plan.roadmap.id, lead.plan.number
        actor, editor, part, activity = lead.actor, lead.plan.editor, lead.part, lead.activity
        offer = rules.Offer(lead.organisation.id, activity, Part.LEADS)
    is_written = Event()

    def say_yes() -> None:
        is_written.wait(10)
        with units.change() as own:
            rules.answer_part(
                own, own.get_one(Roadmap, roadmap_id), part, Answer.ACCEPTED, offer=offer, actor=actor, at=AT
            )

    with ThreadPoolExecutor(1) as pool:
        with units.change() as session:
            facts = {"based_on": number, "actor": editor, "at": AT}
            rules.edit_block(session, session.get_one(Roadmap, roadmap_id), part, {"organisation": other}, **facts)
            said = pool.submit(say_yes)
            is_written.set()
            # Long enough for the answer to have been written beside this, if it did not wait.
            with pytest.raises(TimeoutError):
                said.result(timeout=0.5)
        with pytest.raises(Invalid, match="has changed since you were asked"):
            said.result(timeout=30)

    with fresh_database.reading() as session:
        content = current(session, session.get_one(Roadmap, roadmap_id).history)[part].content
    assert (content["organisation"], content["answer"]) == (other, "proposed")


def test_an_own_part_that_others_made_another_meanwhile_is_proposed(session: Session, lead: Lead) -> None:
    own = lead.plan.editor
    lead.plan.edit(lead.part, part="takes_part")
    before = lead.plan.number
    lead.plan.edit(lead.part, by=lead.plan.leader, part="leads")

    lead.plan.edit(lead.part, based_on=before, organisation=str(own.acting_for_id))

    assert (lead.said(lead.part)["part"], *answer(lead)) == ("leads", "proposed", "")
