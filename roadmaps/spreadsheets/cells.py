"""What a field looks like in a cell, and what a cell says of a field.

A cell that says what the file said when it was written says nothing new; so what a cell cannot hold exactly – a text
longer than Excel takes, a sign that it refuses, a name that has been given twice – still comes back as it was.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_, say
from roadmaps.foundation.tables import FORMULA

Translate = Callable[[str], str]
Cell = str | int | float | date | None
YES, NO = N_("Yes"), N_("No")
TOO_LONG = N_("(Too long for a spreadsheet. Read it on the page, and leave this cell as it is.)")
LONGEST_TEXT = 20_000
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_YEAR, _DAY = re.compile(r"[12]\d{3}"), re.compile(r"(19[1-9]\d|2\d{3})-\d{2}-\d{2}")
_MARK = re.compile(r"\[([0-9a-f]{8,32})\]$")
_ERRORS = {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
_REFERRING = {"reference", "references", "organisation", "strategy", "goals_elsewhere"}


@dataclass(frozen=True)
class Called:
    """What the things that a field may name are called in a file, by id. Those that share a name carry a part of their id."""

    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Mapping[str, str]) -> "Called":
        """Told apart where they need to be, and without the sign that stands between the parts of a list."""
        names = {key: writable(name) for key, name in names.items()}
        often = Counter(folded(name) for name in names.values())
        return cls(
            {
                key: f"{' '.join(name.replace(';', ',').split())} [{_short(key)}]".strip()
                if often[folded(name)] > 1 or ";" in name or not name.strip() or _MARK.search(name)
                else " ".join(name.split())
                for key, name in names.items()
            }
        )

    def find(self, said: str) -> str:
        """The id of the one that is meant.

        :raises Fault: when it is none, or several
        """
        marked = _MARK.search(said)
        if marked:
            found: Sequence[str] = [key for key in self.names if _bare(key).endswith(marked[1])]
        else:
            found = self._by_name.get(folded(said)) or self._by_bare_name.get(folded(said), ())
        if not found:
            raise Fault(say("There is nothing called “%(name)s” to choose here.", name=said[:80]))
        if len(found) > 1:
            raise Fault(say("Several are called “%(name)s”. Write the name with its id in brackets.", name=said[:80]))
        return found[0]

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        return _grouped((folded(name), key) for key, name in self.names.items())

    @cached_property
    def _by_bare_name(self) -> Mapping[str, Sequence[str]]:
        return _grouped((folded(_MARK.sub("", name)), key) for key, name in self.names.items())


def written(ask: Ask, value: Any, called: Called, translate: Translate) -> Cell:
    """What stands in the cell: numbers and days as such, everything else as people would write it."""
    if value is None or value in ("", []):
        return None
    if ask.widget == "checkbox":
        return translate(YES if value else NO)
    if isinstance(value, list):
        return "; ".join(_word(ask, one, called, translate) for one in value)
    if ask.widget == "year":
        return int(value)
    if ask.widget == "number":
        return as_number(str(value))
    if ask.widget == "partial_date":
        return dated(str(value))
    if ask.choices or ask.widget in _REFERRING:
        return _word(ask, value, called, translate)
    text = writable(str(value)).replace("\r", "")
    return translate(TOO_LONG) if len(text) > LONGEST_TEXT else text


def said(ask: Ask, text: str, called: Called, translates: Sequence[Translate]) -> Any:
    """What the cell says, for the kind to check.

    :raises Fault: with a sentence that tells what to write instead
    """
    check_reckoned(text)
    if ask.takes_many:
        parts = [part.strip() for part in text.split(";")]
        return [_one(ask, part, called, translates) for part in parts if part]
    if not text:
        return False if ask.widget == "checkbox" else "" if ask.widget in {"text", "prose"} else None
    if ask.widget == "checkbox":
        return _truth(text, translates)
    if ask.choices or ask.widget in _REFERRING:
        return _one(ask, text, called, translates)
    if ask.widget == "partial_date":
        return str(read_partial_date(text))
    if ask.widget in {"number", "year"} and not re.fullmatch(r"[-\u2212+]?[\d\s.,]+", text):
        raise Fault(say("Write a number such as 1 200 or 12,5 instead of “%(cell)s”.", cell=text[:40]))
    return text


def check_reckoned(text: str) -> None:
    """:raises Fault: when the cell holds a formula without its value, or one that failed."""
    if text == FORMULA:
        raise Fault(say("The cell holds a formula whose value is not in the file. Write the value itself."))
    if text in _ERRORS:
        raise Fault(say("The cell holds a formula that failed (%(error)s). Write the value itself.", error=text))


def as_text(cell: Cell) -> str:
    """The cell as it reads when the file has come back."""
    if cell is None:
        return ""
    return format(cell, ".15g") if isinstance(cell, float) else tidied(str(cell))


def tidied(text: str) -> str:
    """Without what spreadsheets do to line ends and at the edges."""
    lines = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def dated(period: str) -> Cell:
    """A day as a day and a year as a number, as far as spreadsheets know them; months and quarters as text."""
    if _YEAR.fullmatch(period):
        return int(period)
    return date.fromisoformat(period) if _DAY.fullmatch(period) else period


def writable(text: str) -> str:
    """Without the signs that the format of workbooks refuses."""
    return _REFUSED.sub("\ufffd", text)


def folded(text: str) -> str:
    """For comparing what people type."""
    return " ".join(str(text).replace("\xa0", " ").split()).casefold()


def _word(ask: Ask, value: Any, called: Called, translate: Translate) -> str:
    if ask.choices:
        return translate(ask.choices[value]) if value in ask.choices else str(value)
    return called.names.get(str(value)) or f"[{_short(str(value))}]"


def _one(ask: Ask, text: str, called: Called, translates: Sequence[Translate]) -> str:
    if not ask.choices:
        return called.find(text)
    for value, label in ask.choices.items():
        if folded(text) in {folded(value), *(folded(translate(label)) for translate in translates)}:
            return value
    offered = tuple(translates[0](label) for label in ask.choices.values())
    raise Fault(
        say("“%(cell)s” cannot be chosen here. Choose among: %(choices)s.", cell=text[:80], choices=", ".join(offered))
    )


def _truth(text: str, translates: Sequence[Translate]) -> bool:
    words = {True: {"1", "x", "true", "sant"}, False: {"0", "false", "falskt"}}
    for translate in translates:
        words[True].add(folded(translate(YES)))
        words[False].add(folded(translate(NO)))
    for truth, ways in words.items():
        if folded(text) in ways:
            return truth
    raise Fault(say("Write yes or no instead of “%(cell)s”.", cell=text[:40]))


def as_number(value: str) -> Cell:
    """A number where the spreadsheet keeps all of its digits, otherwise text."""
    digits = value.replace("-", "").replace(".", "").lstrip("0")
    if len(digits) > 15:
        return value
    return float(value) if "." in value else int(value)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name, key in pairs:
        found.setdefault(name, []).append(key)
    return found


def _bare(key: str) -> str:
    return key.replace("-", "")


def _short(key: str) -> str:
    # The end of an id is chance; its beginning is the time at which it was made.
    return _bare(key)[-8:]
