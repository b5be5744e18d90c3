"""Where a name leads: blocks, areas, organisations and terms that are called so, as far as the reader may see them."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.sentences import N_
from roadmaps.glossary.queries import terms
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import visible_to
from roadmaps.roadmap.queries import NAMELESS
from roadmaps.web.identity import actor


@dataclass(frozen=True)
class Place:
    """Something with a name and an address; `sort` is a catalogue message."""

    name: str
    sort: str
    address: str


def places_called(session: Session, name: str) -> list[Place]:
    """Everything with this name, whatever the case of its letters."""
    if not name:
        return []
    wanted = name.casefold()
    visible = visible_to(actor()).with_only_columns(Roadmap.history_id).order_by(None)
    blocks = session.execute(
        select(BlockVersion.title, Block.id)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        # The embedded database folds only the letters a to z, so the name as it is written is asked for too.
        .where(or_(BlockVersion.title == name, func.lower(BlockVersion.title) == name.lower()))
        .where(BlockVersion.is_removed.is_(False))
        .where(Block.history_id.in_(visible), Block.kind != NAMELESS)
        .limit(20)
    )
    areas = [one for one in session.scalars(select(Area)) if wanted in {one.name.casefold(), one.name_en.casefold()}]
    organisations = [
        one
        for one in session.scalars(select(Organisation))
        if wanted in {one.name.casefold(), one.short_name.casefold()}
    ]
    words = [term for term in terms(session) if wanted in _names_of(term.content)]
    return [
        *(Place(title, N_("In a roadmap"), f"/blocks/{block_id}") for title, block_id in blocks),
        *(Place(one.name, N_("Strength area"), f"/areas/{one.slug}") for one in areas),
        *(Place(one.name, N_("Organisation"), f"/organisations/{one.slug}") for one in organisations),
        *(Place(term.content["title"], N_("Term"), f"/glossary/{term.id}") for term in words),
    ]


def _names_of(content: dict[str, str]) -> set[str]:
    names = [content["title"], content["title_en"], *content["synonyms"].split(",")]
    return {name.strip().casefold() for name in names if name.strip()}
