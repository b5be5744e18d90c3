"""The named refusals of the rules. Each carries a sentence fit to be shown; `web.errors` alone maps them to answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmaps.foundation.sentences import Sentence, say, say_number


class Refusal(Exception):
    """What a rule raises instead of acting. Nothing has been changed when it reaches the door."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class NotIdentified(Refusal):
    """Whoever asks has not shown who they are, or with something that is not good any more."""


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


class MovedOn(Invalid):
    """The same, because somebody else has changed the thing since the form was opened.

    `begin_from` is what the form then holds of its hidden fields, so that whoever has read the answer can send it again.
    """

    def __init__(self, sentence: Sentence, begin_from: Mapping[str, Any]) -> None:
        super().__init__(sentence)
        self.begin_from = dict(begin_from)


class NotAsKnown(Refusal):
    """The actor wanted it done only if the thing was as they knew it, and it is not."""


class BaseMissing(Refusal):
    """The actor has not said which version of the thing they began from."""


class TooMany(Refusal):
    """The same has been done too often in a short time. `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        minutes = -(-seconds // 60)
        super().__init__(
            say_number(
                "That was too many attempts in a short time. Wait %(num)s minute and try again.",
                "That was too many attempts in a short time. Wait %(num)s minutes and try again.",
                minutes,
            )
        )
        self.seconds = seconds


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
