"""The named refusals of the rules. Each carries a sentence fit to be shown; `web.errors` alone maps them to answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmaps.foundation.sentences import Sentence, say


class Refusal(Exception):
    """What a rule raises instead of acting. Nothing has been changed when it reaches the door."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class NotAllowed(Refusal):
    """The thing may be known to the actor, but this act is not theirs to do."""


class NotFound(Refusal):
    """There is no such thing, or none that the actor may know of."""

    def __init__(self, sentence: Sentence | None = None) -> None:
        super().__init__(sentence or say("There is nothing at this address."))


class Invalid(Refusal):
    """What was sent cannot be accepted as it is.

    `fields` maps the name of a field to what is wrong with it, all at once; empty when no one field is to blame.
    """

    def __init__(self, sentence: Sentence, fields: Mapping[str, Sentence] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})


@dataclass(frozen=True)
class Offer:
    """One thing as both writers want it, joined as far as it can be, for a form to show once more.

    `number` is the version to begin from now; `is_removed` tells that the other writer took the thing away.
    """

    content: Mapping[str, Any]
    number: int
    is_removed: bool


class Conflict(Refusal):
    """The thing has moved on since the actor began. Subclasses carry what is needed to settle it."""

    @property
    def offer(self) -> Offer | None:
        """What a form can show once more; None where a form does not settle it."""
        return None
