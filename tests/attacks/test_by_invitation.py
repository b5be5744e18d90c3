"""What an invitation could be misused for: to speak for others, and to come back after having been shut out."""

import re
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules as accounts
from roadmaps.accounts.models import Invitation, Membership, Organisation, Person
from roadmaps.accounts.queries import waiting_proposals
from roadmaps.accounts.rules import Letter
from roadmaps.areas import rules
from roadmaps.areas.models import Area, Role, RoleGrant
from roadmaps.areas.queries import find_grant
from roadmaps.foundation.clock import now, today
from tests.browsing import Browser
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor

PASSWORD = "fyra björkar på udden"
ADDRESS = "asa@example.org"


@dataclass
class Scene:
    """An area, whoever leads it, an organisation that is not theirs, and a coordinator."""

    session: Session
    area: Area
    leader: Person
    other: Organisation
    coordinator: Person

    def promise(self, by: Person, role: Role = Role.ACTOR) -> Letter:
        """An invitation to the area."""
        actor = as_actor(self.session, by)
        return rules.invite_to_area(self.session, self.area, role, email=ADDRESS, at=now(), actor=actor)

    def came(self) -> Person | None:
        """Whoever has come by the invitation."""
        return self.session.scalar(select(Person).where(Person.email == ADDRESS))


@pytest.fixture
def scene(session: Session) -> Scene:
    area, leader = an_area(session), a_person(session, "Per Holm")
    a_role(session, area, leader, Role.PROCESS_LEADER)
    maja = session.get_one(Person, a_coordinator(session).person_id)
    return Scene(session, area, leader, an_organisation(session, "Torsta"), maja)


def accept(client: Browser, token: str) -> int:
    """Take the invitation up as a new person; the status of the answer."""
    client.delete_cookie(client.application.config["SESSION_COOKIE_NAME"])
    data = {"name": "Åsa Berg", "language": "sv", "password": PASSWORD}
    return client.post(f"/invitations/{token}", data=data).status_code


def test_whoever_leads_an_area_cannot_let_anybody_speak_for_an_organisation_of_others(
    client: Browser, scene: Scene
) -> None:
    client.sign_in(scene.leader)
    address = f"/areas/{scene.area.slug}/people/invitation"
    told = client.page(address).css_first("main").text()
    sent = {
        "email": ADDRESS,
        "name": "Åsa",
        "language": "sv",
        "role": "editor",
        "organisation_id": str(scene.other.id),
    }
    shown = client.get(client.post(address, data=sent).location).text
    [token] = set(re.findall(r"/invitations/([\w-]{43})", shown))

    assert accept(client, token) == 303

    asa = scene.came()
    assert asa is not None
    actor = as_actor(scene.session, asa)
    assert (actor.organisations, actor.acting_for_id) == ((), None)
    assert actor.roles == {scene.area.id: {"editor"}}
    assert scene.session.scalar(select(Membership.id).where(Membership.person_id == asa.id)) is None
    [waiting] = scene.session.scalars(waiting_proposals()).all()
    assert (waiting.person_id, waiting.organisation_id) == (asa.id, scene.other.id)
    # The one who invites, and the one who is invited, have been told that it waits for a coordinator.
    assert len({told, shown}) == 2
    assert "Torsta" in client.page("/me").css_first("[aria-labelledby=organisations]").text()


def test_whoever_leads_an_area_cannot_confirm_what_they_have_proposed(client: Browser, scene: Scene) -> None:
    asa = a_person(scene.session, "Åsa Berg", email=ADDRESS)
    accounts.propose_member(scene.session, scene.other, asa, on=today(), at=now(), by_id=scene.leader.id)
    [waiting] = scene.session.scalars(waiting_proposals()).all()
    client.sign_in(scene.leader)

    answer = client.post(f"/organisations/{scene.other.id}/proposals/{waiting.id}/confirmation")

    assert answer.status_code == 403
    assert as_actor(scene.session, asa).organisations == ()


