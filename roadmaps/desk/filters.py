"""Which points a desk shows: what has been chosen, read from the address with all else ignored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from roadmaps.desk.sources import SOURCES

Whose = Literal["", "me", "nobody", "others"]
WHOSE: tuple[Whose, ...] = ("", "me", "nobody", "others")


@dataclass(frozen=True)
class DeskFilter:
    """A choice. Empty stands for everything that waits; `is_aside` shows what is laid aside instead."""

    kind: str = ""
    area: str = ""
    whose: Whose = ""
    is_aside: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "DeskFilter":
        """Read the choice; what makes no sense counts as not chosen."""
        kind = given.get("kind", "")
        whose: Whose = next((one for one in WHOSE if one == given.get("whose")), "")
        return cls(kind if kind in SOURCES else "", given.get("area", "")[:80], whose, given.get("aside") == "yes")

    @property
    def as_arguments(self) -> dict[str, Any]:
        """What the address says of it."""
        said = {"kind": self.kind, "area": self.area, "whose": self.whose, "aside": "yes" if self.is_aside else ""}
        return {name: value for name, value in said.items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether less is shown than the desk as it opens."""
        return bool(self.as_arguments)

    def of_kind(self, kind: str) -> "DeskFilter":
        """The same for another sort of things, or for all of them."""
        return replace(self, kind=kind)

    def wants(self, to_id: UUID | None, person_id: UUID) -> bool:
        """Whether a point that somebody (or nobody) takes care of is to be shown to the person."""
        match self.whose:
            case "me":
                return to_id == person_id
            case "nobody":
                return to_id is None
            case "others":
                return to_id not in {None, person_id}
        return True
