"""The days on which nobody meets in Sweden: public holidays and the eves that are kept like them. No session, no clock."""

from datetime import date, timedelta
from functools import cache

from roadmaps.foundation.sentences import N_


def holiday_on(day: date) -> str | None:
    """What the day is called, as a catalogue message; None for a day like others. Plain Sundays have no name here."""
    return _holidays(day.year).get(day)


@cache
def _holidays(year: int) -> dict[date, str]:
    easter = easter_of(year)
    midsummer = _first(date(year, 6, 20), weekday=5)
    return {
        date(year, 1, 1): N_("New Year's Day"),
        date(year, 1, 6): N_("Epiphany"),
        easter - timedelta(days=2): N_("Good Friday"),
        easter: N_("Easter Sunday"),
        easter + timedelta(days=1): N_("Easter Monday"),
        date(year, 5, 1): N_("First of May"),
        easter + timedelta(days=39): N_("Ascension Day"),
        easter + timedelta(days=49): N_("Whit Sunday"),
        date(year, 6, 6): N_("Sweden's National Day"),
        midsummer - timedelta(days=1): N_("Midsummer Eve"),
        midsummer: N_("Midsummer Day"),
        _first(date(year, 10, 31), weekday=5): N_("All Saints' Day"),
        date(year, 12, 24): N_("Christmas Eve"),
        date(year, 12, 25): N_("Christmas Day"),
        date(year, 12, 26): N_("Boxing Day"),
        date(year, 12, 31): N_("New Year's Eve"),
    }


def easter_of(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first(day: date, *, weekday: int) -> date:
    """The first such day of the week from the day on, Monday being 0."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
