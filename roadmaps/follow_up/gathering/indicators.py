"""Indicators then and now: what was last read before the time began, and at its end."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from roadmaps.follow_up.gathering.found import Found
from roadmaps.follow_up.gathering.ground import AreaGround
from roadmaps.follow_up.kinds import Subject
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.indicators.aims import Aim
from roadmaps.indicators.chart import Measured
from roadmaps.indicators.numbers import plain
from roadmaps.roadmap.values import Shown, date_in_words, measure_in_words, number_in_words


def read_then_and_now(ground: AreaGround) -> Iterator[Found]:
    """One row for each indicator that the roadmap has at the end."""
    for block in ground.after.state.of_kind("indicator"):
        readings = ground.totals.get(block.id, ())
        aim = Aim.of(block.content)
        then, now = _newest(readings, ground.span.from_on), _newest(readings, None, until=ground.span.until_on)
        title = str(block.content["title"])
        target = measure_in_words(block.content, "target")
        yield Found(
            subject=Subject.INDICATORS,
            source=f"indicator:{block.id}",
            sentence=_told(title, then, now, aim.unit, target),
            record=f"/blocks/{block.id}",
            area=ground.slug,
            thing=title,
            before=_value(then, aim.unit) if then else measure_in_words(block.content, "baseline") or say("not read"),
            after=_value(now, aim.unit) if now else say("not read"),
        )


def _newest(readings: Sequence[Measured], before: date | None, *, until: date | None = None) -> Measured | None:
    fitting = [
        one for one in readings if (before is None or one.last_on < before) and (until is None or one.last_on <= until)
    ]
    return fitting[-1] if fitting else None


def _told(title: str, then: Measured | None, now: Measured | None, unit: str, target: Shown | None) -> Sentence:
    if now is None:
        sentence = say("%(title)s: no reading yet.", title=title)
    elif then is None or then.period == now.period:
        sentence = say("%(title)s: %(now)s.", title=title, now=_value(now, unit))
    else:
        change = now.value - then.value
        sentence = say(
            "%(title)s went from %(then)s to %(now)s (%(change)s).",
            title=title,
            then=_value(then, unit),
            now=_value(now, unit),
            change=_signed(change),
        )
    return say("%(sentence)s The target is %(target)s.", sentence=sentence, target=target) if target else sentence


def _value(measured: Measured, unit: str) -> Shown:
    number = " ".join(filter(None, (number_in_words(plain(measured.value)), unit)))
    return say("%(number)s, %(when)s", number=number, when=date_in_words(read_partial_date(measured.period)))


def _signed(change: Decimal) -> str:
    number = number_in_words(plain(change))
    return f"+{number}" if change > 0 else number if change else "±0"
