"""The language of an export."""

from collections.abc import Callable
from dataclasses import dataclass

from roadmaps.foundation.sentences import Sentence
from roadmaps.roadmap.values import Shown


@dataclass(frozen=True)
class Words:
    """Turns what the product says into one language; `translate` takes a sentence or a catalogue message."""

    language: str
    translate: Callable[[object], str]

    def say(self, message: str, /, **values: object) -> str:
        """A catalogue message with its values."""
        return self.translate(Sentence(message, values))

    def shown(self, value: Shown) -> str:
        """A value: somebody's own words as they are, the product's in the language."""
        return value if isinstance(value, str) else self.translate(value)
