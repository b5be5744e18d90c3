"""What the small forms of the discussion send."""

from collections.abc import Mapping
from typing import TypedDict

from roadmaps.discussion.models import Outcome
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say


class Passage(TypedDict):
    """What a form says about a new thread."""

    body: str
    field: str
    quote: str
    prefix: str
    suffix: str


def passage_in(form: Mapping[str, str]) -> Passage:
    """The text of a new thread, and the passage that it is about, if any."""
    return Passage(
        body=body_in(form),
        field=form.get("field", ""),
        quote=form.get("quote", ""),
        prefix=form.get("prefix", ""),
        suffix=form.get("suffix", ""),
    )


def body_in(form: Mapping[str, str]) -> str:
    """The text of a comment, with the one who was chosen to be mentioned below it."""
    body, chosen = form.get("body", ""), form.get("mention", "").strip()
    return f"{body.rstrip()}\n\n@{chosen}" if chosen and body.strip() else body


def outcome_in(form: Mapping[str, str]) -> Outcome:
    """What came of a thread.

    :raises Invalid: when none is chosen
    """
    try:
        return Outcome(form.get("outcome", ""))
    except ValueError:
        raise Invalid(
            say("Some of what you wrote needs another look."), {"outcome": say("Choose one of the alternatives.")}
        ) from None


def number_in(form: Mapping[str, str], name: str) -> int:
    """A whole number that the form carries; 0 when it does not."""
    text = form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
