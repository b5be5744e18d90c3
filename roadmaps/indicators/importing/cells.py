"""What people write in cells, turned into what readings are made of; each with a sentence where it cannot be."""

import re
from collections.abc import Mapping
from decimal import Decimal

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import PartialDate, read_partial_date
from roadmaps.foundation.sentences import say
from roadmaps.indicators.models import Sex
from roadmaps.indicators.numbers import read_number
from roadmaps.roadmap.kinds.choices import LABELS, Municipality

# As Statistics Sweden writes a month.
_MONTH = re.compile(r"(\d{4})[mM](\d{2})")
_COUNTY = {"", "hela länet", "länet", "the whole county", "county", "jämtlands län", "jämtland", "0023", "23"}
_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("", "t", "alla", "all", "totalt", "total", "båda", "båda könen"), Sex.ALL),
    **dict.fromkeys(("k", "kvinnor", "kvinna", "women", "woman"), Sex.WOMEN),
    **dict.fromkeys(("m", "män", "man", "men"), Sex.MEN),
}
_PLACES: Mapping[str, str] = {
    spelling: str(place)
    for place, name in LABELS[Municipality].items()
    for spelling in (
        str(place),
        name.casefold(),
        f"{name.casefold()} kommun",
        f"{name.casefold()}s kommun",
        f"{name.casefold()} municipality",
    )
}


def period_in(cell: str) -> PartialDate:
    """The period, which may also be spelled 2025M12.

    :raises Fault: when it is none
    """
    month = _MONTH.fullmatch(cell)
    return read_partial_date(f"{month[1]}-{month[2]}" if month else cell)


def place_in(cell: str) -> str | None:
    """The municipality's code, by its name or code; None for the county as a whole.

    :raises Fault: when it is neither
    """
    asked = " ".join(cell.split()).casefold()
    if asked in _COUNTY:
        return None
    if asked not in _PLACES:
        raise Fault(say("This is none of the county's municipalities: %(name)s.", name=cell))
    return _PLACES[asked]


def sex_in(cell: str) -> Sex:
    """Whom the value counts.

    :raises Fault: when it is neither all, women nor men
    """
    asked = cell.strip().casefold()
    if asked not in _SEXES:
        raise Fault(say("Write T, K or M for all, women or men, instead of %(word)s.", word=cell))
    return _SEXES[asked]


def value_in(cell: str, unit: str) -> Decimal:
    """The value; with a sign for per cent only where the indicator counts in it.

    :raises Fault: when it is no number
    """
    number = cell.removesuffix("%")
    if number != cell and not _counts_in_per_cent(unit):
        raise Fault(say("The value is in per cent, but the indicator is not."))
    return read_number(number)


def _counts_in_per_cent(unit: str) -> bool:
    words = unit.casefold()
    return any(sign in words for sign in ("%", "procent", "per cent", "percent"))
