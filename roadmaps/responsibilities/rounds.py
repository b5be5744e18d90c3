"""When organisations are asked how it goes: the stretch of the year that a day lies in, by the area's interval."""

from collections.abc import Mapping
from datetime import date

from roadmaps.foundation.sentences import N_

QUARTERLY = 3
INTERVALS: Mapping[int, str] = {
    1: N_("Every month"),
    3: N_("Every quarter"),
    6: N_("Twice a year"),
    12: N_("Once a year"),
    0: N_("Never"),
}


def round_of(on: date, months: int) -> str:
    """Which round of questions a day belongs to: 2026-11, 2026-Q4, 2026-H2 or 2026.

    :param months: length of a round, one of `INTERVALS` but 0
    """
    number = (on.month - 1) // months + 1
    match months:
        case 1:
            return f"{on.year}-{number:02}"
        case 3:
            return f"{on.year}-Q{number}"
        case 6:
            return f"{on.year}-H{number}"
    return f"{on.year}"
