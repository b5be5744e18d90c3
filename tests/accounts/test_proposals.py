"""For whom people are proposed to act, and what coordinators make of it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.events import MemberAdded, MemberProposed, ProposedMemberSettled
from roadmaps.accounts.models import Person, ProposedMembership
from roadmaps.accounts.queries import waiting_proposals
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from tests.browsing import Browser
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, as_actor

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def proposed(session: Session, person: Person | None = None) -> ProposedMembership:
    asa = person or a_person(session, "Åsa Berg")
    by = a_person(session, "Per Holm")
    rules.propose_member(session, an_organisation(session, "Torsta"), asa, on=TODAY, at=NOW, by_id=by.id)
    take_recorded(session)
    return session.scalars(waiting_proposals()).one()


def whom(session: Session, proposal: ProposedMembership) -> Person:
    return session.get_one(Person, proposal.person_id)


def test_a_coordinator_makes_a_membership_of_it(session: Session) -> None:
    proposal, maja = proposed(session), a_coordinator(session)

    rules.confirm_member(session, proposal, on=TODAY, at=NOW, actor=maja)

    assert as_actor(session, proposal.person, on=TODAY).organisations == ((proposal.organisation_id, "Torsta"),)
    assert session.scalars(waiting_proposals()).all() == []
    added, settled = take_recorded(session)
    assert isinstance(added, MemberAdded)
    assert isinstance(settled, ProposedMemberSettled)
    assert (added.by_id, settled.is_confirmed) == (maja.person_id, True)


def test_what_is_declined_gives_nothing_and_waits_no_more(session: Session) -> None:
    proposal = proposed(session)

    rules.decline_member(session, proposal, at=NOW, actor=a_coordinator(session))

    assert as_actor(session, proposal.person, on=TODAY).organisations == ()
    assert session.scalars(waiting_proposals()).all() == []
    with pytest.raises(Invalid):
        rules.confirm_member(session, proposal, on=TODAY, at=NOW, actor=a_coordinator(session))


def test_only_coordinators_decide_and_never_about_themselves(session: Session) -> None:
    proposal = proposed(session, a_person(session, "Åsa Berg", is_coordinator=True))

    for person in (proposal.person, a_person(session)):
        with pytest.raises(NotAllowed):
            rules.confirm_member(session, proposal, on=TODAY, at=NOW, actor=as_actor(session, person))
        with pytest.raises(NotAllowed):
            rules.decline_member(session, proposal, at=NOW, actor=as_actor(session, person))


def test_nobody_deactivated_is_made_to_act_for_an_organisation(session: Session) -> None:
    proposal = proposed(session)
    proposal.person.deactivated_at = NOW

    with pytest.raises(Invalid):
        rules.confirm_member(session, proposal, on=TODAY, at=NOW, actor=a_coordinator(session))

    assert session.scalars(waiting_proposals()).all() == []


def test_what_is_so_or_is_asked_already_is_not_asked_again(session: Session) -> None:
    proposal = proposed(session)
    belongs, place = a_person(session), an_organisation(session)
    a_membership(session, belongs, place)

    asked = {"on": TODAY, "at": NOW, "by_id": proposal.proposed_by_id}
    rules.propose_member(session, proposal.organisation, proposal.person, **asked)
    rules.propose_member(session, place, belongs, **asked)

    assert not any(isinstance(event, MemberProposed) for event in take_recorded(session))
    assert [one.id for one in session.scalars(waiting_proposals())] == [proposal.id]


def test_coordinators_find_it_and_settle_it_with_one_press(client: Browser, session: Session) -> None:
    proposal = proposed(session)
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))
    address = f"/organisations/{proposal.organisation_id}"

    for page in (client.page("/administration"), client.page(address)):
        told = page.css_first("[aria-labelledby=proposals]").text()
        assert all(word in told for word in ("Åsa Berg", "Torsta", "Per Holm"))
    client.post(f"{address}/proposals/{proposal.id}/confirmation")

    assert client.page(address).css_first("[aria-labelledby=proposals]") is None
    assert client.page("/administration").css_first("[aria-labelledby=proposals]") is None
    assert dict(as_actor(session, whom(session, proposal)).organisations) == {proposal.organisation_id: "Torsta"}


def test_a_coordinator_declines_with_one_press(client: Browser, session: Session) -> None:
    proposal = proposed(session)
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))

    client.post(f"/organisations/{proposal.organisation_id}/proposals/{proposal.id}/declining")

    assert as_actor(session, whom(session, proposal)).organisations == ()
    assert client.page("/administration").css_first("[aria-labelledby=proposals]") is None


def test_others_see_nothing_of_it_but_the_person_is_told(client: Browser, session: Session) -> None:
    proposal = proposed(session)
    address = f"/organisations/{proposal.organisation_id}"

    client.sign_in(a_person(session))
    assert "Åsa Berg" not in client.page(address).body.text()
    client.sign_in(whom(session, proposal))

    assert "Torsta" in client.page("/me").css_first("[aria-labelledby=organisations]").text()
    assert client.post(f"{address}/proposals/{proposal.id}/confirmation").status_code == 403
    assert as_actor(session, whom(session, proposal)).organisations == ()


def test_a_proposal_is_settled_at_its_own_organisation_only(client: Browser, session: Session) -> None:
    proposal, other = proposed(session), an_organisation(session)
    client.sign_in(session.get_one(Person, a_coordinator(session).person_id))

    answer = client.post(f"/organisations/{other.id}/proposals/{proposal.id}/confirmation")

    assert answer.status_code == 404
    assert [one.id for one in session.scalars(waiting_proposals())] == [proposal.id]
