"""A pulse about a small area, with those who hold it and those who are asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.consultation.rules.preparing import Asked
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import take_recorded
from roadmaps.pulse.events import AskedTold, Occasion
from roadmaps.pulse.models import Pulse, PulseAnswer, PulseAsked
from roadmaps.pulse.queries import asked_in
from roadmaps.pulse.rules import answering, holding, preparing
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.words import Consent, Mark
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.roadmap import AT, Plan, a_plan

OPENS, CLOSES = date(2026, 11, 21), date(2026, 12, 4)


@dataclass
class Taken:
    """A pulse with its area."""

    session: Session
    plan: Plan
    pulse: Pulse

    @property
    def leader(self) -> Actor:
        return self.plan.leader

    @property
    def address(self) -> str:
        return f"/pulses/{self.pulse.id}"

    @property
    def asked(self) -> list[PulseAsked]:
        return list(self.session.scalars(asked_in(self.pulse.id)))

    def ask(self, *names: str, **emails: str) -> None:
        """Ask organisations by name."""
        wanted = [*(Asked(name) for name in names), *(Asked(name, None, to) for name, to in emails.items())]
        preparing.ask(self.session, self.pulse, wanted, actor=self.leader, at=AT)

    def open(self, *names: str, **emails: str) -> None:
        """Ask these, and let it open."""
        self.ask(*names, **emails)
        holding.confirm(self.session, self.pulse, actor=self.leader, at=AT)

    def close(self, at: datetime = AT) -> None:
        """Show the result."""
        holding.close(self.session, self.pulse, actor=self.leader, at=at)

    def marks(self, *marks: int) -> dict[UUID, Mark | None]:
        """The answers to the three, 0 for "cannot say"."""
        questions = [one.id for one in self.pulse.questions]
        return {key: Mark(mark) if mark else None for key, mark in zip(questions, marks, strict=True)}

    def answer(
        self, asked: PulseAsked, *marks: int, words: str = "", consent: Consent = Consent.LEADERS, version: int = 0
    ) -> PulseAnswer:
        """Answer by the letter to the organisation's own address."""
        said = Said(self.marks(*marks), words, consent)
        return answering.answer(self.session, asked, said, version=version, actor=None, by_letter=True, at=AT)

    def somebody_at(self, name: str) -> Actor:
        """Somebody with an account and no role in the area, who acts for the organisation."""
        person = a_person(self.session, f"Kim vid {name}")
        a_membership(self.session, person, an_organisation(self.session, name))
        return as_actor(self.session, person)


def facts(**changed: object) -> preparing.Facts:
    """What is asked: the questions that come with the site."""
    return preparing.Facts(**{"title": "Puls", "opens_on": OPENS, "closes_on": CLOSES, **changed})


def a_pulse(session: Session, plan: Plan | None = None, **changed: object) -> Taken:
    """One that is being prepared."""
    plan = plan or a_plan(session)
    pulse = preparing.prepare(session, plan.roadmap.area, facts(**changed), actor=plan.leader, at=AT)
    return Taken(session, plan, pulse)


def an_answered_pulse(session: Session, marks: list[tuple[int, int, int]], plan: Plan | None = None) -> Taken:
    """One that is open, where so many organisations have answered."""
    taken = a_pulse(session, plan)
    taken.open(**{f"Förening {number:02}": f"f{number}@example.org" for number in range(len(marks))})
    for asked, those in zip(taken.asked, marks, strict=True):
        taken.answer(asked, *those)
    take_recorded(session)
    return taken


def tokens(session: Session, occasion: Occasion = Occasion.ASKED) -> list[str]:
    """The secrets of the letters that have just been told of."""
    told = [one for one in take_recorded(session) if isinstance(one, AskedTold)]
    return [one.token for one in told if one.occasion is occasion]


def one_to_look_at(session: Session, area: Area, *, actor: Actor, at: datetime) -> Pulse:
    """One that is open, which the actor's own organisation is asked in and has answered."""
    day = day_of(at)
    told = facts(opens_on=day, closes_on=day + timedelta(days=14))
    pulse = preparing.prepare(session, area, told, actor=actor, at=at)
    [asked] = preparing.ask(session, pulse, [Asked("", actor.acting_for_id)], actor=actor, at=at)
    holding.confirm(session, pulse, actor=actor, at=at)
    marks = {one.id: Mark.PARTLY for one in pulse.questions}
    said = Said(marks, "Bra möten.", Consent.NAMED)
    answering.answer(session, asked, said, version=0, actor=actor, at=at)
    return pulse
