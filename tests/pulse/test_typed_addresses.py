"""Whoever holds a pulse types where letters go; what an organisation has answered does not follow an address."""

import re

import pytest
from sqlalchemy import delete, select

from roadmaps.accounts.models import Membership
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from roadmaps.pulse.events import AskedTold, Occasion
from roadmaps.pulse.models import PulseLink
from roadmaps.pulse.queries import answer_of
from roadmaps.pulse.rules import answering, holding
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.telling import addressees_of
from roadmaps.pulse.words import Consent
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.pulse import a_pulse, tokens
from tests.factories.roadmap import AT

OWN = "ledarens.egen@example.org"
FIRM = "Firman i Krokom"


def letters_to(session, address=OWN):
    return session.scalars(select(OutgoingMail).where(OutgoingMail.to == address)).all()


def test_an_address_that_was_typed_gets_no_link_to_the_answer_of_those_with_an_account(session):
    taken = a_pulse(session)
    kim = taken.somebody_at(FIRM)

    taken.open(**{FIRM: OWN})
    holding.remind(session, taken.pulse, actor=taken.leader, at=AT)

    told = [one for one in take_recorded(session) if isinstance(one, AskedTold)]
    assert {(one.occasion, one.person_id, bool(one.token)) for one in told} == {
        (Occasion.ASKED, kim.person_id, True),
        (Occasion.ASKED, None, False),
        (Occasion.REMINDED, kim.person_id, True),
        (Occasion.REMINDED, None, False),
    }
    assert set(session.scalars(select(PulseLink.person_id))) == {kim.person_id}


def test_nobody_answers_beside_an_organisation_by_a_name_that_looks_like_its(session):
    taken = a_pulse(session)
    kim = taken.somebody_at(FIRM)

    taken.ask(**{"Firman  I KROKOM": OWN})

    assert [(one.organisation_id, one.name) for one in taken.asked] == [(kim.acting_for_id, FIRM)]


def test_its_letter_leads_to_signing_in_and_the_leader_is_told_so(client, session):
    taken = a_pulse(session)
    taken.somebody_at(FIRM)
    client.sign_in(taken.plan.person(taken.leader))
    client.set_cookie("language", "en")
    client.post(f"{taken.address}/asked", data={"others": f"{FIRM}, {OWN}"})
    assert f"{OWN} (is told, but cannot answer without an account)" in client.get(f"{taken.address}/asked").text

    assert client.post(f"{taken.address}/opening").status_code == 303

    [letter] = letters_to(session)
    [link] = re.findall(r"/pulses?/\S+", letter.text)
    assert link == f"{taken.address}/answer"
    assert not letter.has_secret
    client.delete_cookie("session")
    assert "/sign-in" in client.get(link).location


def test_an_organisation_with_nobody_here_answers_by_its_letter_until_somebody_has_an_account(client, session):
    taken = a_pulse(session)
    firm = an_organisation(session, FIRM)
    taken.open(**{FIRM: OWN})
    [token] = tokens(session)
    client.set_cookie("language", "en")
    marks = {f"mark-{number}": "3" for number in (1, 2, 3)}
    assert client.post(f"/pulse/{token}", data={**marks, "version": "0"}).status_code == 303

    joins(session, firm)

    page = client.get(f"/pulse/{token}")
    assert page.status_code == 403
    assert f"{FIRM} answers with an account now" in page.text and "/sign-in?next=/pulse/" in page.text
    changed = client.post(f"/pulse/{token}", data={**marks, "version": "1", "words": "Ord som inte försvinner."})
    assert changed.status_code == 403 and "Ord som inte försvinner." in changed.text
    assert client.post(f"/pulse/{token}/words/withdrawal").status_code == 403
    with pytest.raises(NotAllowed):
        taken.answer(taken.asked[0], 5, 5, 5, version=1)


def test_a_link_leads_whoever_is_signed_in_for_the_organisation_to_their_own_seat(client, session):
    taken = a_pulse(session)
    firm = an_organisation(session, FIRM)
    taken.open(**{FIRM: OWN})
    [token] = tokens(session)
    client.sign_in(taken.plan.person(joins(session, firm)))

    assert client.get(f"/pulse/{token}").location == f"{taken.address}/answer"
    client.sign_in(taken.plan.person(taken.leader))
    assert client.get(f"/pulse/{token}").status_code == 403


def test_what_somebody_with_an_account_has_answered_stays_closed_when_they_have_left(client, session):
    taken = a_pulse(session)
    firm = an_organisation(session, FIRM)
    taken.open(**{FIRM: OWN})
    [token] = tokens(session)
    kim = joins(session, firm)
    [asked] = taken.asked
    said = Said(taken.marks(1, 2, 5), "Ett hemligt ord.", Consent.UNNAMED)
    answering.answer(session, asked, said, version=0, actor=kim, at=AT)
    leaves(session, kim)

    page = client.get(f"/pulse/{token}")

    assert page.status_code == 403 and "Ett hemligt ord." not in page.text
    with pytest.raises(NotAllowed):
        taken.answer(asked, 5, 5, 5, words="Bytt ord.", consent=Consent.NAMED, version=1)
    with pytest.raises(NotAllowed):
        answering.take_back_words(session, asked, actor=None, by_letter=True)
    assert [one.has_link for one in addressees_of(session, [asked], AT)[asked.id]] == [False]
    assert answer_of(session, asked.id).words == "Ett hemligt ord."


def joins(session, organisation):
    """Somebody with an account who acts for the organisation from now on."""
    person = a_person(session, f"Kim vid {organisation.name}")
    a_membership(session, person, organisation)
    return as_actor(session, person)


def leaves(session, actor):
    """They act for nobody any more."""
    session.execute(delete(Membership).where(Membership.person_id == actor.person_id))
    session.flush()
