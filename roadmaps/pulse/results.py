"""What was answered, counted: never whose it was, and nothing where so few have answered that one could tell."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.pulse.models import Pulse, PulseAnswer, PulseAsked, PulseMark, PulseQuestion
from roadmaps.pulse.queries import closed_pulses
from roadmaps.pulse.words import FEWEST_SHOWN, Consent, Mark


@dataclass(frozen=True)
class Counted:
    """How one question was answered. `by_mark` is empty where fewer than five have."""

    question: PulseQuestion
    by_mark: Mapping[Mark, int]
    marked: int
    cannot_say: int

    @property
    def is_shown(self) -> bool:
        """Whether so many have answered that nobody can be told by it."""
        return bool(self.by_mark)

    @property
    def average(self) -> float | None:
        """From 1 to 5, of those who could say."""
        if not self.by_mark:
            return None
        return sum(mark * number for mark, number in self.by_mark.items()) / self.marked


@dataclass(frozen=True)
class Words:
    """Something that was added in words; `name` only where the organisation wants it told."""

    text: str
    name: str
    is_for_leaders: bool


@dataclass(frozen=True)
class Result:
    """What came of a pulse."""

    pulse: Pulse
    asked: int
    answered: int
    questions: Sequence[Counted]

    @property
    def is_shown(self) -> bool:
        """Whether anything of it can be told."""
        return any(one.is_shown for one in self.questions)


@dataclass(frozen=True)
class Series:
    """One question through the years, the oldest first."""

    question: PulseQuestion
    points: Sequence[tuple[Result, Counted]]


def turnout(session: Session, pulse_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """How many organisations are asked, and how many have answered, in each of these."""
    rows = session.execute(
        select(PulseAsked.pulse_id, func.count(PulseAsked.id), func.count(PulseAnswer.id))
        .outerjoin(PulseAnswer, PulseAnswer.asked_id == PulseAsked.id)
        .where(PulseAsked.pulse_id.in_(list(pulse_ids)))
        .group_by(PulseAsked.pulse_id)
    )
    return {pulse_id: (asked, answered) for pulse_id, asked, answered in rows}


def results_of(session: Session, pulses: Sequence[Pulse]) -> list[Result]:
    """The results of these, which must be closed. Two queries, however many there are."""
    there = turnout(session, [one.id for one in pulses])
    questions = [question.id for pulse in pulses for question in pulse.questions]
    counted: Counter[tuple[UUID, int]] = Counter()
    rows = select(PulseMark.question_id, PulseMark.mark, func.count()).where(PulseMark.question_id.in_(questions))
    for question_id, mark, number in session.execute(rows.group_by(PulseMark.question_id, PulseMark.mark)):
        counted[question_id, mark] = number
    found = []
    for pulse in pulses:
        asked, answered = there.get(pulse.id, (0, 0))
        found.append(Result(pulse, asked, answered, [_counted(one, counted, answered) for one in pulse.questions]))
    return found


def series_of(session: Session, area_id: UUID | None) -> list[Series]:
    """Each question that was asked in a place, as it was answered over time; those asked last come first."""
    results = results_of(session, session.scalars(closed_pulses(area_id)).all())
    points: dict[str, list[tuple[Result, Counted]]] = {}
    for result in results:
        for counted in result.questions:
            points.setdefault(counted.question.series, []).append((result, counted))
    found = [Series(those[-1][1].question, those) for those in points.values()]
    return sorted(found, key=lambda one: (-one.points[-1][0].pulse.number, one.question.position))


def words_in(session: Session, pulse: Pulse, *, answered: int, for_leaders: bool) -> list[Words]:
    """What was added in words, as far as it may be read; in no order that tells who came first."""
    rows = session.execute(
        select(PulseAnswer, PulseAsked.name)
        .join(PulseAsked, PulseAsked.id == PulseAnswer.asked_id)
        .where(PulseAsked.pulse_id == pulse.id, PulseAnswer.words != "")
    )
    found = []
    for answer, name in rows:
        # Where few have answered, one could tell whose words they are though no name stands there.
        is_told = answer.consent is Consent.NAMED or (answer.consent is Consent.UNNAMED and answered >= FEWEST_SHOWN)
        if is_told or for_leaders:
            shown = name if answer.consent is Consent.NAMED else ""
            found.append(Words(answer.words, shown, not is_told))
    return sorted(found, key=lambda one: (one.is_for_leaders, one.name == "", one.name, one.text))


def _counted(question: PulseQuestion, counted: Mapping[tuple[UUID, int], int], answered: int) -> Counted:
    by_mark = {mark: counted[question.id, mark] for mark in Mark}
    marked = sum(by_mark.values())
    is_shown = marked >= FEWEST_SHOWN
    return Counted(
        question, by_mark if is_shown else {}, marked if is_shown else 0, answered - marked if is_shown else 0
    )