def test_an_invitation_sent_again_by_a_coordinator_gives_no_more_than_it_did(client: Browser, scene: Scene) -> None:
    letter = scene.promise(scene.leader)
    letter.invitation.organisation = scene.other
    client.sign_in(scene.coordinator)
    sent = client.post(f"/invitations/{letter.invitation.id}/sending")
    [token] = set(re.findall(r"/invitations/([\w-]{43})", client.get(sent.location).text))

    assert accept(client, token) == 303

    asa = scene.came()
    assert asa is not None
    assert as_actor(scene.session, asa).organisations == ()


@pytest.mark.parametrize("shut_out", ["dismissal", "deactivation"])
def test_a_coordinator_who_is_shut_out_does_not_come_back_by_an_own_invitation(
    client: Browser, scene: Scene, shut_out: str
) -> None:
    session, other = scene.session, a_person(scene.session, "Jon Ek", is_coordinator=True)
    letter = accounts.invite(session, email=ADDRESS, as_coordinator=True, at=now(), actor=as_actor(session, other))
    client.sign_in(scene.coordinator)

    assert client.post(f"/people/{other.id}/{shut_out}").status_code == 302

    assert session.get_one(Invitation, letter.invitation.id).withdrawn_at is not None
    assert accept(client, letter.token) == 404
    assert scene.came() is None


def test_what_only_a_coordinator_can_promise_is_not_kept_when_the_rows_were_left_open(
    client: Browser, scene: Scene
) -> None:
    letter = scene.promise(scene.coordinator, Role.PROCESS_LEADER)
    scene.coordinator.is_coordinator = False  # as by hand in the tables, which nobody hears of
    a_role(scene.session, scene.area, scene.coordinator, Role.DEPUTY)

    assert client.get(f"/invitations/{letter.token}").status_code == 404
    assert accept(client, letter.token) == 404
    assert scene.came() is None


def test_a_leader_whose_role_is_ended_lets_nobody_in_any_more(client: Browser, scene: Scene) -> None:
    letter = scene.promise(scene.leader, Role.EDITOR)
    held = scene.session.scalars(select(RoleGrant).where(RoleGrant.person_id == scene.leader.id)).one()
    client.sign_in(scene.coordinator)

    client.post(f"/areas/{scene.area.slug}/people/{held.id}/end")

    assert find_grant(scene.session, scene.area, held.id).ended_at is not None
    assert scene.session.get_one(Invitation, letter.invitation.id).withdrawn_at is not None
    assert accept(client, letter.token) == 404


def test_a_leader_whose_last_day_has_passed_lets_nobody_in_and_the_list_says_so(client: Browser, scene: Scene) -> None:
    letter = scene.promise(scene.leader, Role.EDITOR)
    held = scene.session.scalars(select(RoleGrant).where(RoleGrant.person_id == scene.leader.id)).one()
    held.from_on = held.until_on = held.from_on  # long ago

    assert accept(client, letter.token) == 404

    client.sign_in(scene.coordinator)
    waiting = client.page("/administration/invitations").css_first("main")
    assert waiting.css_first(f"form[action$='/invitations/{letter.invitation.id}/withdrawal']") is not None
    assert waiting.css_first(f"form[action$='/invitations/{letter.invitation.id}/sending']") is None


def test_what_a_leader_may_still_promise_stays_when_another_right_of_theirs_ends(client: Browser, scene: Scene) -> None:
    scene.leader.is_coordinator = True
    kept = scene.promise(scene.leader, Role.EDITOR)
    client.sign_in(scene.coordinator)

    client.post(f"/people/{scene.leader.id}/dismissal")

    assert scene.session.get_one(Invitation, kept.invitation.id).withdrawn_at is None
    assert accept(client, kept.token) == 303


def test_somebody_who_is_here_gets_no_organisation_by_an_invitation_either(client: Browser, scene: Scene) -> None:
    asa = a_person(scene.session, "Åsa Berg", email=ADDRESS)
    home = an_organisation(scene.session, "Jamtli")
    a_membership(scene.session, asa, home)
    letter = scene.promise(scene.leader)
    letter.invitation.organisation = scene.other
    client.sign_in(asa)

    client.post(f"/invitations/{letter.token}/acceptance")

    assert dict(as_actor(scene.session, asa).organisations) == {home.id: "Jamtli"}
    client.post("/me/organisation", data={"organisation_id": str(scene.other.id)})
    assert as_actor(scene.session, asa).acting_for_id == home.id
