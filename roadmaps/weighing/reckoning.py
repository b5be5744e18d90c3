"""What organisations' points add up to: median and spread, where they disagree, and whether the order holds. No session.

Every organisation counts as one, and the weights of the criteria are the area's. Nothing else is weighed in: what would
come of counting otherwise is shown beside, as a variant, never instead.
"""

import statistics
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from roadmaps.accounts.models import Helix

LOWEST, HIGHEST = 1, 5
# So far from the median of a candidate, on a scale of five, a view is told in its own words.
DISSENTS_AT = 1.0
# Closer than this nobody can tell two candidates apart.
EXACTNESS = 2


@dataclass(frozen=True)
class Criterion:
    """What is judged, and how much it weighs against the others."""

    id: UUID
    name: str
    weight: int


@dataclass(frozen=True)
class Sheet:
    """What one organisation has given one candidate. Criteria that it could not judge have no points.

    `has_interest` tells that it has said itself that it has something to gain.
    """

    weigher_id: UUID
    name: str
    helix: Helix | None
    candidate_id: UUID
    points: Mapping[UUID, int]
    motive: str = ""
    has_interest: bool = False


@dataclass(frozen=True)
class Five:
    """A set of values by five of them, with how many there are and their mean. Quartiles as spreadsheets reckon them."""

    count: int
    least: float
    lower: float
    median: float
    upper: float
    most: float
    mean: float

    @property
    def width(self) -> float:
        """How far apart the middle half lies."""
        return round(self.upper - self.lower, EXACTNESS)


@dataclass(frozen=True)
class Score:
    """What one organisation's points for a candidate come to, and how far that is from the median of all."""

    sheet: Sheet
    value: float
    away: float = 0.0

    @property
    def dissents(self) -> bool:
        """Whether it sees the candidate quite differently from most."""
        return abs(self.away) >= DISSENTS_AT


@dataclass(frozen=True)
class Standing:
    """How one candidate came out. `place` is shared where nothing tells two apart; None where nobody has weighed it."""

    candidate_id: UUID
    place: int | None
    whole: Five | None
    scores: Sequence[Score]
    by_helix: Mapping[Helix, Five]
    by_criterion: Mapping[UUID, Five]

    @property
    def dissent(self) -> list[Score]:
        """Those who see it quite differently, the farthest first."""
        return sorted((one for one in self.scores if one.dissents), key=lambda one: (-abs(one.away), one.sheet.name))

    @property
    def balanced(self) -> float | None:
        """What it would come to if each part of society counted as one."""
        return _balanced(self.scores)


class Variant(StrEnum):
    """A way in which it could have been counted."""

    WITHOUT_HELIX = "without_helix"
    WITHOUT_CRITERION = "without_criterion"
    EVEN_WEIGHTS = "even_weights"
    EVEN_HELIXES = "even_helixes"
    WITHOUT_INTERESTED = "without_interested"
    BY_MEAN = "by_mean"


@dataclass(frozen=True)
class Trial:
    """The places when it is counted otherwise. `left_out` is the part of society or the criterion that is not counted."""

    variant: Variant
    left_out: Helix | UUID | None
    places: Mapping[UUID, int | None]
    moved: Collection[UUID]

    @property
    def holds(self) -> bool:
        """Whether the order is the same."""
        return not self.moved


@dataclass(frozen=True)
class Result:
    """All of it, the candidates in the order in which they came out."""

    criteria: Sequence[Criterion]
    standings: Sequence[Standing]
    sheets: Sequence[Sheet]

    @property
    def weighers(self) -> dict[UUID, str]:
        """Who has weighed something, by name."""
        found = {one.weigher_id: one.name for one in self.sheets if one.points}
        return dict(sorted(found.items(), key=lambda one: one[1].casefold()))

    @property
    def weighers_by_helix(self) -> dict[Helix, int]:
        """How many of each part of society have weighed something; parts without any are there with 0."""
        helix_of = {one.weigher_id: one.helix for one in self.sheets if one.points}
        return {helix: list(helix_of.values()).count(helix) for helix in Helix}

    @property
    def disputed(self) -> list[Standing]:
        """The candidates that organisations see most differently, the most disputed first."""
        wide = [one for one in self.standings if one.whole and one.whole.count > 1 and one.whole.width > 0]
        return sorted(wide, key=lambda one: (-(one.whole.width if one.whole else 0), one.place or 0))


def result_of(criteria: Sequence[Criterion], candidate_ids: Sequence[UUID], sheets: Iterable[Sheet]) -> Result:
    """Reckon it up. Sheets without any points are no weighings."""
    counted = [one for one in sheets if value_of(one, criteria) is not None]
    scores = _scores(criteria, candidate_ids, counted)
    places = _places({key: _rank(those) if those else None for key, those in scores.items()})
    standings = [
        Standing(
            candidate_id=key,
            place=places[key],
            whole=five_of([one.value for one in scores[key]]),
            scores=scores[key],
            by_helix=_by_helix(scores[key]),
            by_criterion=_by_criterion(criteria, scores[key]),
        )
        for key in candidate_ids
    ]
    asked = {key: number for number, key in enumerate(candidate_ids)}
    standings.sort(key=lambda one: (one.place is None, one.place or 0, asked[one.candidate_id]))
    return Result(criteria, standings, counted)


