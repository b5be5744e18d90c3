"""The demo's pulses: two about one area that can be compared, and one that is open."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.consultation.rules.preparing import Asked
from roadmaps.demo.world import World, content, moment
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.queries import asked_for
from roadmaps.pulse.rules import answering, holding, preparing
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.rules.preparing import Question
from roadmaps.pulse.words import QUESTIONS, Consent, Mark

# The last day of the demo: what closes later is still open.
LAST_DAY = date(2026, 11, 21)


def take_pulses(session: Session, world: World) -> None:
    """From the first letter to the result."""
    for told in content("pulse.toml")["pulses"]:
        pulse = _open(session, world, told)
        for number, one in enumerate(told["answers"]):
            _answer(session, world, pulse, one, number)
        if told["closes_on"] < LAST_DAY:
            closed_on = told["closes_on"] + timedelta(days=1)
            actor = world.actor(session, told["by"], closed_on)
            holding.close(session, pulse, actor=actor, at=moment(closed_on))


def _open(session: Session, world: World, told: dict[str, Any]) -> Pulse:
    on = told["opens_on"]
    actor, at = world.actor(session, told["by"], on), moment(on)
    questions = [
        Question("", told[f"question_{number}"]) if f"question_{number}" in told else Question(key)
        for number, key in enumerate(QUESTIONS, 1)
    ]
    facts = preparing.Facts(told["title"], on, told["closes_on"], told["words"], questions=questions)
    pulse = preparing.prepare(session, world.areas[told["area"]], facts, actor=actor, at=at)
    wanted = [Asked("", world.organisations[key].id) for key in told["asked"]]
    preparing.ask(session, pulse, wanted, actor=actor, at=at)
    holding.confirm(session, pulse, actor=actor, at=at)
    return pulse


def _answer(session: Session, world: World, pulse: Pulse, told: dict[str, Any], number: int) -> None:
    asked = asked_for(session, pulse.id, world.organisations[told["by"]].id)
    assert asked is not None
    marks = zip(pulse.questions, told["marks"], strict=True)
    said = Said(
        {question.id: Mark(mark) if mark else None for question, mark in marks},
        told.get("words", ""),
        Consent(told.get("consent", "leaders")),
    )
    at = moment(pulse.opens_on, 30 * number + 30)
    # Where nobody has an account, the organisation answers by the link in its letter.
    actor = world.actor(session, told["by"], pulse.opens_on) if told["by"] in world.people else None
    answering.answer(session, asked, said, version=0, actor=actor, by_letter=actor is None, at=at)
