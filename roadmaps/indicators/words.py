"""The rule by which an indicator stands as it does, in sentences with this indicator's own figures."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.indicators.aims import Aim, Gap
from roadmaps.indicators.numbers import plain, within_limits
from roadmaps.indicators.schedule import DAYS_TO_GATHER, day_in_words
from roadmaps.indicators.states import Judgement, Standing
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.roadmap.values import date_in_words, number_in_words

_GAPS: Mapping[Gap, str] = {
    Gap.BASELINE: N_("the baseline"),
    Gap.BASELINE_YEAR: N_("the year of the baseline"),
    Gap.TARGET: N_("the target"),
    Gap.TARGET_YEAR: N_("the year of the target"),
}


def rule_in_words(judged: Judgement) -> list[Sentence]:
    """Why the indicator stands as it does: its path, what the newest reading says, and when the next one is due."""
    return [*_of_path(judged.aim), *_of_newest(judged), *_of_schedule(judged)]


def number_of(value: Decimal) -> str:
    """A value without its unit."""
    return number_in_words(plain(value))


def value_in_words(value: Decimal, aim: Aim) -> str:
    """A value with its unit."""
    return " ".join(filter(None, (number_in_words(plain(value)), aim.unit)))


def rounded(value: Decimal, aim: Aim, *also: Decimal | None) -> Decimal:
    """A computed value as exactly as the aim and the readings are told, and one digit more where it needs one."""
    known = [number for number in (aim.baseline, aim.target, *also) if number is not None]
    places = max((_places(number) for number in known), default=0)
    if value != value.quantize(Decimal(1).scaleb(-places)):
        places = min(places + 1, 6)
    kept = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(kept, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text) + 0


def gap_in_words(gap: Gap) -> Sentence:
    """What is missing."""
    return Sentence(_GAPS[gap])


def _of_path(aim: Aim) -> list[Sentence]:
    if aim.is_level and aim.level is not None:
        return [say("The value is to stay at %(level)s.", level=value_in_words(aim.level, aim))]
    if aim.ends is not None:
        first, last = aim.ends
        return [
            say(
                "The path goes in a straight line from %(baseline)s at the end of %(first)s to %(target)s at the end of %(last)s.",
                baseline=value_in_words(first.value, aim),
                first=first.year,
                target=value_in_words(last.value, aim),
                last=last.year,
            )
        ]
    if Gap.YEARS in aim.gaps:
        return [say("There is no path to compare with: the year of the target must come after that of the baseline.")]
    if Gap.DIRECTION in aim.gaps:
        return [say("There is no path to compare with: from baseline to target it goes the other way than it should.")]
    missing = tuple(_GAPS[gap] for gap in aim.gaps)
    return [say("There is no path to compare with, because this is not told: %(missing)s.", missing=missing)]


def _of_newest(judged: Judgement) -> list[Sentence]:
    aim, newest = judged.aim, judged.newest
    if newest is None:
        return [say("There is no reading of the county as a whole yet.")]
    period = date_in_words(read_partial_date(newest.period))
    value = value_in_words(newest.value, aim)
    if judged.is_reached and aim.target is not None:
        return [
            say(
                "The newest reading, of %(period)s, is %(value)s. That reaches the target, so the indicator is on track.",
                period=period,
                value=value,
            )
        ]
    path, shortfall, leeway = judged.path, judged.shortfall, aim.leeway
    if path is None or shortfall is None or leeway is None:
        return [say("The newest reading, of %(period)s, is %(value)s.", period=period, value=value)]
    figures: Mapping[str, object] = {
        "period": period,
        "value": value,
        "path": value_in_words(rounded(path, aim, newest.value), aim),
        **_told_apart(abs(shortfall), leeway, aim, newest.value),
    }
    return [_level(judged, figures) if aim.is_level else _course(judged, shortfall, figures)]


def _told_apart(gap: Decimal, leeway: Decimal, aim: Aim, value: Decimal) -> Mapping[str, str]:
    """Both rounded, unless that would make one of two that differ."""
    shown = [rounded(one, aim, value) for one in (gap, leeway)]
    if shown[0] == shown[1] and gap != leeway:
        shown = [within_limits(one) for one in (gap, leeway)]
    return {"gap": value_in_words(shown[0], aim), "leeway": value_in_words(shown[1], aim)}


def _level(judged: Judgement, figures: Mapping[str, object]) -> Sentence:
    if judged.course is Standing.BEHIND:
        return Sentence(
            N_(
                "The newest reading, of %(period)s, is %(value)s. It differs by %(gap)s, which is more than a twentieth (%(leeway)s), so the indicator lies behind."
            ),
            figures,
        )
    return Sentence(
        N_(
            "The newest reading, of %(period)s, is %(value)s. It differs by %(gap)s, which is not more than a twentieth (%(leeway)s), so the indicator is on track."
        ),
        figures,
    )


def _course(judged: Judgement, shortfall: Decimal, figures: Mapping[str, object]) -> Sentence:
    if shortfall <= 0:
        return Sentence(
            N_(
                "By %(period)s the path would be at %(path)s. The newest reading is %(value)s, which is as far or further, so the indicator is on track."
            ),
            figures,
        )
    if judged.course is Standing.BEHIND:
        return Sentence(
            N_(
                "By %(period)s the path would be at %(path)s. The newest reading is %(value)s, so it lies %(gap)s behind. That is more than a twentieth of the whole way (%(leeway)s), so the indicator lies behind."
            ),
            figures,
        )
    return Sentence(
        N_(
            "By %(period)s the path would be at %(path)s. The newest reading is %(value)s, so it lies %(gap)s behind. That is not more than a twentieth of the whole way (%(leeway)s), so the indicator is on track."
        ),
        figures,
    )


def _of_schedule(judged: Judgement) -> list[Sentence]:
    aim, awaited = judged.aim, judged.awaited
    if aim.frequency is None:
        return [say("How often it is to be read is not told, so no reading is ever overdue.")]
    if awaited is None:
        return [say("No further reading is awaited.")]
    figures: Mapping[str, object] = {
        "often": (word_of(aim.frequency),),
        "period": awaited.in_words,
        "day": day_in_words(awaited.due_on),
        "days": DAYS_TO_GATHER[aim.frequency],
    }
    if judged.standing is Standing.OVERDUE:
        return [
            Sentence(
                N_(
                    "How often it is read: %(often)s. The reading of %(period)s was due by %(day)s, %(days)s days after the period, and has not come. So it is overdue, whatever the older readings say."
                ),
                figures,
            )
        ]
    return [
        Sentence(
            N_(
                "How often it is read: %(often)s. The next reading is that of %(period)s, due by %(day)s, %(days)s days after the period."
            ),
            figures,
        )
    ]


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
