"""Whoever told of something hears what becomes of it."""

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.discovery.models import Candidate, Finding
from roadmaps.discovery.words import CandidateState
from roadmaps.notifications.models import MailKind, OutgoingMail
from roadmaps.notifications.rules import stop
from tests.browsing import Browser
from tests.factories.discovery import a_candidate, a_finding
from tests.factories.roadmap import AT, Plan, a_plan

ADDRESS = "anna@example.org"


def letters(session: Session) -> list[OutgoingMail]:
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def told_by_form(client: Browser, plan: Plan) -> Finding:
    form = {"sort": "idea", "title": "Fjällmat", "email": ADDRESS}
    client.post(f"/areas/{plan.slug}/discovery/new", data=form)
    return plan.session.scalars(select(Finding)).one()


def link_in(mail: OutgoingMail) -> str:
    [address] = set(re.findall(r"/findings/follow/\S+", mail.text))
    return address


def decide(client: Browser, plan: Plan, candidate: Candidate) -> None:
    facts = {"state": "chosen_away", "reasons": "För tidigt.\nVi väntar.", "decided_by": "Styrgruppen"}
    client.sign_in(plan.person(plan.leader))
    answer = client.post(f"/candidates/{candidate.id}/decision", data={**facts, "decided_on": "2026-05-18"})
    assert answer.status_code == 303


def test_an_address_that_was_confirmed_is_told_what_was_decided(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    finding = told_by_form(client, plan)
    [receipt] = letters(session)
    assert (receipt.to, receipt.has_secret) == (ADDRESS, True)
    # The address may be that of somebody who told nothing, so the letter carries no word of what was told.
    assert "Fjällmat" not in receipt.subject + receipt.text + receipt.html

    page = client.page(link_in(receipt))
    assert page.css_first("form[action$='/address']") is not None
    client.post(f"{link_in(receipt)}/address")
    candidate = a_candidate(plan, finding, title="Mat från fjäll och skog")
    decide(client, plan, candidate)

    [_, told] = letters(session)
    assert "För tidigt." in told.text
    assert "Mat från fjäll och skog" in told.html
    assert "För tidigt." in client.page(link_in(told)).text()


def test_an_address_that_was_never_confirmed_gets_one_letter(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    finding = told_by_form(client, plan)

    decide(client, plan, a_candidate(plan, finding))

    assert len(letters(session)) == 1


def test_the_page_after_telling_does_not_confirm_the_address(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    form = {"sort": "idea", "title": "Fjällmat", "email": ADDRESS}
    page = str(client.post(f"/areas/{plan.slug}/discovery/new", data=form).headers["Location"])

    assert client.page(page).css_first("form[action$='/address']") is None
    assert client.post(f"{page}/address").status_code == 403
    client.post(f"{page}/address/removal")
    assert session.scalars(select(Finding.email)).one() == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_people_with_an_account_are_told_why_something_was_set_aside(
    session: Session, client: Browser, language: str
) -> None:
    plan = a_plan(session)
    plan.person(plan.editor).language = language
    finding = a_finding(plan, by=plan.editor)
    client.sign_in(plan.person(plan.leader))

    client.post(f"/findings/{finding.id}/setting-aside", data={"reason": "Det finns redan i färdplanen."})

    [told] = letters(session)
    assert (told.person_id, told.language, told.has_secret) == (plan.editor.person_id, language, False)
    assert "Det finns redan i färdplanen." in told.text


def test_whoever_wants_no_letters_gets_none(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    stop(session, plan.editor.person_id, MailKind.ANSWERS, at=AT)

    decide(client, plan, a_candidate(plan, a_finding(plan, by=plan.editor)))

    assert letters(session) == []
    assert session.scalars(select(Candidate.state)).one() is CandidateState.CHOSEN_AWAY
