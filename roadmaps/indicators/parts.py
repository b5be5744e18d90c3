"""The parts of an indicator beside the whole: its municipalities and sexes as small charts and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.indicators.chart import MIDDLE, Chart, draw
from roadmaps.indicators.followed import Followed, measured
from roadmaps.indicators.models import Reading, Sex
from roadmaps.indicators.numbers import plain
from roadmaps.roadmap.kinds.choices import LABELS, Municipality
from roadmaps.roadmap.values import Shown, date_in_words, number_in_words


@dataclass(frozen=True)
class Part:
    """One municipality, or one sex: its name (a catalogue message) and its readings, oldest first."""

    name: str
    readings: Sequence[Reading]
    chart: Chart

    @property
    def newest(self) -> str:
        """The newest value for people."""
        value = self.readings[-1].value
        return "" if value is None else number_in_words(plain(value))

    @property
    def newest_of(self) -> Shown:
        """The period of the newest value."""
        return date_in_words(read_partial_date(self.readings[-1].period))


@dataclass(frozen=True)
class Parts:
    """Parts that are compared with each other, all on one scale. `rows` are periods, newest first, with their values."""

    parts: Sequence[Part]
    rows: Sequence[tuple[Shown, Sequence[str]]]


def municipalities_of(followed: Followed) -> Parts:
    """The municipalities that have readings, by name."""
    readings = [one for one in followed.readings if one.sex == Sex.ALL and one.municipality]
    names = {str(one): name for one, name in LABELS[Municipality].items()}
    by_place = {code: [one for one in readings if one.municipality == code] for code in sorted(names, key=names.get)}  # type: ignore[arg-type]
    return _parts(followed, {names[code]: found for code, found in by_place.items() if found})


def sexes_of(followed: Followed) -> Parts:
    """Women and men of the county as a whole, as far as there are readings."""
    readings = [one for one in followed.readings if one.municipality is None]
    by_sex = {sex.label: [one for one in readings if one.sex == sex] for sex in (Sex.WOMEN, Sex.MEN)}
    return _parts(followed, {name: found for name, found in by_sex.items() if found})


def _parts(followed: Followed, named: Mapping[str, Sequence[Reading]]) -> Parts:
    values = [one.value for found in named.values() for one in found if one.value is not None]
    moments = [one for found in named.values() for one in measured(found)]
    span = (min(one.last_on for one in moments), max(one.last_on for one in moments)) if moments else None
    parts = [
        Part(
            name,
            found,
            draw(followed.aim, measured(found), size=MIDDLE, among=values, between=span, with_aim=False),
        )
        for name, found in named.items()
    ]
    periods = sorted({(one.last_on, one.first_on, one.period) for found in named.values() for one in found})[::-1]
    return Parts(parts, [(date_in_words(read_partial_date(period)), _row(period, named)) for _, _, period in periods])


def _row(period: str, named: Mapping[str, Sequence[Reading]]) -> list[str]:
    values = [{one.period: one.value for one in found}.get(period) for found in named.values()]
    return ["" if value is None else number_in_words(plain(value)) for value in values]
