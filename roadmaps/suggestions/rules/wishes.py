"""What somebody wants of a block, and whether it can be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import FIRST, LAST, Change
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import Block
from roadmaps.revisions.states import BlockState, version_at
from roadmaps.roadmap.elsewhere import check_elsewhere
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import find_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.models import ChangeAct

_NEVER_BY_SUGGESTION = {"answer", "answer_note", "organisation_name"}


@dataclass(frozen=True)
class Wish:
    """What somebody wants of one block. `based_on` is the number of the revision that was seen, 0 for a new block."""

    act: ChangeAct
    block_id: UUID
    based_on: int = 0
    kind: str = ""
    content: Mapping[str, object] = field(default_factory=dict)
    parent_id: UUID | None = None
    after: str = LAST


def checked(session: Session, roadmap: Roadmap, wish: Wish, actor: Actor) -> tuple[str, Content, int]:
    """The kind, the proposed fields, and the version that they are based on."""
    if wish.act is ChangeAct.ADD:
        kind = ROADMAP[wish.kind]
        _check_outside(session, roadmap, wish, wish.kind, actor, before=None)
        return kind.name, kind.check(wish.content), 0
    now = find_block(session, roadmap, wish.block_id)
    base = version_at(session, wish.block_id, wish.based_on) or now
    if wish.act is ChangeAct.MOVE and not _is_told(wish.after):
        raise Invalid(
            say("Some of what you wrote needs another look."), {"after": say("Choose one of the alternatives.")}
        )
    if wish.act is not ChangeAct.EDIT:
        return base.kind, {}, base.number
    return base.kind, _proposed(session, roadmap, base, now, wish, actor), base.number


def _is_told(after: str) -> bool:
    """Whether it is a place: first, last, or after some block."""
    if after in {FIRST, LAST}:
        return True
    try:
        return str(UUID(after)) == after
    except ValueError:
        return False


def _proposed(
    session: Session, roadmap: Roadmap, base: BlockState, now: BlockState, wish: Wish, actor: Actor
) -> Content:
    _check_outside(session, roadmap, wish, base.kind, actor, before=now)
    whole = ROADMAP[base.kind].check({**base.content, **wish.content})
    proposed = {
        name: value
        for name, value in whole.items()
        if value != base.content.get(name) and name not in _NEVER_BY_SUGGESTION
    }
    if not proposed:
        raise Invalid(say("Nothing differs from the text as it is. Change what you want to be changed."))
    return proposed


def _check_outside(
    session: Session, roadmap: Roadmap, wish: Wish, kind: str, actor: Actor, *, before: BlockState | None
) -> None:
    change = Change(wish.block_id, 0, kind=kind, content=wish.content)
    check_elsewhere(session, roadmap, change, actor, before=before)


def must_point_inside(
    session: Session, roadmap: Roadmap, kind: str, content: Content, *, also: Collection[UUID] = ()
) -> None:
    """What a block points at is of its own roadmap, or of the same suggestion; nobody could accept anything else."""
    pointing = [*ROADMAP[kind].references_in(content)]
    own = select(Block.id).where(Block.history_id == roadmap.history_id, Block.id.in_([one for _, one in pointing]))
    inside = {*session.scalars(own), *also} if pointing else set()
    faults = {name: say("Choose one of the alternatives.") for name, target in pointing if target not in inside}
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
