"""Texts that rules hand upwards without knowing in which language they will be read.

A `Sentence` is a message of the translation catalogues with its values; the door that shows it translates it.
The message identifiers are plain English, so a sentence also reads well in a log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - the name that Babel and gettext give to this mark
    """Mark a text for the catalogues and return it unchanged; whoever shows it translates it."""
    return message


@dataclass(frozen=True)
class Sentence:
    """A catalogue message and the values that it names, as in ``Sentence("%(who)s leads", {"who": "Torsta"})``.

    `plural` and `count` belong together: the message is the form for one, `plural` the form for many. A value may
    itself be a Sentence; it is translated before it is put in place.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None

    def __str__(self) -> str:
        template = self.message if self.plural is None or self.count == 1 else self.plural
        return template % {**self.values, "num": self.count} if (self.values or self.plural) else template


def say(message: str, /, **values: object) -> Sentence:
    """Make a sentence of a catalogue message; Babel collects the message from the call."""
    return Sentence(message, values)


def say_number(one: str, many: str, count: int, /, **values: object) -> Sentence:
    """Make a sentence whose form follows a number; the messages name it ``%(num)s``."""
    return Sentence(one, values, plural=many, count=count)
