"""What pydantic finds wrong, told in sentences fit to be shown beside the field."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say, say_number

WHOLE_FORM = ""
A_DATE = say("Write a date as year-month-day, such as 2026-11-21.")
# A year outside of these is a slip of the keys; calendars and clocks reckon badly near the ends of time.
YEARS = range(1900, 2201)


class Fault(ValueError):
    """A validator's own finding, with its sentence; raise it from a pydantic validator."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@contextmanager
def blamed_on(field: str) -> Iterator[None]:
    """Let a fault in what a field of a form holds be the refusal of the form, told beside that field.

    :raises Invalid: with the fault's sentence
    """
    try:
        yield
    except Fault as fault:
        raise Invalid(fault.sentence, {field: fault.sentence}) from None


def faults_of(error: ValidationError) -> dict[str, Sentence]:
    """One sentence for each faulty field, by its name; `WHOLE_FORM` holds what no single field is to blame for."""
    faults: dict[str, Sentence] = {}
    for detail in error.errors():
        name = str(detail["loc"][0]) if detail["loc"] else WHOLE_FORM
        faults.setdefault(name, _sentence_of(detail))
    return faults


def _sentence_of(detail: ErrorDetails) -> Sentence:
    context: Mapping[str, Any] = detail.get("ctx") or {}
    found = context.get("error")
    if isinstance(found, Fault):
        return found.sentence
    tell = _SENTENCES.get(detail["type"])
    return tell(context) if tell else say("This cannot be used here. Try writing it in another way.")


def _too_long(context: Mapping[str, Any]) -> Sentence:
    return say_number(
        "This may be at most %(num)s character long.",
        "This may be at most %(num)s characters long.",
        int(context["max_length"]),
    )


def _too_short(context: Mapping[str, Any]) -> Sentence:
    if int(context["min_length"]) <= 1:
        return say("Write something here.")
    return say_number(
        "This needs at least %(num)s character.", "This needs at least %(num)s characters.", int(context["min_length"])
    )


def _missing(_context: Mapping[str, Any]) -> Sentence:
    return say("Write something here.")


def _choose(_context: Mapping[str, Any]) -> Sentence:
    return say("Choose one of the alternatives.")


def _number(_context: Mapping[str, Any]) -> Sentence:
    return say("Write a number, such as 12 or 12.5.")


def _date(_context: Mapping[str, Any]) -> Sentence:
    return A_DATE


_SENTENCES: dict[str, Callable[[Mapping[str, Any]], Sentence]] = {
    "missing": _missing,
    "string_type": _missing,
    "string_too_short": _too_short,
    "too_short": lambda _: say("Choose at least one."),
    "string_too_long": _too_long,
    "enum": _choose,
    "literal_error": _choose,
    "uuid_parsing": _choose,
    "uuid_type": _choose,
    "int_parsing": _number,
    "int_type": _number,
    "decimal_parsing": _number,
    "decimal_type": _number,
    "float_parsing": _number,
    "greater_than_equal": lambda context: say("The number must be at least %(least)s.", least=context["ge"]),
    "less_than_equal": lambda context: say("The number may be at most %(most)s.", most=context["le"]),
    "date_from_datetime_parsing": _date,
    "date_parsing": _date,
    "date_type": _date,
    "extra_forbidden": lambda _: say("This form has no such field."),
}
