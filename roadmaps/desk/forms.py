"""What the small forms of the desk send."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from roadmaps.desk.sources import SOURCES
from roadmaps.desk.sources.people import TIME_TO_ARRIVE
from roadmaps.desk.waiting import Reference
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say

NOBODY = "nobody"


def references_in(values: Iterable[str]) -> list[Reference]:
    """The points that a form names, each as ``suggestions:0199…``; what makes no sense counts as not named."""
    found = (value.partition(":") for value in values)
    return [(source, key) for source, _, text in found if source in SOURCES and (key := _identity(text)) is not None]


def person_in(form: Mapping[str, str]) -> UUID | None:
    """Who is to take care of it; None for nobody.

    :raises Invalid: when nothing is chosen
    """
    said = form.get("to", "")
    person_id = _identity(said)
    if person_id is None and said != NOBODY:
        raise _fault("to", say("Choose one of the alternatives."))
    return person_id


def day_in(form: Mapping[str, str], today: date) -> date:
    """Until when something is laid aside.

    :raises Invalid: when nothing is chosen, or the day cannot be read
    """
    match form.get("until", ""):
        case "tomorrow":
            return today + timedelta(days=1)
        case "week":
            return today + timedelta(days=7 - today.weekday())
        case "month":
            return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        case "welcomed":
            return today + TIME_TO_ARRIVE
        case "day":
            try:
                return date.fromisoformat(form.get("day", "").strip())
            except ValueError:
                raise _fault("day", say("Write the day as year, month and day, such as 2026-11-21.")) from None
    raise _fault("until", say("Choose one of the alternatives."))


def reason_in(form: Mapping[str, str]) -> str:
    """Why it is decided so: the sentence that was chosen to begin with, and what was written beside it."""
    return " ".join(filter(None, (form.get("sentence", "").strip(), form.get("reason", "").strip())))


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _fault(field: str, words: Sentence) -> Invalid:
    return Invalid(say("Some of what you wrote needs another look."), {field: words})
