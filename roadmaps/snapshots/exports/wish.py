"""What somebody asks to be made of a version: in which formats, packed together or not, and with what in it. No session."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import Choice, Language

PACKAGE = "zip"
# Offered to whoever does not want to choose.
AT_ONE_CLICK = tuple(name for name in ("pdf", "docx") if name in FORMATS)
# What the registry and the archive want, when nobody has chosen: one to read, one to work with, and the data.
FOR_ARCHIVES = tuple(name for name in ("pdf-archive", "docx", "xlsx", "json") if name in FORMATS)


@dataclass(frozen=True)
class Wish:
    """One or more formats; several, or what goes to the archive, come as one package."""

    formats: tuple[str, ...]
    choice: Choice
    is_packed: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, Iterable[str]], *, usual: Language = "sv") -> Self:
        """The wish that an address, a form or a row holds; formats that are none are left out."""
        named = set(asked.get("format", ()))
        formats = tuple(name for name in FORMATS if name in named)
        return cls(formats, Choice.of(asked, usual=usual), PACKAGE in named or len(formats) > 1)

    @classmethod
    def for_file(cls, name: str, asked: Mapping[str, Iterable[str]], *, usual: Language = "sv") -> Self:
        """The wish for one file by its format's name; for the package, `asked` holds what is to be in it."""
        formats = asked.get("format", ()) if name == PACKAGE else ()
        return cls.of({**asked, "format": [*formats, name]}, usual=usual).checked()

    @property
    def asked(self) -> dict[str, list[str]]:
        """What an address must hold for the same wish. Several formats are a package without being told so."""
        return {"format": [*self.formats, *([PACKAGE] if self.is_packed_alone else [])], **self.choice.asked}

    @property
    def is_packed_alone(self) -> bool:
        """Whether it becomes a package by choice, and not only for holding several files."""
        return self.is_packed and len(self.formats) <= 1

    @property
    def name(self) -> str:
        """The format's name as it stands in the address of the file."""
        return PACKAGE if self.is_packed else self.formats[0]

    @property
    def steps(self) -> int:
        """How many files there are to make."""
        return len(self.formats)

    def checked(self) -> Self:
        """The same, when something can be made of it; a package of nothing holds what archives want.

        :raises Invalid: when no format is asked for
        """
        if self.formats:
            return self
        if self.is_packed:
            return replace(self, formats=FOR_ARCHIVES)
        raise Invalid(say("Choose at least one format."), {"format": say("Choose at least one format.")})

    def without_comments(self) -> Self:
        """The same for those to whom comments are not offered."""
        return replace(self, choice=replace(self.choice, with_comments=False))

    def seconds_for(self, edition: Edition) -> float:
        """About how long it takes to make, by measurements on an ordinary machine (bench/exports.py)."""
        blocks = len(edition.file.blocks)
        return sum(FORMATS[name].seconds_for(blocks) for name in self.formats)


def wish_in(kept: Mapping[str, Any]) -> Wish:
    """The wish that a row of the database holds; what this version of the program does not know is left out."""
    return Wish.of({name: values for name, values in kept.items() if isinstance(values, list)})
