"""The pages of responsibilities, and the pages behind the links in letters."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.revisions.changes import Place
from roadmaps.roadmap.rules import move_block
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.responsibilities import LATER, Lead, a_lead, asked_for_lead, asked_for_status
from tests.factories.roadmap import AT, a_plan


@pytest.fixture
def lead(session: Session) -> Lead:
    return a_lead(session)


def test_looking_at_a_link_does_nothing_however_often(session: Session, client: Browser, lead: Lead) -> None:
    token, question = asked_for_lead(lead)

    answers = [client.get(f"/answers/{token}"), client.head(f"/answers/{token}"), client.get(f"/answers/{token}")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert question.answered_at is None
    assert lead.said(lead.part)["answer"] == "proposed"


def test_a_link_answers_without_signing_in_and_then_tells_what_was_answered(
    session: Session, client: Browser, lead: Lead
) -> None:
    token, _ = asked_for_lead(lead)

    form = client.page(f"/answers/{token}?answer=lead")
    answer = client.post(f"/answers/{token}?answer=lead", data={"answer": "lead", "note": "Gärna!"})
    page = client.page(f"/answers/{token}")

    assert form.css_first("input[name=answer][checked]").attributes["value"] == "lead"
    assert answer.status_code == 303
    assert lead.said(lead.part)["answer"] == "accepted"
    assert "Gärna!" in page.text()
    assert page.css_first("form[method=post] input[name=answer]") is None


def test_a_link_works_once(client: Browser, lead: Lead) -> None:
    token, _ = asked_for_lead(lead)
    client.post(f"/answers/{token}", data={"answer": "lead"})

    client.post(f"/answers/{token}", data={"answer": "cannot", "note": "Ångrade oss."})

    assert lead.said(lead.part)["answer"] == "accepted"


def test_what_was_typed_stays_when_the_answer_says_too_little(client: Browser, lead: Lead) -> None:
    token, _ = asked_for_lead(lead)

    answer = client.post(f"/answers/{token}", data={"answer": "need", "note": ""})

    assert answer.status_code == 422
    assert 'value="need" checked' in answer.text
    assert "field-note-error" in answer.text


@pytest.mark.parametrize("why", ["expired", "withdrawn", "deactivated", "left the organisation"])
def test_a_link_that_no_longer_works_says_why_and_takes_no_answer(
    session: Session, client: Browser, lead: Lead, why: str
) -> None:
    token, question = asked_for_lead(lead)
    if why == "expired":
        question.expires_at = LATER.replace(year=2020)
    elif why == "withdrawn":
        question.withdrawn_at = LATER
    elif why == "deactivated":
        lead.person.deactivated_at = LATER
    else:
        lead.organisation.archived_at = LATER
    session.flush()

    shown, answered = client.get(f"/answers/{token}"), client.post(f"/answers/{token}", data={"answer": "lead"})

    assert (shown.status_code, answered.status_code) == (200, 200)
    assert 'name="answer"' not in shown.text
    assert lead.said(lead.part)["answer"] == "proposed"


def test_a_link_that_was_never_sent_leads_nowhere(client: Browser) -> None:
    assert client.get("/answers/nonsense").status_code == 404


def test_the_page_of_a_link_is_kept_by_nobody(client: Browser, lead: Lead) -> None:
    token, _ = asked_for_lead(lead)

    headers = client.get(f"/answers/{token}").headers

    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("no-store", "noindex")


@pytest.mark.csrf
def test_a_form_of_another_site_answers_nothing(client: Browser, lead: Lead) -> None:
    token, question = asked_for_lead(lead)

    assert client.post(f"/answers/{token}", data={"answer": "lead"}).status_code == 400
    assert question.answered_at is None


def test_how_it_goes_is_told_by_a_link(client: Browser, lead: Lead) -> None:
    token, _ = asked_for_status(lead.accept())

    client.post(f"/answers/{token}", data={"answer": "obstacle", "note": "Lokalen är uthyrd."})

    assert lead.said(lead.activity)["status_note"] == "Lokalen är uthyrd."
    assert "Lokalen är uthyrd." in client.page(lead.plan.address).text()


def test_somebody_of_the_organisation_finds_the_question_on_their_own_page_and_in_the_roadmap(
    client: Browser, lead: Lead
) -> None:
    asked_for_lead(lead)
    client.sign_in(lead.person)

    assert "Kurs" in client.page("/me").css_first(".waiting-questions").text()
    assert client.page(lead.plan.address).css_first(".way-to-answer") is not None


def test_somebody_of_another_organisation_is_not_asked(session: Session, client: Browser, lead: Lead) -> None:
    stranger = a_person(session)
    a_membership(session, stranger, an_organisation(session))
    client.sign_in(stranger)

    assert client.page(lead.plan.address).css_first(".way-to-answer") is None
    assert client.get(f"/blocks/{lead.part}/answer").status_code == 403


def test_an_answer_signed_in_stands_in_the_roadmap(client: Browser, lead: Lead) -> None:
    client.sign_in(lead.person)

    answer = client.post(f"/blocks/{lead.part}/answer", data={"answer": "lead"})

    assert answer.status_code == 303
    assert lead.said(lead.part)["answer"] == "accepted"


def test_a_lead_is_shown_as_proposed_until_it_is_accepted(client: Browser, lead: Lead) -> None:
    before = (
        client.page(f"/areas/{lead.plan.slug}/responsibilities").css_first("td .responsibility-part").text(strip=True)
    )
    lead.accept()
    after = (
        client.page(f"/areas/{lead.plan.slug}/responsibilities").css_first("td .responsibility-part").text(strip=True)
    )

    assert before != after


def test_process_leaders_ask_again_from_the_list(session: Session, client: Browser, lead: Lead) -> None:
    _, question = asked_for_lead(lead)
    question.asked_at = LATER.replace(month=10)
    client.sign_in(lead.plan.person(lead.plan.leader))

    page = client.page(f"/areas/{lead.plan.slug}/responsibilities")
    client.post(f"/blocks/{lead.part}/questions")

    assert page.css_first(f'form[action="/blocks/{lead.part}/questions"]') is not None
    assert question.withdrawn_at is not None


def test_how_often_is_chosen_by_the_process_leader(client: Browser, lead: Lead) -> None:
    client.sign_in(lead.plan.person(lead.plan.leader))

    kept = client.post(f"/areas/{lead.plan.slug}/asking", data={"months": "12"})

    assert kept.status_code == 303
    assert client.page(f"/areas/{lead.plan.slug}/asking").css_first("input[checked]").attributes["value"] == "12"


def test_an_empty_roadmap_says_what_the_page_is_for(session: Session, client: Browser) -> None:
    page = client.page(f"/areas/{a_plan(session).slug}/responsibilities")

    assert page.css_first(".empty-state") is not None


@pytest.mark.parametrize("asked", [asked_for_lead, asked_for_status])
def test_an_activity_that_is_gone_leaves_the_own_page_as_it_was_without_its_question(
    session: Session, client: Browser, lead: Lead, asked
) -> None:
    lead.plan.roadmap.is_working_public = True
    if asked is asked_for_status:
        lead.accept()
    token, _ = asked(lead)
    client.sign_in(lead.person)
    assert "Kurs" in client.page("/me").text()

    lead.plan.remove(lead.part, lead.activity)

    assert "Kurs" not in client.page("/me").text()
    assert client.page(f"/answers/{token}").css_first("h1").text() == "Frågan ställs inte längre"


def test_a_form_that_lay_open_while_the_part_was_moved_answers_nothing_until_it_has_been_read_anew(
    session: Session, client: Browser, lead: Lead
) -> None:
    lead.plan.roadmap.is_working_public = True
    client.sign_in(lead.person)
    door = f"/blocks/{lead.part}/answer"
    shown = client.page(door).css_first("main [name=activity]").attributes["value"]
    elsewhere = lead.plan.add("activity", "Lägg ned kursen")
    facts = {"based_on": lead.plan.number, "actor": lead.plan.editor, "at": AT}
    move_block(session, lead.plan.roadmap, lead.part, Place(elsewhere), **facts)

    answer = client.post(door, data={"answer": "lead", "note": "Gärna.", "activity": shown})

    assert answer.status_code == 422
    page = page_of(answer)
    assert "Lägg ned kursen" in page.text()
    assert page.css_first("[name=note]").attributes["value"] == "Gärna."
    assert lead.said(lead.part)["answer"] == "proposed"
    anew = page.css_first("main [name=activity]").attributes["value"]
    assert client.post(door, data={"answer": "lead", "note": "Gärna.", "activity": anew}).status_code == 303
    assert lead.said(lead.part)["answer"] == "accepted"
