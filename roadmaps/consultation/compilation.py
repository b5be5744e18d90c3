"""The compilation: who was asked and has answered, and every point with what was replied. A fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.consultation.models import Consultation, Consultee, Point, Response, ResponsePart
from roadmaps.consultation.places import Place
from roadmaps.consultation.points import parts_of, points_in
from roadmaps.consultation.queries import consultees_of, responses_in
from roadmaps.consultation.reading import Frozen, frozen_text
from roadmaps.consultation.words import PartSort, Reply

PAGE_SIZE = 100
G = TypeVar("G")


@dataclass(frozen=True)
class Standing:
    """One of those who have been asked, or have come by themselves: how far it has come."""

    consultee: Consultee
    response: Response | None

    @property
    def sort(self) -> str:
        """In a word that templates and papers know: answered, late, declined or silent."""
        if self.response is not None:
            return "late" if self.response.is_late else "answered"
        return "declined" if self.consultee.declined_at else "silent"


@dataclass(frozen=True)
class Entry:
    """One point with the one that it is replied to by, which is itself unless it was joined; and who else says it.

    `part` is what was sent, where it is a proposed wording.
    """

    point: Point
    head: Point
    part: ResponsePart | None = None
    also: Sequence[Point] = ()


@dataclass(frozen=True)
class Compilation:
    """Everything that a compilation tells."""

    consultation: Consultation
    frozen: Frozen
    standings: Sequence[Standing]
    entries: Sequence[Entry]

    @property
    def by_place(self) -> list[tuple[Place, list[Entry]]]:
        """The points that are replied to by themselves, by what they are about; places without any are left out."""
        heads: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.point.id == entry.head.id:
                heads.setdefault(self.frozen.places.of(entry.point.place).key, []).append(entry)
        return [(place, heads[place.key]) for place in self.frozen.places.all if place.key in heads]

    @property
    def by_consultee(self) -> list[tuple[Standing, list[Entry]]]:
        """Every point under who has said it; who has said nothing is left out."""
        said: dict[UUID, list[Entry]] = {}
        for entry in self.entries:
            said.setdefault(entry.point.consultee_id, []).append(entry)
        return [(one, said[one.consultee.id]) for one in self.standings if one.consultee.id in said]

    @property
    def numbers(self) -> Mapping[str, int]:
        """How many were asked, have answered, and so on."""
        counts = {sort: sum(one.sort == sort for one in self.standings) for sort in ("late", "declined", "silent")}
        return {
            "invited": sum(one.consultee.is_invited for one in self.standings),
            "answered": sum(one.response is not None for one in self.standings),
            "points": len(self.entries),
            **counts,
        }

    @property
    def replies(self) -> Mapping[Reply, int]:
        """How many points got each reply; one that was joined got that of the other."""
        return {reply: sum(entry.head.reply is reply for entry in self.entries) for reply in Reply}


def standings_in(session: Session, consultation_id: UUID) -> list[Standing]:
    """Everyone in it, by name, with the answer that counts. Two queries."""
    answers = {one.consultee_id: one for one in session.scalars(responses_in(consultation_id)) if not one.replaced_at}
    return [Standing(one, answers.get(one.id)) for one in session.scalars(consultees_of(consultation_id))]


def compile_points(session: Session, consultation: Consultation) -> Compilation:
    """The compilation as it stands."""
    standings = standings_in(session, consultation.id)
    points = points_in(session, consultation.id)
    by_id = {one.id: one for one in points}
    parts = parts_of(session, [one for one in points if one.sort is PartSort.PROPOSAL])
    also: dict[UUID, list[Point]] = {}
    for one in points:
        if one.joined_with_id:
            also.setdefault(one.joined_with_id, []).append(one)
    entries = [
        Entry(
            one,
            by_id.get(one.joined_with_id, one) if one.joined_with_id else one,
            parts.get(one.part_id),
            also.get(one.id, ()),
        )
        for one in points
    ]
    return Compilation(consultation, frozen_text(session, consultation), standings, entries)


def one_page(groups: Sequence[tuple[G, list[Entry]]], page: int) -> tuple[list[tuple[G, list[Entry]]], int]:
    """The groups with the entries of one page, and how many pages there are: a browser is not to carry thousands."""
    pages = max(1, -(-sum(len(entries) for _, entries in groups) // PAGE_SIZE))
    first = (min(max(page, 1), pages) - 1) * PAGE_SIZE
    found, before = list[tuple[G, list[Entry]]](), 0
    for group, entries in groups:
        some = entries[max(0, first - before) : max(0, first + PAGE_SIZE - before)]
        if some:
            found.append((group, some))
        before += len(entries)
    return found, pages
