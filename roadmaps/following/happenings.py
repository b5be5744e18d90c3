"""What has happened in some roadmaps between two moments, as one reader may see it. A fixed number of queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.foundation.sentences import Sentence
from roadmaps.revisions.changes import Author
from roadmaps.revisions.text_diff import Piece
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read


class HappeningSort(StrEnum):
    """What sort of thing has happened."""

    TEXT = "text"
    TALK = "talk"
    SUGGESTION = "suggestion"
    STATE = "state"
    VERSION = "version"
    CONSULTATION = "consultation"
    DISCOVERY = "discovery"
    PULSE = "pulse"
    MEETING = "meeting"
    NEIGHBOUR = "neighbour"
    CALL = "call"


@dataclass(frozen=True)
class Words:
    """One field that was reworded: its label as a catalogue message, and its words, None for what is left out."""

    label: str
    pieces: Sequence[Piece | None]


@dataclass(frozen=True)
class Happening:
    """One thing that has happened. `who` tells who did it, as far as the reader may know.

    `key` stays the same for ever. `blocks` are those that it is about, with what they lie under; `organisations` those
    that it was done for, or that have a part in it. `others` did it together with the one who is told first.
    """

    key: str
    sort: HappeningSort
    at: datetime
    roadmap: Roadmap
    person_id: UUID | None
    organisation_id: UUID | None
    sentence: Sentence
    path: str
    excerpt: str = ""
    words: Sequence[Words] = ()
    blocks: frozenset[UUID] = frozenset()
    organisations: frozenset[UUID] = frozenset()
    thread_id: UUID | None = None
    others: Sequence[Author] = ()
    who: str = ""

    @property
    def authors(self) -> Sequence[Author]:
        """All who did it."""
        return (Author(self.person_id, self.organisation_id), *self.others)

    def is_by(self, person_id: UUID) -> bool:
        """Whether the person did it, alone or with others."""
        return any(one.person_id == person_id for one in self.authors)


@dataclass(frozen=True)
class Span:
    """Which roadmaps, after which moment, and up to which one.

    `is_joined` puts one writer's changes of a block together; `with_words` tells also which words were changed.
    """

    roadmaps: Sequence[Roadmap]
    since: datetime
    upto: datetime
    is_joined: bool = True
    with_words: bool = True
    most: int = 300


Source = Callable[[Session, Span, Actor | None], Iterable[Happening]]


def gather(session: Session, span: Span, sources: Sequence[Source], *, viewer: Actor | None) -> list[Happening]:
    """What has happened, newest first, with the names that the viewer may know."""
    found = [one for source in sources for one in source(session, span, viewer)]
    newest = sorted(found, key=lambda one: (one.at, one.key), reverse=True)[: span.most]
    return list(_named(session, newest, viewer))


def readable(roadmaps: Iterable[Roadmap], viewer: Actor | None) -> list[Roadmap]:
    """Those whose working version the viewer may read."""
    return [roadmap for roadmap in roadmaps if may_read(viewer, roadmap)]


def _named(session: Session, happenings: Sequence[Happening], viewer: Actor | None) -> Iterable[Happening]:
    authors = [author for one in happenings for author in one.authors]
    people: Mapping[UUID, str] = {}
    if may_see_names(viewer):
        people = person_names(session, {one.person_id for one in authors if one.person_id})
    ids = {one.organisation_id for one in authors if one.organisation_id}
    organisations: Mapping[UUID, str] = dict(
        session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))).all()
    )
    for one in happenings:
        told = [_named_author(author, people, organisations) for author in one.authors]
        yield replace(one, who=", ".join(dict.fromkeys(filter(None, told))))


def _named_author(author: Author, people: Mapping[UUID, str], organisations: Mapping[UUID, str]) -> str:
    name = people.get(author.person_id, "") if author.person_id else ""
    organisation = organisations.get(author.organisation_id, "") if author.organisation_id else ""
    return f"{name} ({organisation})" if name and organisation else name or organisation
