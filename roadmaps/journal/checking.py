"""Whether the journal is what was once written: line by line, whatever its length, and against what has been published.

Whoever can write in the database can also make the whole chain anew. Heads that lie where they cannot reach tell then.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from roadmaps.journal.chain import FIRST, Head, address_hash, canonical, hash_of
from roadmaps.journal.telling import marks_of

FORGOTTEN = "journal.AddressesForgotten"


@dataclass(frozen=True)
class PublishedHead:
    """A head as it stands somewhere outside the journal."""

    number: int
    hash: str
    where: str


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written. `number` is the line that it shows at."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Beside:
    """The network address of a line, as it is kept beside it."""

    address: str
    salt: bytes


@dataclass(frozen=True)
class Written:
    """A line as it stands: None for `values` that nobody can read. `marks` and `beside` are None where nothing tells of them."""

    number: int
    values: Mapping[str, Any] | None
    marks: frozenset[tuple[str, str]] | None = None
    beside: tuple[Beside, ...] | None = None


@dataclass
class Forgotten:
    """Which network addresses have been thrown away, as the lines themselves tell."""

    of_all_before: int = 0
    of_person_before: dict[UUID, int] = field(default_factory=dict)

    def note(self, what: Mapping[str, Any]) -> None:
        """Take in what a line tells."""
        for event in what.get("events", []):
            if event["event"] != FORGOTTEN:
                continue
            if "person_id" in event:
                person = UUID(event["person_id"])
                self.of_person_before[person] = max(event["before_number"], self.of_person_before.get(person, 0))
            else:
                self.of_all_before = max(self.of_all_before, event["before_number"])

    def has(self, number: int, person_id: UUID | None) -> bool:
        """Whether the address of a line may be gone."""
        return number < self.of_all_before or (
            person_id is not None and number < self.of_person_before.get(person_id, 0)
        )


class Check:
    """Goes through a journal once. `head` is the newest line that it has come to."""

    def __init__(self, heads: Iterable[PublishedHead] = (), forgotten: Forgotten | None = None) -> None:
        self.head = Head(0, FIRST)
        self._heads: dict[int, list[PublishedHead]] = {}
        for one in heads:
            # Before the first line there is nothing to compare with.
            if one.number:
                self._heads.setdefault(one.number, []).append(one)
        self._forgotten = forgotten or Forgotten()

    def go_through(self, lines: Iterable[Written]) -> Iterator[Fault]:
        """Each fault as it is found. The lines come in the order of their numbers."""
        for line in lines:
            yield from self._line(line)
        for number, heads in sorted(self._heads.items()):
            for head in heads:
                yield Fault(number, f"Line {number} is missing, which was published in {head.where}")

    def _line(self, line: Written) -> Iterator[Fault]:
        if line.number != self.head.number + 1:
            yield Fault(line.number, f"Line {line.number} comes after line {self.head.number}")
        if line.values is None:
            yield Fault(line.number, f"Line {line.number} cannot be read")
            self.head = Head(line.number, "")
            return
        values = line.values
        if values["previous_hash"] != self.head.hash:
            yield Fault(line.number, f"Line {line.number} is not tied to the line before it")
        if hash_of(values, values["previous_hash"]) != values["hash"]:
            yield Fault(line.number, f"Line {line.number} is not what it was when its hash was made")
        yield from self._what(line, values)
        yield from self._address(line, values)
        for head in self._heads.pop(line.number, []):
            if head.hash != values["hash"]:
                yield Fault(line.number, f"Line {line.number} is not the one that was published in {head.where}")
        self.head = Head(line.number, values["hash"])

    def _what(self, line: Written, values: Mapping[str, Any]) -> Iterator[Fault]:
        try:
            what = json.loads(values["what"])
            person, organisation = (
                str(one) if one else None for one in (values["person_id"], values["organisation_id"])
            )
            expected = frozenset(marks_of(what, person, organisation))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield Fault(line.number, f"Line {line.number} does not tell what was done in a way that can be read")
            return
        if canonical(what) != values["what"]:
            yield Fault(line.number, f"Line {line.number} is not written as lines are")
        if line.marks is not None and line.marks != expected:
            yield Fault(line.number, f"Line {line.number} would be found by other marks than it was given")

    def _address(self, line: Written, values: Mapping[str, Any]) -> Iterator[Fault]:
        if line.beside is None:
            return
        hashes = [address_hash(one.salt, one.address) for one in line.beside]
        if hashes and hashes != [values["address_hash"]]:
            yield Fault(line.number, f"Line {line.number} came from another network address than the one beside it")
        if values["address_hash"] and not hashes and not self._forgotten.has(line.number, values["person_id"]):
            sentence = f"The network address of line {line.number} is gone, and no line tells that it was thrown away"
            yield Fault(line.number, sentence)
