"""Whoever holds a consultation types where letters go; what an organisation writes does not follow an address."""

import io
import re

import pytest
from sqlalchemy import delete, select

from roadmaps.accounts.models import Membership
from roadmaps.consultation.addressees import addressees_of
from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.models import ConsulteeLink, Response
from roadmaps.consultation.queries import consultees_of, draft_of
from roadmaps.consultation.rules import answering, holding, preparing, sending
from roadmaps.consultation.words import PartSort
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from tests.factories.accounts import an_organisation
from tests.factories.consultation import PDF, a_consultation, statement
from tests.factories.roadmap import AT

OWN = "ledarens.egen@example.org"
FIRM = "Firman i Krokom"
BEARER = Writer("Någon med länken")


def told_of(session):
    return [one for one in take_recorded(session) if isinstance(one, ConsulteeTold)]


def by_link(session):
    """The address of the newest letter's link without a person."""
    return f"/answer/{[one.token for one in told_of(session) if one.person_id is None][-1]}"


def leaves(session, actor):
    """They act for nobody any more."""
    session.execute(delete(Membership).where(Membership.person_id == actor.person_id))
    session.flush()


@pytest.mark.parametrize("way", ["list", "list once more", "address"])
def test_an_address_that_was_typed_gets_no_link_to_the_answer_of_those_with_an_account(session, way):
    held = a_consultation(session)
    kim = held.somebody_at(FIRM)
    held.open(*([] if way == "list" else [FIRM]))
    take_recorded(session)

    if way == "address":
        preparing.set_address(session, held.consultee(kim), OWN, actor=held.leader, at=AT)
    else:
        held.ask(**{FIRM: OWN})
    holding.remind(session, held.consultation, actor=held.leader, at=AT)

    # The organisation's people are told together with whoever reads that address.
    assert {(one.occasion, one.person_id, bool(one.token)) for one in told_of(session)} == {
        (Occasion.INVITED, kim.person_id, True),
        (Occasion.INVITED, None, False),
        (Occasion.REMINDED, kim.person_id, True),
        (Occasion.REMINDED, None, False),
    }
    assert set(session.scalars(select(ConsulteeLink.person_id))) == {kim.person_id}


@pytest.mark.parametrize("typed", ["Firman  i Krokom", "FIRMAN I KROKOM", "Firman\u200b i Krokom", "Fırman i Krokom"])
def test_a_name_that_looks_like_an_organisation_s_is_that_organisation(client, session, typed):
    held = a_consultation(session)
    kim = held.somebody_at(FIRM)
    held.open()
    client.sign_in(held.plan.person(held.leader))

    assert client.post(f"{held.address}/consultees", data={"others": f"{typed}, {OWN}"}).status_code == 303

    [consultee] = session.scalars(consultees_of(held.consultation.id)).all()
    assert (consultee.organisation_id, consultee.name) == (kim.acting_for_id, FIRM)


def test_a_name_of_letters_that_look_alike_is_refused_and_stays_in_the_form(client, session):
    held = a_consultation(session)
    held.open()
    client.sign_in(held.plan.person(held.leader))
    client.set_cookie("language", "en")
    typed = "Firm\u0430n i Krokom, a@example.org"

    refused = client.post(f"{held.address}/consultees", data={"others": typed})

    assert refused.status_code == 422
    assert "Write each word in letters of one alphabet." in refused.text and typed in refused.text


def test_its_letters_lead_to_signing_in_and_the_leader_is_told_so(client, session):
    held = a_consultation(session)
    kim = held.somebody_at(FIRM)
    held.open(FIRM)
    client.sign_in(held.plan.person(held.leader))
    client.set_cookie("language", "en")

    address = f"/consultees/{held.consultee(kim).id}/address"
    assert client.post(address, data={"email": OWN}).status_code == 303

    listed = client.get(f"{held.address}/consultees").text
    assert f"{OWN} (is told, but cannot answer without an account)" in listed
    [letter] = session.scalars(select(OutgoingMail).where(OutgoingMail.to == OWN)).all()
    [link] = re.findall(r"/(?:answer|consultations)/\S+", letter.text)
    assert link == f"{held.address}/answer"
    assert not letter.has_secret
    client.delete_cookie("session")
    assert "/sign-in" in client.get(link).location


