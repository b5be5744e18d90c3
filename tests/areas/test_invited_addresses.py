"""Those who lead an area learn nothing by inviting: not who has an account, nor whose has been closed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Invitation
from roadmaps.areas.models import Role
from roadmaps.foundation.clock import now
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person
from tests.factories.areas import a_role, an_area
from tests.factories.letters import letters_to


def test_a_leader_gets_the_same_answer_for_every_address_and_nobody_deactivated_gets_a_letter(
    client: Browser, session: Session
) -> None:
    area, leader = an_area(session), a_person(session, "Lena Berg")
    a_role(session, area, leader, Role.PROCESS_LEADER)
    known = a_person(session, email="karin@example.org")
    left = a_person(session, "Per Holm", email="left@example.org", deactivated_at=now())
    client.sign_in(leader)

    answers = set()
    for email in (known.email, left.email, "nobody@example.org"):
        sent = {"email": email, "name": "", "language": "sv", "role": "actor"}
        answer = client.post(f"/areas/{area.slug}/people/invitation", data=sent)
        invitation = session.scalars(select(Invitation).where(Invitation.email == email)).one()
        shown = page_of(client.get(answer.location)).css_first("main")
        for link in shown.css("a[href*='/invitations/']"):
            link.decompose()
        words = shown.text().replace(email, "")
        answers.add((answer.status_code, answer.location.replace(str(invitation.id), ""), words))

    assert len(answers) == 1
    assert letters_to(session, left.email) == []
    assert len(letters_to(session, known.email)) == len(letters_to(session, "nobody@example.org")) == 1
