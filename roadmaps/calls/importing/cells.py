"""What people write in cells, turned into what a call is made of; each with a sentence where it cannot be."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from roadmaps.accounts.models import Helix
from roadmaps.areas.models import Area
from roadmaps.calls.forms import CallForm
from roadmaps.calls.importing.columns import Cells, Column
from roadmaps.calls.words import Currency
from roadmaps.foundation.faults import A_DATE, YEARS, Fault, faults_of
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.kinds.choices import LABELS, Level, Municipality

_DAYS = {Column.OPENS_ON, Column.CLOSES_ON, Column.STARTS_FROM, Column.ENDS_BY}
_NUMBERS = {Column.AMOUNT, Column.LEAST, Column.MOST}
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2})?")
_MONEY = re.compile(r"(?i)(kr|kronor|sek|eur|euro|€|nok)\.?$")
_MANY = re.compile(r"[;,/\n]")
_CURRENCIES: Mapping[str, Currency] = {
    **dict.fromkeys(("sek", "kr", "kronor", "svenska kronor", "swedish kronor"), Currency.SEK),
    **dict.fromkeys(("eur", "euro", "€"), Currency.EUR),
    **dict.fromkeys(("nok", "norska kronor", "norwegian kroner"), Currency.NOK),
}
_HELIX: Mapping[str, Helix] = {
    **dict.fromkeys(("public", "offentlig sektor", "offentlig", "offentliga", "public sector"), Helix.PUBLIC),
    **dict.fromkeys(
        ("academia", "akademi", "akademi och forskning", "universitet", "forskning", "academia and research"),
        Helix.ACADEMIA,
    ),
    **dict.fromkeys(
        ("business", "näringsliv", "företag", "näringsliv och företagsstöd", "business and business support"),
        Helix.BUSINESS,
    ),
    **dict.fromkeys(
        ("civil_society", "civilsamhälle", "civilsamhället", "föreningar", "civil society"), Helix.CIVIL_SOCIETY
    ),
}
_LEVELS: Mapping[str, Level] = {
    **dict.fromkeys(("base", "bas"), Level.BASE),
    **dict.fromkeys(("breadth", "bredd"), Level.BREADTH),
    **dict.fromkeys(("peak", "spets"), Level.PEAK),
}
_PLACES: Mapping[str, Municipality] = {
    spelling: place
    for place, name in LABELS[Municipality].items()
    for spelling in (str(place), name.casefold(), f"{name.casefold()} kommun", f"{name.casefold()}s kommun")
    if isinstance(place, Municipality)
}
_ALL = {"alla", "all", "samtliga"}


def form_in(cells: Cells, areas: Sequence[Area], start: Mapping[str, Any]) -> CallForm:
    """What the cells say, checked as the form would. What has no column says what `start` says.

    :raises Faults: with a sentence for everything that cannot be read
    """
    told: dict[str, Any] = dict(start)
    faults: list[Sentence] = []
    for column, cell in cells.items():
        try:
            told[column.value] = _value(column, cell, areas)
        except Fault as fault:
            faults.append(say("%(field)s: %(value)s", field=Sentence(column.label), value=fault.sentence))
    try:
        form = CallForm.model_validate(told)
    except ValidationError as error:
        found = faults_of(error)
        faults += [say("%(field)s: %(value)s", field=_label(name), value=found[name]) for name in found]
        raise Faults(faults) from None
    if faults:
        raise Faults(faults)
    return form


class Faults(Exception):
    """Everything that is wrong with a row."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        super().__init__("; ".join(map(str, sentences)))
        self.sentences = list(sentences)


def _value(column: Column, cell: str, areas: Sequence[Area]) -> Any:
    if column in _DAYS:
        return day_in(cell)
    if column in _NUMBERS:
        return _money(cell)
    if column is Column.SHARE:
        return cell
    if column is Column.CURRENCY:
        return _one(cell, _CURRENCIES) if cell else Currency.SEK
    if column is Column.AREAS:
        return [one.id for one in _areas(cell, areas)]
    if column in _CHOICES:
        return [] if _folded(cell) in _ALL else [_one(part, _CHOICES[column]) for part in _parts(cell)]
    return cell


def day_in(cell: str) -> date | None:
    """The day that a cell tells; None where it is empty.

    :raises Fault: when it is none, or lies in a year that nobody means
    """
    if not cell:
        return None
    found = _WITH_TIME.fullmatch(cell)
    try:
        day = date.fromisoformat(found[1] if found else cell.replace("/", "-"))
    except ValueError:
        raise Fault(A_DATE) from None
    if day.year not in YEARS:
        raise Fault(A_DATE)
    return day


def _money(cell: str) -> str | None:
    """A number, perhaps with its currency after it, and with points or spaces between groups of three."""
    plain = _MONEY.sub("", cell.strip()).rstrip()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", plain):
        plain = plain.replace(".", "")
    bare = plain.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
    try:
        return str(Decimal(bare)) if bare else None
    except ArithmeticError:
        raise Fault(say("Write a number, such as 12 or 12.5.")) from None


def _areas(cell: str, areas: Sequence[Area]) -> list[Area]:
    """The areas by their names or addresses. A comma may stand in a name."""
    asked = _folded(cell)
    if not asked or asked in _ALL:
        return []
    named = {_folded(name): area for area in areas for name in (area.name, area.name_en, area.slug) if name}
    found: list[Area] = []
    for part in re.split(r"[;\n]", cell):
        whole = _folded(part)
        parts = [whole] if whole in named else [_folded(one) for one in part.split(",")]
        for one in filter(None, parts):
            if one not in named:
                raise Fault(say("There is nothing called “%(name)s” to choose here.", name=one[:80]))
            found.append(named[one])
    return list(dict.fromkeys(found))


def _one(cell: str, words: Mapping[str, Any]) -> Any:
    asked = _folded(cell)
    if asked not in words:
        raise Fault(say("There is nothing called “%(name)s” to choose here.", name=cell.strip()[:80]))
    return words[asked]


def _parts(cell: str) -> list[str]:
    return [part for part in _MANY.split(cell) if part.strip()]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _label(name: str) -> Sentence:
    return Sentence(Column(name).label) if name in set(Column) else say("The call in one line")


_CHOICES: Mapping[Column, Mapping[str, Any]] = {
    Column.APPLICANTS: _HELIX,
    Column.LEVELS: _LEVELS,
    Column.PLACES: _PLACES,
}