def test_an_organisation_with_nobody_here_answers_by_its_letter_until_somebody_has_an_account(client, session):
    held = a_consultation(session)
    an_organisation(session, FIRM)
    held.open()
    held.ask(**{FIRM: OWN})
    link = by_link(session)
    client.set_cookie("language", "en")
    assert client.post(link, data={"text-statement": "Först.", "version-statement": "0"}).status_code == 303

    kim = held.somebody_at(FIRM)

    page = client.get(link)
    assert page.status_code == 403
    assert f"{FIRM} answers with an account now" in page.text and "/sign-in?next=/answer/" in page.text
    assert "Först." not in page.text
    late = {"text-statement": "Ord som inte försvinner.", "version-statement": "1"}
    refused = client.post(link, data=late)
    assert refused.status_code == 403 and "Ord som inte försvinner." in refused.text
    client.sign_in(held.plan.person(kim))
    assert client.get(link).location == f"{held.address}/answer"
    assert "Först." in client.get(f"{held.address}/answer").text


def test_a_draft_of_somebody_with_an_account_stays_closed_when_they_have_left(client, session):
    held = a_consultation(session)
    an_organisation(session, FIRM)
    held.open()
    held.ask(**{FIRM: OWN})
    link = by_link(session)
    kim = held.somebody_at(FIRM)
    held.write(kim, statement("Ett hemligt utkast."))
    consultee = held.consultee(kim)
    leaves(session, kim)

    for page in ("", "/summary", "/sent", "/letter", f"/blocks/{held.blocks['goal']}"):
        answer = client.get(f"{link}{page}")
        assert answer.status_code == 403 and "Ett hemligt utkast." not in answer.text, page
    assert client.post(f"{link}/summary", data={"signed_by": "Vd Låtsas"}).status_code == 403
    assert client.post(f"{link}/letter", data={"letter": (io.BytesIO(PDF), "a.pdf")}).status_code == 403
    assert session.scalars(select(Response)).all() == []
    assert [one.has_link for one in addressees_of(session, [consultee], AT)[consultee.id]] == [False]


@pytest.mark.parametrize("act", ["save", "propose", "letter", "take out", "decline", "submit"])
@pytest.mark.parametrize("has_left", [False, True])
def test_no_rule_lets_a_link_without_a_person_touch_what_an_account_has_written(session, act, has_left):
    held = a_consultation(session)
    kim = held.somebody_at(FIRM)
    held.open(FIRM)
    held.write(kim, statement("Ett hemligt utkast."))
    consultee, goal = held.consultee(kim), held.blocks["goal"]
    sitting = {"writer": BEARER, "at": AT}
    if has_left:
        leaves(session, kim)

    acts = {
        "save": lambda: answering.save(session, consultee, [statement("Bytt.", version=1)], **sitting),
        "propose": lambda: answering.propose(
            session, consultee, goal, {"text": "Annat."}, motive="Så.", sources=[], version=0, **sitting
        ),
        "letter": lambda: answering.add_letter(session, consultee, "a.pdf", PDF, **sitting),
        "take out": lambda: answering.take_out_part(session, consultee, PartSort.PROPOSAL, str(goal), **sitting),
        "decline": lambda: answering.decline(session, consultee, reason="Nej.", **sitting),
        "submit": lambda: sending.submit(session, consultee, signed_by="Vd Låtsas", **sitting),
    }
    with pytest.raises(NotAllowed, match="answers with an account"):
        acts[act]()

    assert draft_of(session, consultee.id)["statement", ""].content == {"text": "Ett hemligt utkast."}


def test_an_answer_that_was_sent_with_an_account_stays_closed_to_earlier_links(client, session):
    held = a_consultation(session)
    held.open()
    held.ask(**{FIRM: OWN})
    link = by_link(session)
    assert client.get(link).status_code == 200

    # The organisation comes here by the same name, and so to the same seat.
    held.answer(FIRM, "Ett svar med konto.")

    assert len(session.scalars(consultees_of(held.consultation.id)).all()) == 1
    assert client.get(f"{link}/sent").status_code == 403
