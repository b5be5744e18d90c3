"""A roadmap in which an organisation is to lead something, and the letters that ask it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation, Person
from roadmaps.foundation.events import Event, take_recorded
from roadmaps.responsibilities.events import LeadProposed, StatusesAsked
from roadmaps.responsibilities.models import Question
from roadmaps.responsibilities.queries import find_link
from roadmaps.responsibilities.rules import ask_for_leads, ask_for_statuses
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Answer
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.roadmap import AT, Plan, a_plan

LATER = AT + timedelta(hours=1)


@dataclass
class Lead:
    """An activity, the organisation that is to lead it, and somebody who acts for that organisation."""

    plan: Plan
    organisation: Organisation
    person: Person
    activity: UUID
    part: UUID

    @property
    def session(self) -> Session:
        return self.plan.session

    @property
    def actor(self) -> Actor:
        return as_actor(self.session, self.person)

    def said(self, block: UUID) -> dict[str, object]:
        """What a block of the roadmap says now."""
        return self.plan.state[block].content

    def accept(self) -> "Lead":
        """Let the organisation say yes, without having been asked."""
        rules.answer_part(self.session, self.plan.roadmap, self.part, Answer.ACCEPTED, actor=self.actor, at=AT)
        return self


def a_lead(session: Session, name: str = "Torsta", *, plan: Plan | None = None, activity: str = "Kurs") -> Lead:
    """The organisation is proposed to lead the activity; nobody has been asked yet."""
    plan = plan or a_plan(session)
    organisation = an_organisation(session, name)
    person = a_person(session, f"Kim vid {name}")
    a_membership(session, person, organisation)
    block = plan.add("activity", activity)
    part = plan.part(block, organisation.id, "leads")
    take_recorded(session)
    return Lead(plan, organisation, person, block, part)


def letters_after(session: Session, act, at=LATER) -> list[Event]:
    """What was recorded for letters when the site asked."""
    take_recorded(session)
    act(session, at)
    return [one for one in take_recorded(session) if isinstance(one, LeadProposed | StatusesAsked)]


def asked_for_lead(lead: Lead, at=LATER) -> tuple[str, Question]:
    """The secret in the letter that asks whether the organisation leads, and the question."""
    [letter] = [one for one in letters_after(lead.session, ask_for_leads, at) if one.person_id == lead.person.id]
    return letter.asked.token, find_link(lead.session, letter.asked.token).question


def asked_for_status(lead: Lead, at=LATER) -> tuple[str, Question]:
    """The same for how the activity goes."""
    [letter] = [one for one in letters_after(lead.session, ask_for_statuses, at) if one.person_id == lead.person.id]
    [asked] = letter.asked
    return asked.token, find_link(lead.session, asked.token).question
