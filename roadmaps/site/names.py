"""What a link by name can be made to, offered while somebody writes: by how one of the words in the name begins.

Here the same names count as when the text is saved (`roadmap.table.find_links`), and where several things share one, the
same thing stands for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.queries import organisations
from roadmaps.areas.models import Area
from roadmaps.areas.queries import areas_visible_to
from roadmaps.foundation.prose import link_labels
from roadmaps.foundation.sentences import N_
from roadmaps.glossary.queries import swedish_order, terms
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.roadmap.queries import NAMELESS
from roadmaps.roadmap.table import ROADMAP

LONGEST_QUERY = 60
SHOWN = 8


@dataclass(frozen=True)
class Named:
    """Something that can be linked to. `sort` is a catalogue message, `area` the area in whose roadmap it stands."""

    name: str
    sort: str
    address: str
    area: Area | None = None
    others: tuple[str, ...] = ()

    @property
    def is_a_label(self) -> bool:
        """Whether `[[name]]` leads there; a name with brackets in it needs an ordinary link."""
        return link_labels(f"[[{self.name}]]") == [self.name]

    def begins(self, wanted: str) -> bool:
        """Whether a word of any of its names does, whatever the case of the letters."""
        return any(_begins(name, wanted) for name in (self.name, *self.others))


def names_beginning(session: Session, query: str, *, viewer: Actor | None, near: str = "") -> list[Named]:
    """What the viewer may see and could mean; what stands in the roadmap of the area `near` before all else."""
    wanted = " ".join(query[:LONGEST_QUERY].split()).casefold()
    if not wanted:
        return []

    def place(one: Named) -> tuple[bool, bool, str]:
        is_near = one.area is not None and one.area.slug == near
        return not one.name.casefold().startswith(wanted), not is_near, swedish_order(one.name)

    found: dict[str, Named] = {}
    for one in _everything(session, viewer):
        if one.begins(wanted):
            found.setdefault(one.name, one)
    return sorted(found.values(), key=place)[:SHOWN]


def _everything(session: Session, viewer: Actor | None) -> Iterator[Named]:
    """Those first whose name counts first."""
    yield from _blocks(session, viewer)
    for area in session.scalars(areas_visible_to(viewer)):
        yield Named(area.name, N_("Strength area"), f"/areas/{area.slug}", others=(area.name_en,))
    for body in session.scalars(organisations()):
        yield Named(body.name, N_("Organisation"), f"/organisations/{body.slug}", others=(body.short_name,))
    for term in terms(session):
        names = [term.content["title_en"], *term.content["synonyms"].split(",")]
        yield Named(term.content["title"], N_("Term"), f"/glossary/{term.id}", others=_told(names))


def _blocks(session: Session, viewer: Actor | None) -> Iterable[Named]:
    """The living blocks of the roadmaps that the viewer may read, the oldest first."""
    readable = session.scalars(visible_to(viewer).options(joinedload(Roadmap.area)))
    seen: dict[UUID, Area] = {one.history_id: one.area for one in readable}
    rows = session.execute(
        select(BlockVersion.title, Block.id, Block.kind, Block.history_id)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(Block.history_id.in_(seen), Block.kind != NAMELESS)
        .where(BlockVersion.is_removed.is_(False), BlockVersion.title != "")
        .order_by(Block.id)
    )
    for title, block_id, kind, history_id in rows:
        yield Named(title, ROADMAP[kind].label, f"/blocks/{block_id}", seen[history_id])


def _told(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in names if name.strip())


def _begins(name: str, wanted: str) -> bool:
    low = name.casefold()
    return low.startswith(wanted) or f" {wanted}" in low
