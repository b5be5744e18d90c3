"""The pages of pulses as one reader sees them."""

from typing import Any
from uuid import UUID

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import render_template
from sqlalchemy.orm import Session

from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.pulse import policy
from roadmaps.pulse.bars import pieces_of
from roadmaps.pulse.forms import CANNOT_SAY
from roadmaps.pulse.models import Pulse, PulseTurn
from roadmaps.pulse.queries import answer_of, asked_in, find_pulse, newest_closed, pulses_of, silent_in, turns_of
from roadmaps.pulse.results import results_of, series_of, turnout, words_in
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.rules.preparing import ONLY_HOLDERS
from roadmaps.pulse.seats import Seat
from roadmaps.pulse.telling import addressees_of
from roadmaps.pulse.words import FEWEST_SHOWN, QUESTIONS, Consent, Mark
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.web.identity import actor
from roadmaps.web.language import locale, translate
from roadmaps.web.work import reading


def held_at(pulse_id: UUID, session: Session | None = None) -> Pulse:
    """The pulse at this address, for those who hold it."""
    pulse = find_pulse(session or reading(), pulse_id, actor())
    if not policy.may_hold(actor(), pulse.area):
        raise NotAllowed(ONLY_HOLDERS)
    return pulse


def index_page(area: Area | None) -> str:
    """What was answered over time in an area, or with None about the whole county, and every pulse there."""
    pulses = reading().scalars(pulses_of(area, actor())).all()
    of_areas = [] if area else newest_closed(reading())
    return _in_place(
        area,
        "pulse/index.html",
        pulses=pulses,
        of_areas=of_areas,
        turnout=turnout(reading(), [one.id for one in (*pulses, *of_areas) if one.opened_at]),
        series=series_of(reading(), area.id if area else None),
        may_hold=policy.may_hold(actor(), area),
    )


def pulse_page(pulse_id: UUID, refusal: Invalid | None = None) -> str:
    """What is asked, of whom, and what came of it; for those who hold it also what there is to do."""
    pulse = find_pulse(reading(), pulse_id, actor())
    asked = reading().scalars(asked_in(pulse.id)).all()
    holds = policy.may_see_who_answered(actor(), pulse)
    result = results_of(reading(), [pulse])[0] if policy.may_read_result(actor(), pulse) else None
    silent = {one.id for one in reading().scalars(silent_in(pulse.id))} if holds else set()
    addressees = addressees_of(reading(), asked, now()) if holds and not pulse.opened_at else {}
    for_leaders = policy.may_read_all_words(actor(), pulse)
    return _in_place(
        pulse.area,
        "pulse/show.html",
        pulse=pulse,
        asked=asked,
        silent=silent,
        answered=turnout(reading(), [pulse.id]).get(pulse.id, (0, 0))[1],
        letters=sum(map(len, addressees.values())),
        unreached=[one.name for one in asked if one.id in addressees and not addressees[one.id]],
        result=result,
        words=words_in(reading(), pulse, answered=result.answered, for_leaders=for_leaders) if result else (),
        holds=holds,
        may_change=policy.may_change(actor(), pulse),
        may_steer=policy.may_steer(actor(), pulse),
        may_answer=_may_answer(pulse),
        turns=_turns(pulse) if holds else (),
        refusal=translate(refusal.sentence) if refusal else "",
    )


def answer_page(seat: Seat, typed: Said | None = None, refusal: Invalid | Conflict | None = None) -> str:
    """The page of three questions, with what has been answered; or, once it is closed, where the result is."""
    known = answer_of(reading(), seat.asked.id)
    marks: dict[UUID, str] = {}
    if typed is not None:
        marks = {key: str(mark.value) if mark else CANNOT_SAY for key, mark in typed.marks.items()}
    elif known is not None:
        there = {one.question_id: str(one.mark) for one in known.marks}
        marks = {one.id: there.get(one.id, CANNOT_SAY) for one in seat.pulse.questions}
    errors = {name: translate(said) for name, said in refusal.fields.items()} if isinstance(refusal, Invalid) else {}
    if refusal and not errors:
        errors = {"": translate(refusal.sentence)}
    shown = typed or known
    return render_template(
        "pulse/answer.html",
        seat=seat,
        pulse=seat.pulse,
        known=known,
        version=known.version if known else 0,
        marks=marks,
        words=shown.words if shown else "",
        consent=(shown.consent if shown else Consent.LEADERS).value,
        errors=errors,
        today=today(),
        **words_of_scale(),
    )


def words_of_scale() -> dict[str, Any]:
    """What templates of this room tell a question and its answers with."""
    return {
        "scale": list(Mark),
        "cannot_say": CANNOT_SAY,
        "consents": list(Consent),
        "own_questions": QUESTIONS,
        "fewest": FEWEST_SHOWN,
        "pieces_of": pieces_of,
        "month_of": lambda day: format_date(day, "LLLL y", locale=locale()),
        "tenths": lambda number: format_decimal(number, "0.0", locale=locale()),
    }


def _in_place(area: Area | None, template: str, **facts: Any) -> str:
    roadmap = roadmap_of(reading(), area.id) if area else None
    return render_template(template, area=area, roadmap=roadmap, today=today(), **words_of_scale(), **facts)


def _may_answer(pulse: Pulse) -> bool:
    person = actor()
    if person is None or not policy.may_answer_for(person, pulse, person.acting_for_id):
        return False
    return any(one.organisation_id == person.acting_for_id for one in reading().scalars(asked_in(pulse.id)))


def _turns(pulse: Pulse) -> list[tuple[PulseTurn, str]]:
    turns = reading().scalars(turns_of(pulse.id)).all()
    may_see = may_see_names(actor())
    names = person_names(reading(), [one.person_id for one in turns if one.person_id]) if may_see else {}
    return [(one, names.get(one.person_id, "") if one.person_id else "") for one in turns]