def trials_of(result: Result) -> list[Trial]:
    """Would the order be the same, were one part of society or one criterion taken out, or it all counted otherwise?"""
    criteria, everyone = result.criteria, _kept(result, lambda _sheet: True)
    trials = [_trial(result, Variant.BY_MEAN, None, everyone, lambda scores: (_mean(scores),))]
    if len({one.weight for one in criteria}) > 1:
        even = [Criterion(one.id, one.name, 1) for one in criteria]
        trials.append(_trial(result, Variant.EVEN_WEIGHTS, None, _judged_by(result, even)))
    present = [helix for helix, count in result.weighers_by_helix.items() if count]
    if len(present) > 1:
        trials.append(_trial(result, Variant.EVEN_HELIXES, None, everyone, lambda scores: (_balanced(scores) or 0.0,)))
        trials += [_without(result, Variant.WITHOUT_HELIX, helix, lambda sheet: sheet.helix) for helix in present]
    if any(one.has_interest for one in result.sheets):
        impartial = _kept(result, lambda sheet: not sheet.has_interest)
        trials.append(_trial(result, Variant.WITHOUT_INTERESTED, None, impartial))
    if len(criteria) > 1:
        rest = {out.id: [one for one in criteria if one.id != out.id] for out in criteria}
        trials += [
            _trial(result, Variant.WITHOUT_CRITERION, key, _judged_by(result, those)) for key, those in rest.items()
        ]
    return trials


def tipping(result: Result) -> list[str]:
    """The organisations without any one of which the order would be another, by name."""
    return [
        name
        for weigher_id, name in result.weighers.items()
        if _without(result, Variant.BY_MEAN, weigher_id, lambda sheet: sheet.weigher_id).moved
    ]


def value_of(sheet: Sheet, criteria: Sequence[Criterion]) -> float | None:
    """The points of a sheet, each by the weight of its criterion, on the same scale; None without any."""
    judged = [one for one in criteria if one.id in sheet.points]
    whole = sum(one.weight for one in judged)
    return sum(one.weight * sheet.points[one.id] for one in judged) / whole if whole else None


def five_of(values: Sequence[float]) -> Five | None:
    """None without any values."""
    if not values:
        return None
    if len(values) == 1:
        only = values[0]
        return Five(1, only, only, only, only, only, only)
    lower, median, upper = statistics.quantiles(values, n=4, method="inclusive")
    return Five(len(values), min(values), lower, median, upper, max(values), statistics.fmean(values))


def _scores(
    criteria: Sequence[Criterion], candidate_ids: Iterable[UUID], sheets: Iterable[Sheet]
) -> dict[UUID, list[Score]]:
    found: dict[UUID, list[Score]] = {key: [] for key in candidate_ids}
    for sheet in sheets:
        value = value_of(sheet, criteria)
        if value is not None and sheet.candidate_id in found:
            found[sheet.candidate_id].append(Score(sheet, value))
    return {key: _measured(those) for key, those in found.items()}


def _measured(scores: list[Score]) -> list[Score]:
    """With how far each lies from the median, the highest first."""
    if not scores:
        return []
    median = statistics.median(one.value for one in scores)
    told = [Score(one.sheet, one.value, round(one.value - median, EXACTNESS)) for one in scores]
    return sorted(told, key=lambda one: (-one.value, one.sheet.name.casefold()))


def _rank(scores: Sequence[Score]) -> tuple[float, ...]:
    """By the median, which no single organisation can move far; the mean tells apart those that have the same."""
    return statistics.median(one.value for one in scores), _mean(scores)


def _mean(scores: Sequence[Score]) -> float:
    return statistics.fmean(one.value for one in scores)


def _balanced(scores: Sequence[Score]) -> float | None:
    medians = [five.median for five in _by_helix(scores).values()]
    return statistics.fmean(medians) if medians else None


def _places(
    ranks: Mapping[UUID, tuple[float, ...] | None],
) -> dict[UUID, int | None]:
    """1, 2, 2, 4: equals share a place."""
    rounded = {key: tuple(round(part, EXACTNESS) for part in rank) for key, rank in ranks.items() if rank}
    return {
        key: 1 + sum(other > rounded[key] for other in rounded.values()) if key in rounded else None for key in ranks
    }


def _kept(result: Result, counts: Callable[[Sheet], bool]) -> dict[UUID, list[Score]]:
    """The scores of those sheets that count, by candidate."""
    return {one.candidate_id: [score for score in one.scores if counts(score.sheet)] for one in result.standings}


def _judged_by(result: Result, criteria: Sequence[Criterion]) -> dict[UUID, list[Score]]:
    """The scores that the sheets would come to by other criteria."""
    return _scores(criteria, [one.candidate_id for one in result.standings], result.sheets)


def _without(
    result: Result, variant: Variant, left_out: Helix | UUID, of: Callable[[Sheet], Helix | UUID | None]
) -> Trial:
    """The places without the sheets of one part of society, or of one organisation."""
    return _trial(result, variant, left_out, _kept(result, lambda sheet: of(sheet) != left_out))


def _trial(
    result: Result,
    variant: Variant,
    left_out: Helix | UUID | None,
    scores: Mapping[UUID, Sequence[Score]],
    rank: Callable[[Sequence[Score]], tuple[float, ...]] | None = None,
) -> Trial:
    places = _places({key: (rank or _rank)(those) if those else None for key, those in scores.items()})
    moved = {one.candidate_id for one in result.standings if places[one.candidate_id] != one.place}
    return Trial(variant, left_out, places, moved)


def _by_helix(scores: Iterable[Score]) -> dict[Helix, Five]:
    found = {helix: five_of([one.value for one in scores if one.sheet.helix == helix]) for helix in Helix}
    return {helix: five for helix, five in found.items() if five}


def _by_criterion(criteria: Iterable[Criterion], scores: Sequence[Score]) -> dict[UUID, Five]:
    found = {
        one.id: five_of([float(score.sheet.points[one.id]) for score in scores if one.id in score.sheet.points])
        for one in criteria
    }
    return {key: five for key, five in found.items() if five}
