"""What a call's facts are called and how they read, for its history, for a form that two have written in, and for tables."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from roadmaps.accounts.models import Helix
from roadmaps.calls.forms import CallForm
from roadmaps.calls.words import Currency
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.kinds.choices import LABELS, Level, Municipality
from roadmaps.roadmap.values import Shown, date_in_words, number_in_words

_DAYS = {"opens_on", "closes_on", "starts_from", "ends_by"}
_NUMBERS = {"amount", "least", "most"}
LONGEST = 200
Value = Shown | tuple[Sentence, ...]


def label_of(name: str) -> str:
    """What a field is called, as a catalogue message."""
    return _LABELS[name]


def value_in_words(name: str, value: Any, area_names: Mapping[str, str] | None = None) -> Value:
    """What a field says, in the values that the history keeps. Areas are kept by their addresses."""
    if value in (None, "", []):
        return say("nothing")
    if name in _DAYS:
        return date_in_words(read_partial_date(str(value)))
    if name in _NUMBERS:
        return number_in_words(str(value))
    if name == "share":
        return f"{value} %"
    if name == "currency":
        return Sentence(Currency(value).label)
    if name in _WORDS:
        return tuple(Sentence(_WORDS[name][one]) for one in value)
    if isinstance(value, list):
        return ", ".join((area_names or {}).get(one, one) for one in value)
    return str(value) if len(str(value)) <= LONGEST else f"{str(value)[: LONGEST - 1].rstrip()}…"


def changed_in_words(changes: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Fields with what they say, one after the other."""
    return tuple(
        say("%(field)s: %(value)s", field=Sentence(label_of(name)), value=value_in_words(name, value))
        for name, value in changes.items()
    )


def period_of(first: date | None, last: date | None) -> Sentence | None:
    """From when until when, as far as it is told."""
    if first and last:
        return say("%(first)s – %(last)s", first=first, last=last)
    if first:
        return say("from %(start)s", start=first)
    return say("until %(end)s", end=last) if last else None


_LABELS: Mapping[str, str] = {
    name: next(entry.label for entry in info.metadata if isinstance(entry, Ask))
    for name, info in CallForm.model_fields.items()
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "applicants": {one.value: one.label for one in Helix},
    "levels": {str(one): LABELS[Level][one] for one in Level},
    "places": {str(one): LABELS[Municipality][one] for one in Municipality},
}
