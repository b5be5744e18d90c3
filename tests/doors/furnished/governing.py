"""What shows how an area is governed: reports, steps, the binder, the year, people and their letters."""

from datetime import date
from typing import Any

from sqlalchemy import select

from roadmaps.accounts.models import Membership, Organisation, ProposedMembership
from roadmaps.accounts.rules.invitations import invite
from roadmaps.accounts.rules.proposals import propose_member
from roadmaps.areas.models import Mute, RoleGrant
from roadmaps.follow_up.rules import Ends
from roadmaps.follow_up.rules import add as add_to_report
from roadmaps.follow_up.rules import begin as begin_report
from roadmaps.foundation.clock import now, today
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions.states import current
from roadmaps.six_steps.steps import Step, Turn
from tests.doors.furnished.corner import Corner
from tests.factories.accounts import a_person
from tests.factories.binder import an_edition, an_exhibit
from tests.factories.six_steps import Round, a_lap
from tests.factories.year_wheel import an_entry


def furnish(corner: Corner) -> None:
    """Let the area be governed."""
    session, plan, leader = corner.session, corner.plan, corner.leader
    ends = Ends(date(2026, 1, 1), date(2026, 12, 31))
    report = begin_report(session, corner.area, ends, words=words_in("sv"), name="Rapport", actor=leader, at=now())
    chapter = current(session, report.history).of_kind("chapter")[0]
    corner.facts |= {"report_id": report.id, "chapter_id": chapter.id}
    added: dict[str, Any] = {"under": chapter.id, "actor": leader, "at": now()}
    passage = add_to_report(session, report, "passage", {"text": "Mer."}, **added)
    corner.at("follow_up.edit", "follow_up.remove", "follow_up.put_back", block_id=passage)
    mark = Round(plan, a_lap(plan)).tell(Step.PRIORITIES, Turn.BEGUN, date(2026, 2, 2))
    corner.facts |= {"mark_id": mark.id, "step_name": "priorities", "criterion_name": "analysis", "year": 2027}
    corner.facts |= {"exhibit_id": an_exhibit(plan).id, "edition_id": an_edition(plan, is_public=False).id}
    corner.facts["wheel_entry_id"] = an_entry(session, plan).id
    _people(corner)


def _people(corner: Corner) -> None:
    session, area, person = corner.session, corner.area, corner.person(corner.actor)
    letter = invite(
        session,
        email="ny@adress.example",
        name="Ny",
        area_id=area.id,
        place=area.name,
        grants=[{"area_id": str(area.id), "role": "actor"}],
        at=now(),
        actor=corner.leader,
    )
    grants = select(RoleGrant.id).where(RoleGrant.area_id == area.id, RoleGrant.person_id == person.id)
    mutes = select(Mute.id).where(Mute.area_id == area.id)
    corner.facts |= {"person_id": person.id, "organisation_id": corner.actor.acting_for_id}
    corner.facts |= {"grant_id": session.scalars(grants).first(), "invitation_id": letter.invitation.id}
    corner.facts["mute_id"] = session.scalars(mutes).first()
    corner.facts["membership_id"] = session.scalars(
        select(Membership.id).where(Membership.person_id == person.id)
    ).first()
    place = session.get_one(Organisation, corner.actor.acting_for_id)
    new = a_person(session, "Nyss Kommen")
    propose_member(session, place, new, on=today(), at=now(), by_id=corner.leader.person_id)
    corner.facts["proposal_id"] = session.scalars(
        select(ProposedMembership.id).where(ProposedMembership.person_id == new.id)
    ).first()
    corner.at("accounts.accept", "accounts.accept_as_oneself", "accounts.invitation", token=letter.token)
