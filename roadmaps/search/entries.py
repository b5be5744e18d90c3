"""What an index is given of a document."""

from dataclasses import dataclass
from functools import cached_property

from roadmaps.foundation.word_forms import fold, unfolded_words_in


@dataclass(frozen=True)
class Entry:
    """One document: its title and its text as they read."""

    document_id: int
    title_text: str
    body_text: str

    @cached_property
    def title(self) -> list[str]:
        """The words of the title, folded, in order."""
        return list(map(fold, unfolded_words_in(self.title_text)[0]))

    @cached_property
    def body(self) -> list[str]:
        """The words of the text, folded, in order."""
        return list(map(fold, unfolded_words_in(self.body_text)[0]))
