"""The indicators: all at one glance, then each with its chart, its readings and how it stands."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_, say, say_number
from roadmaps.indicators.models import Sex
from roadmaps.indicators.states import Standing
from roadmaps.indicators.svg import drawing_of
from roadmaps.indicators.words import number_of
from roadmaps.papers.plain import cell, fact, line_cell, link, paragraph
from roadmaps.papers.tree import Badge, Block, Cell, Column, Fact, Figure, Section, Table, Tone
from roadmaps.roadmap.document import Card
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.roadmap.values import date_in_words
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.exports.measured import Followed, followed_in, measured
from roadmaps.snapshots.format import ReadingFacts

# A table of municipalities tells so many periods, the newest.
MOST_PERIODS = 6
_TONES: Mapping[Standing, Tone] = {
    Standing.ON_TRACK: Tone.GOOD,
    Standing.BEHIND: Tone.WARNING,
    Standing.OVERDUE: Tone.WARNING,
    Standing.NO_READING: Tone.NEUTRAL,
    Standing.NO_PATH: Tone.NEUTRAL,
}
# Told in words of their own, or by the tables themselves.
_TOLD_ELSEWHERE = "baseline", "target", "by_municipality", "by_sex"


def indicators(making: Making) -> Section | None:
    """How one sees whether the work leads where it should."""
    followed = followed_in(making)
    if not followed:
        return None
    return making.part(Part.INDICATORS, [_overview(making, followed), *(_indicator(making, one) for one in followed)])


def _overview(making: Making, followed: Sequence[Followed]) -> Table:
    head = N_("Indicator"), N_("Baseline"), N_("Newest reading"), N_("Target"), N_("Status")
    return Table(
        caption=making.say(N_("The indicators at a glance")),
        columns=[Column(share=4), *[Column("right", share=1.8)] * 3, Column(share=1.8)],
        head=[[cell(making.say(label)) for label in head]],
        body=[_glance(making, one) for one in followed],
        has_row_heads=True,
    )


def _glance(making: Making, one: Followed) -> list[Cell]:
    title = str(one.block.content["title"])
    newest = one.judged.newest
    unit = one.aim.unit
    return [
        line_cell([link(making.at(one.block.id), f"{title} ({unit})" if unit else title)]),
        cell(_end(making, one.aim.baseline, one.aim.baseline_year)),
        cell(f"{_number(making, newest.value)} ({_when(making, newest.period)})" if newest else "–"),
        cell(_end(making, one.aim.target, one.aim.target_year)),
        line_cell([_badge(making, one)]),
    ]


def _indicator(making: Making, one: Followed) -> Section:
    card = making.cards[one.block.id]
    inside: list[Block] = [*making.beside([*_ends(making, one), *making.facts(card, *_TOLD_ELSEWHERE)])]
    inside += [*_figure(making, card, one), *_parts(making, card, one), *making.prose(card)]
    return making.section(card, inside, look="card", badges=[_badge(making, one)], is_listed=False)


def _ends(making: Making, one: Followed) -> Iterator[Fact]:
    asks, aim, newest = making.cards[one.block.id].kind.asks(), one.aim, one.judged.newest
    for name, value, year in (("baseline", aim.baseline, aim.baseline_year), ("target", aim.target, aim.target_year)):
        if value is not None:
            yield fact(making.say(asks[name].label), paragraph(_end(making, value, year, aim.unit)))
    if newest:
        told = f"{_with_unit(making, newest.value, aim.unit)} ({_when(making, newest.period)})"
        yield fact(making.say(N_("Newest reading")), paragraph(told))


def _figure(making: Making, card: Card, one: Followed) -> Iterator[Block]:
    # Without readings there is only the straight path, which baseline and target tell as well.
    if one.totals:
        yield Figure(
            drawing_of(one.chart, making.words, color=making.color, number=making.number),
            alt=_alt(making, one),
            caption=making.say(N_("How it goes: %(name)s"), name=card.title),
            table=_readings(making, card, one),
        )


def _alt(making: Making, one: Followed) -> str:
    """What the chart shows, in one breath."""
    aim, newest, told = one.aim, one.judged.newest, list[object]()
    for message, value, year in (
        (N_("Baseline: %(value)s."), aim.baseline, aim.baseline_year),
        (N_("Target: %(value)s."), aim.target, aim.target_year),
    ):
        if value is not None:
            told.append(say(message, value=_end(making, value, year, aim.unit)))
    if newest:
        count = say_number("%(num)s reading", "%(num)s readings", len(one.totals))
        facts = {"value": _with_unit(making, newest.value, aim.unit), "period": _when(making, newest.period)}
        told.append(say("%(count)s; the newest: %(value)s (%(period)s).", count=count, **facts))
    return " ".join([*map(making.words.translate, told), f"{making.say(one.judged.standing.label)}."])


def _readings(making: Making, card: Card, one: Followed) -> Table:
    has_sources = any(reading.source for reading in one.totals)
    head = [N_("Period"), N_("Value"), *([N_("Source")] if has_sources else [])]
    return Table(
        caption=making.say(N_("Readings: %(name)s"), name=card.title),
        columns=[Column(share=2), Column("right", share=1.5), *([Column(share=4)] if has_sources else [])],
        head=[[cell(making.say(label)) for label in head]],
        body=[
            [
                cell(_when(making, reading.period)),
                cell(_with_unit(making, Decimal(reading.value), one.aim.unit)),
                *([cell(reading.source)] if has_sources else []),
            ]
            for reading in one.totals
        ],
        has_row_heads=True,
    )


def _parts(making: Making, card: Card, one: Followed) -> Iterator[Table]:
    """The municipalities, women and men: a row each, the newest periods beside each other."""
    if not one.parts:
        return
    periods = sorted({measured(reading)[:2][::-1] for reading in one.parts})[-MOST_PERIODS:]
    values = {(_name(making, reading), reading.period): Decimal(reading.value) for reading in one.parts}
    names = sorted({_name(making, reading) for reading in one.parts})
    yield Table(
        caption=making.say(N_("By municipality and sex: %(name)s"), name=card.title),
        columns=[Column(share=3), *[Column("right", share=1)] * len(periods)],
        head=[[cell(making.say(N_("Who and where"))), *(cell(period) for _, period in periods)]],
        body=[
            [cell(name), *(cell(_number(making, values.get((name, period)))) for _, period in periods)]
            for name in names
        ],
        has_row_heads=True,
    )


def _name(making: Making, reading: ReadingFacts) -> str:
    place = word_of(reading.municipality) if reading.municipality else ""
    sex = making.say(reading.sex.label) if reading.sex is not Sex.ALL else ""
    return ", ".join(filter(None, (place, sex)))


def _when(making: Making, period: str) -> str:
    return making.words.shown(date_in_words(read_partial_date(period)))


def _badge(making: Making, one: Followed) -> Badge:
    return Badge(making.say(one.judged.standing.label), _TONES[one.judged.standing])


def _end(making: Making, value: Decimal | None, year: int | None, unit: str = "") -> str:
    told = _with_unit(making, value, unit)
    return f"{told} ({year})" if value is not None and year else told


def _with_unit(making: Making, value: Decimal | None, unit: str) -> str:
    return f"{_number(making, value)} {unit}".strip()


def _number(making: Making, value: Decimal | None) -> str:
    return "–" if value is None else making.number(number_of(value))
