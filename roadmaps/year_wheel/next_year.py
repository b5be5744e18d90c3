"""What day something is proposed for in another year: the same day of the week, as late in the month. No session."""

import re
from datetime import date, timedelta


def same_weekday(day: date, year: int) -> date:
    """As the second Thursday of March is the second Thursday of March; a fifth that there is not is the last one."""
    first = date(year, day.month, 1)
    nth = (day.day - 1) // 7
    proposed = first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * nth)
    return proposed if proposed.month == day.month else proposed - timedelta(days=7)


def same_date(day: date, year: int) -> date:
    """The same date; the last of February where a leap day falls away."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def moved_title(title: str, old: int, new: int) -> str:
    """The title for another year: where it names the old one, it names the new one."""
    return re.sub(rf"(?<!\d){old}(?!\d)", str(new), title)
