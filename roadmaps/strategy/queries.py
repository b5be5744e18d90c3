"""What can be asked of the strategy."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion, History
from roadmaps.revisions.states import BlockState, current, current_block
from roadmaps.strategy.kinds import ElementType, StrategyElement

SUBJECT = "strategy"
# There is one strategy, so its history has one identity; two first writers cannot begin two.
STRATEGY_ID = UUID("0190f0a0-0000-7000-8000-737472617465")
_ORDER = [str(one) for one in ElementType]


def strategy_history(session: Session) -> History | None:
    """The history of the strategy; None until the first part has been written."""
    return session.get(History, STRATEGY_ID)


def elements(session: Session) -> list[BlockState]:
    """Every part of the strategy: target pictures, goals, priorities, each sort in the order that it was given."""
    history = strategy_history(session)
    found = list(current(session, history)) if history else []
    return sorted(found, key=lambda element: _ORDER.index(element.content["element_type"]))


def find_element(session: Session, element_id: UUID) -> BlockState:
    """:raises NotFound: when there is no such part, or it has been removed."""
    history = strategy_history(session)
    if history is None:
        raise NotFound
    return current(session, history)[element_id]


def element_or_removed(session: Session, element_id: UUID) -> BlockState:
    """The part, also when somebody has removed it.

    :raises NotFound: when there never was such a part
    """
    found = current_block(session, element_id)
    if found is None or found.kind != StrategyElement.name:
        raise NotFound
    return found


def names_of_elements(session: Session) -> dict[UUID, str]:
    """What every part is called, also those that have been removed since a goal named them."""
    rows = session.execute(
        select(Block.id, BlockVersion.title)
        .join(BlockVersion, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .where(Block.history_id == STRATEGY_ID)
    )
    return dict(rows.all())
