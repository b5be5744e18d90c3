"""What blocks name outside their own roadmap: parts of the regional strategy, and goals in the roadmaps of other areas.

The engine guards references within one history; those that lead out of it are guarded and named here.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.changes import Change
from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.models import Block, BlockVersion
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.strategy.queries import names_of_elements


def named_elsewhere(states: Iterable[Iterable[BlockState]], widget: str) -> set[UUID]:
    """What the blocks (of a state: the living ones) name through fields of the widget, one thing or several in each."""
    return {
        UUID(value)
        for state in states
        for block in state
        for name in fields_with(ROADMAP[block.kind], widget)
        for value in _each(block.content.get(name))
    }


def _each(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value or [])


@cache
def fields_with(kind: type[Kind], widget: str) -> Sequence[str]:
    """The fields of the kind that are asked for in this way."""
    return tuple(name for name, ask in kind.asks().items() if ask.widget == widget)


def names_of_goals(session: Session, ids: Iterable[UUID], viewer: Actor | None) -> dict[UUID, str]:
    """What these goals of any roadmap are called, with their area; those that the viewer may not see are left out."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.execute(_goals(viewer).where(Block.id.in_(wanted)))
    return {row.id: f"{row.title} ({row.name})" for row in rows}


def goals_elsewhere(session: Session, roadmap: Roadmap, viewer: Actor | None) -> list[tuple[str, str, str]]:
    """The goals of all other roadmaps that the viewer may see, by id, name and area, for a form to offer."""
    rows = session.execute(
        _goals(viewer)
        .where(Roadmap.id != roadmap.id, BlockVersion.is_removed.is_(False))
        .order_by(Area.position, Area.id, BlockVersion.title)
    )
    return [(str(row.id), row.title, row.name) for row in rows]


def _goals(viewer: Actor | None) -> Select[UUID, str, str]:
    visible = policy.visible_to(viewer).order_by(None).with_only_columns(Roadmap.id)
    return (
        select(Block.id, BlockVersion.title, Area.name)
        .join(BlockVersion, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .join(Roadmap, Roadmap.history_id == Block.history_id)
        .join(Area, Area.id == Roadmap.area_id)
        .where(Block.kind == "goal", Roadmap.id.in_(visible))
    )


def leads_elsewhere(change: Change) -> bool:
    """Whether the change names anything outside the roadmap, so that there is something to check."""
    content: Mapping[str, Any] = change.content or {}
    return any(content.get(name) for name in _fields_leading_out())


@cache
def _fields_leading_out() -> Sequence[str]:
    widgets = "strategy", "goals_elsewhere"
    return tuple({name for kind in ROADMAP for widget in widgets for name in fields_with(kind, widget)})


def check_elsewhere(
    session: Session, roadmap: Roadmap, change: Change, actor: Actor, *, before: BlockState | None
) -> None:
    """Refuse what a change newly names outside the roadmap, when it is not there or not open to the actor.

    What the block named before stays allowed, also when the actor may not see it.

    :param before: the block as it is now, None when it is new
    :raises Invalid: naming the field
    """
    content: Mapping[str, Any] = change.content or {}
    kind = ROADMAP[change.kind] if change.kind else None
    if before is not None:
        kind = ROADMAP[before.kind]
    if kind is None:
        return
    faults: dict[str, Sentence] = {}
    for name in (*fields_with(kind, "strategy"), *fields_with(kind, "goals_elsewhere")):
        kept = set(before.content.get(name) or []) if before else set()
        added = {str(value) for value in content.get(name) or []} - kept
        if added and not added <= _open(session, roadmap, kind.asks()[name].widget, actor):
            faults[name] = say("Choose one of the alternatives.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def _open(session: Session, roadmap: Roadmap, widget: str, actor: Actor) -> set[str]:
    if widget == "strategy":
        return {str(one) for one in names_of_elements(session)}
    return {key for key, *_ in goals_elsewhere(session, roadmap, actor)}
