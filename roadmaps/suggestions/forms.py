"""Reading the forms of this room: the motive with its sources, and what of a suggestion is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from werkzeug.datastructures import MultiDict

from roadmaps.foundation.sentences import Sentence
from roadmaps.roadmap.doors import uuid_in
from roadmaps.suggestions.models import SourceSort
from roadmaps.suggestions.rules import Source
from roadmaps.suggestions.rules.deciding import Part
from roadmaps.suggestions.standing import Standing

SOURCE_ROWS = 3
LONGEST_NUMBER = 6
Form = MultiDict[str, str]


@dataclass(frozen=True)
class Grounds:
    """Why somebody suggests something, as typed; what is wrong with it stands in `errors` by field."""

    motive: str = ""
    rows: tuple[tuple[str, str, str], ...] = (("", "", ""),) * SOURCE_ROWS
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    @property
    def sources(self) -> list[Source]:
        """The rows in which something has been written. A row with words alone is one's own experience if it says so."""
        return [
            Source(SourceSort(sort), words.strip(), address.strip())
            for sort, words, address in self.rows
            if sort in set(SourceSort) and (words.strip() or address.strip())
        ]


def grounds_in(form: Form, errors: Mapping[str, Sentence] | None = None) -> Grounds:
    """What the form says of motive and sources."""
    rows = tuple(
        (form.get(f"source_sort_{row}", ""), form.get(f"source_words_{row}", ""), form.get(f"source_address_{row}", ""))
        for row in range(SOURCE_ROWS)
    )
    return Grounds(form.get("motive", "").replace("\r\n", "\n"), rows, errors or {})


def parts_in(form: Form, standings: list[Standing]) -> dict[UUID, Part]:
    """What of each change is ticked: the change itself, its fields, and of a text its single places."""
    parts: dict[UUID, Part] = {}
    for one in standings:
        key = str(one.change.id)
        fields = form.getlist(f"field_{key}")
        hunks: dict[str, list[int]] = {}
        for name in {diff.name for diff in one.fields if diff.pieces}:
            if f"hunks_{key}_{name}" in form:
                hunks[name] = [int(number) for number in form.getlist(f"hunk_{key}_{name}") if _is_place(number)]
        chosen = [*fields, *(name for name, numbers in hunks.items() if numbers)]
        if chosen or key in form.getlist("change"):
            parts[one.change.id] = Part(chosen, {name: numbers for name, numbers in hunks.items() if name in chosen})
    return parts


def other_in(form: Form) -> UUID | None:
    """The suggestion that another one is to be joined with."""
    return uuid_in(form.get("other"))


def _is_place(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER
