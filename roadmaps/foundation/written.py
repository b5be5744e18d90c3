"""Words that know in which language they are written.

A text is a plain `str` in the language of whatever it stands in, until somebody who knows better puts `Written` words in its
place. Pages, figures and files that show it need not know of it: they ask `language_of` where they say in which language
somebody's words are.
"""

from typing import Self

SOURCE = "sv"


class Written(str):
    """Somebody's words in a language; `is_behind` when what they were translated from has changed since."""

    __slots__ = ("is_behind", "language")

    language: str
    is_behind: bool

    def __new__(cls, text: str, language: str = SOURCE, *, is_behind: bool = False) -> Self:
        written = super().__new__(cls, text)
        written.language, written.is_behind = language, is_behind
        return written

    def __str__(self) -> str:
        """The words, which go on knowing their language."""
        return self


def language_of(text: object) -> str:
    """In which language somebody's words are; those that do not know it are in that of the roadmap."""
    return str(getattr(text, "language", SOURCE))


def is_behind(text: object) -> bool:
    """Whether what the words were translated from has changed since."""
    return bool(getattr(text, "is_behind", False))


def as_written(text: object) -> Written:
    """The words with their language."""
    return text if isinstance(text, Written) else Written(str(text))
