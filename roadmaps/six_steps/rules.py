"""What may happen in the process of an area: a lap is begun, a step is told of, and what was told wrongly is taken back."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.six_steps import policy
from roadmaps.six_steps.events import LapBegun, MarkTakenBack, StepTold
from roadmaps.six_steps.models import Lap, StepMark
from roadmaps.six_steps.queries import last_lap, marks_of
from roadmaps.six_steps.standing import follow_on, in_order, standing_after
from roadmaps.six_steps.steps import Standing, Step, Turn

FIRST_YEAR = 1990
_DOES_NOT_FOLLOW = {
    Standing.NOT_BEGUN: say("The step had not been begun in this lap on that day. Tell first that it was begun."),
    Standing.UNDER_WAY: say("The step was under way already on that day. Tell that it was finished, or what is new."),
    Standing.FINISHED: say("The step was finished on that day. It can be taken up again."),
}


def begin_lap(
    session: Session, area: Area, *, title: str, began_on: date, reason: str, actor: Actor, at: datetime
) -> Lap:
    """Go into a new lap, while steps of the last one may go on.

    :raises Invalid: when the day lies ahead, or not after that on which the last lap began
    """
    _must_tell(actor, area)
    # Two who begin at once queue for the area.
    session.execute(select(Area.id).where(Area.id == area.id).with_for_update())
    before = last_lap(session, area.id)
    faults = _faults(began_on, "began_on", at, reason, "reason")
    if not title.strip():
        faults["title"] = say("Give the lap a name.")
    if before is not None and began_on <= before.began_on:
        faults["began_on"] = say("Choose a day after that on which the last lap began, %(day)s.", day=before.began_on)
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    lap = Lap(
        area=area,
        number=before.number + 1 if before else 1,
        title=title.strip(),
        began_on=began_on,
        reason=reason.strip(),
        begun_at=at,
        begun_by_id=actor.person_id,
        begun_for_id=actor.acting_for_id,
    )
    session.add(lap)
    session.flush()
    record(session, LapBegun(lap.id, area.id, lap.number, actor.person_id))
    return lap


def tell(
    session: Session,
    lap: Lap,
    step: Step,
    turn: Turn,
    *,
    told_on: date,
    words: str,
    next_step: str = "",
    next_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> StepMark:
    """Tell of a step that it was begun, finished or taken up again, or what is new in it.

    :raises Invalid: without words, for a day ahead, or when it cannot follow on what was told before or after
    """
    _must_tell(actor, lap.area)
    session.execute(select(Lap.id).where(Lap.id == lap.id).with_for_update())
    faults = _faults(told_on, "told_on", at, words, "words")
    if next_on is not None and not next_step.strip():
        faults["next_step"] = say("Say what happens on that day.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    mark = StepMark(
        lap=lap,
        step=step,
        turn=turn,
        told_on=told_on,
        words=words.strip(),
        next_step=next_step.strip(),
        next_on=next_on,
        marked_at=at,
        marked_by_id=actor.person_id,
        marked_for_id=actor.acting_for_id,
    )
    session.add(mark)
    session.flush()
    _check_order(session, mark)
    record(session, StepTold(mark.id, lap.area_id, step.value, turn.value, actor.person_id))
    return mark


def take_back(session: Session, mark: StepMark, *, reason: str, actor: Actor, at: datetime) -> None:
    """Let something that was told wrongly not count any more; it stays to be read, with the reason.

    :raises Invalid: without a reason, or when what was told later builds on it
    """
    _must_tell(actor, mark.lap.area)
    session.refresh(mark, with_for_update={"of": StepMark})
    if not mark.counts:
        return
    if not reason.strip():
        raise Invalid(say("Say why, so that everyone can understand it."), {"reason": say("Say why.")})
    mark.withdrawn_at, mark.withdrawn_by_id, mark.withdrawal_reason = at, actor.person_id, reason.strip()
    session.flush()
    if not follow_on(in_order(_of_same_step(session, mark))):
        raise Invalid(say("What was told of the step later builds on this. Take that back first."))
    record(session, MarkTakenBack(mark.id, mark.lap.area_id, actor.person_id))


def _check_order(session: Session, mark: StepMark) -> None:
    """Whatever order it was told in: by their days, the turns of the step must follow on each other."""
    marks = in_order(_of_same_step(session, mark))
    if mark.turn is Turn.NOTED or follow_on(marks):
        return
    before = marks[: marks.index(mark)]
    fault = _DOES_NOT_FOLLOW[standing_after(before)]
    if follow_on([*before, mark]):
        fault = say("What has been told of later days does not follow on this. Look at the days of the step.")
    raise Invalid(fault, {"told_on": fault})


def _of_same_step(session: Session, mark: StepMark) -> list[StepMark]:
    told = marks_of([mark.lap.area_id]).where(StepMark.lap_id == mark.lap_id, StepMark.step == mark.step)
    return list(session.scalars(told))


def _faults(day: date, day_name: str, at: datetime, words: str, words_name: str) -> dict[str, Sentence]:
    faults = {}
    if day.year < FIRST_YEAR or day > day_of(at):
        faults[day_name] = say("Choose today or a day that has been.")
    if not words.strip():
        faults[words_name] = say("Say it in a few words, so that everyone can understand it.")
    return faults


def _must_tell(actor: Actor, area: Area) -> None:
    if not policy.may_tell(actor, area):
        raise NotAllowed(say("Only those who lead the area can tell how its process stands."))
