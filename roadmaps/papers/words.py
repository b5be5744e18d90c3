"""The language of a paper, and what the formats themselves say in it."""

from collections.abc import Callable
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_, Sentence


@dataclass(frozen=True)
class Words:
    """Turns what the product says into one language; `translate` takes a sentence or a catalogue message."""

    language: str
    translate: Callable[[object], str]

    def say(self, message: str, /, **values: object) -> str:
        """A catalogue message with its values."""
        return self.translate(Sentence(message, values))

    def shown(self, value: str | Sentence) -> str:
        """A value: somebody's own words as they are, the product's in the language."""
        return value if isinstance(value, str) else self.translate(value)


CONTENTS = N_("Contents")
PAGE = N_("Page %(page)s (%(pages)s)")
FIGURE = N_("Figure %(number)s")
TABLE = N_("Table %(number)s")
NOTES = N_("Notes")
BACK = N_("Back to the text, note %(number)s")
COMMENTS = N_("Comments")
COMMENT = N_("Comment %(number)s")
INSERTED = N_("Added")
DELETED = N_("Removed")
DONE = N_("Done")
NOT_DONE = N_("Not done")
NOT_ACCESSIBLE = N_(
    "The PDF could not be made by the standard for accessibility. The web page has the same content and can be read aloud."
)
NOT_FOR_ARCHIVES = N_("The PDF could not be made by the standard for archives (PDF/A). It can be read all the same.")
