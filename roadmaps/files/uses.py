"""Where files are used: in the text of the roadmap, in what it said before, and wherever other rooms tell of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.prose import files_in
from roadmaps.foundation.sentences import Sentence
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP

UsesFinder = Callable[[Session, Roadmap], Iterable[tuple[UUID, "str | Sentence", str]]]
EXTENSION = "file_uses"


@dataclass(frozen=True)
class Use:
    """A place that shows a file or leads to it: what it is called, and where it is."""

    name: str | Sentence
    address: str


@dataclass(frozen=True)
class Uses:
    """Where a file is used now, and whether earlier versions of the text have it."""

    now: tuple[Use, ...] = ()
    is_in_history: bool = False

    @property
    def is_orphaned(self) -> bool:
        """Whether nothing shows it and nothing leads to it."""
        return not self.now and not self.is_in_history


def uses_in(session: Session, roadmap: Roadmap, finders: Iterable[UsesFinder] = ()) -> Mapping[UUID, Uses]:
    """Where the files are used, by file; what is missing is used nowhere.

    :param finders: how other rooms find files in what is theirs
    """
    places: dict[UUID, dict[tuple[str, str], Use]] = defaultdict(dict)
    for block in current(session, roadmap.history):
        address = f"/blocks/{block.id}"
        for file_id in files_in(*(str(block.content.get(name) or "") for name in ROADMAP[block.kind].prose_fields())):
            title = ROADMAP[block.kind].title_of(block.content)
            places[file_id][title, address] = Use(title, address)
    for finder in finders:
        for file_id, name, address in finder(session, roadmap):
            places[file_id][str(name), address] = Use(name, address)
    before = _in_history(session, roadmap)
    return {one: Uses(tuple(places.get(one, {}).values()), one in before) for one in {*places, *before}}


def _in_history(session: Session, roadmap: Roadmap) -> set[UUID]:
    """In versions of blocks that are not shown now: old ones, and those that were removed."""
    versions = (
        select(BlockVersion.content)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(Block.history_id == roadmap.history_id)
        .where((BlockVersion.number < Block.current) | BlockVersion.is_removed)
    )
    return {found for content in session.scalars(versions) for found in files_in(content)}
