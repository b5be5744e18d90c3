"""The page on which a block is written: its form, and what stands beside it when others wrote at the same time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import organisations
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.revisions.changes import BlockConflict, WriteConflict
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import BlockState, State
from roadmaps.revisions.text_diff import Piece, diff_words
from roadmaps.roadmap.elsewhere import fields_with, goals_elsewhere
from roadmaps.roadmap.history import Told, tell
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names, Shown, shown
from roadmaps.strategy.kinds import ElementType
from roadmaps.strategy.queries import elements
from roadmaps.web.filling import ShownForm
from roadmaps.web.forms import Choice, typed_in
from roadmaps.web.identity import actor


@dataclass(frozen=True)
class Clash:
    """One field that two writers changed: what each did to it, by words for text and as values otherwise."""

    name: str
    label: str
    theirs: Sequence[Piece]
    yours: Sequence[Piece]
    base_value: Sequence[Shown]
    their_value: Sequence[Shown]
    your_value: Sequence[Shown]
    is_prose: bool


@dataclass(frozen=True)
class Meeting:
    """What the other writer did, where the two could not be merged."""

    by: Told | None
    is_removed: bool
    was_moved: bool
    clashes: Sequence[Clash]


def typed_block(kind: type[Kind], form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed in the form of a block."""
    return typed_in(kind, form)


def form_of(
    session: Session,
    roadmap: Roadmap,
    state: State,
    kind: type[Kind],
    typed: Mapping[str, Any],
    *,
    block_id: UUID | None = None,
    errors: Mapping[str, Sentence] | None = None,
    sentence: Sentence | None = None,
) -> ShownForm:
    """The form of a kind with what can be chosen in it today."""
    offered: dict[str, Sequence[Choice]] = {**_choices(session, state, kind, block_id)}
    offered |= _choices_elsewhere(session, roadmap, kind, typed)
    return ShownForm(kind, typed, errors or {}, sentence, offered)


def meeting_of(session: Session, roadmap: Roadmap, names: Names, conflict: WriteConflict, block_id: UUID) -> Meeting:
    """The conflict as the page tells it."""
    met = next(one for one in conflict.blocks if one.theirs.id == block_id)
    query = select(Revision).where(Revision.history_id == roadmap.history_id, Revision.number == met.theirs.number)
    told = tell(session, session.scalars(query).all())
    kind = ROADMAP[met.theirs.kind]
    return Meeting(
        by=told[0] if told else None,
        is_removed=met.theirs.is_removed,
        was_moved=met.was_moved,
        clashes=[clash_of(kind, name, met, names) for name in met.fields],
    )


def places_for(state: State, block: BlockState) -> list[tuple[str, str]]:
    """Under which blocks this one may be moved, by id and title; an empty id is the document itself."""
    parents = ROADMAP[block.kind].parents
    under = [one for one in state.of_kind(*parents) if one.id != block.id]
    places = [(str(one.id), ROADMAP[one.kind].title_of(one.content)) for one in under]
    return [("", ""), *places] if TOP in parents else places


def neighbours_of(state: State, block: BlockState) -> tuple[list[tuple[str, str]], str]:
    """The blocks of its kind beside it, by id and title, and the one that it stands after now (empty: it is first)."""
    beside = state.children(block.parent_id, block.kind)
    place = beside.index(block)
    others = [(str(one.id), ROADMAP[one.kind].title_of(one.content)) for one in beside if one.id != block.id]
    return others, str(beside[place - 1].id) if place else ""


def pointing_at(state: State, gone: Collection[UUID]) -> list[BlockState]:
    """The living blocks elsewhere whose fields name one of these."""
    return [
        one
        for one in state
        if one.id not in gone and any(to in gone for _, to in ROADMAP[one.kind].references_in(one.content))
    ]


def lying_under(state: State, block_id: UUID) -> list[BlockState]:
    """Everything that lies under a block, however deep."""
    return list(state.in_reading_order(block_id))


def _choices(
    session: Session, state: State, kind: type[Kind], block_id: UUID | None
) -> dict[str, list[tuple[str, str]]]:
    offered: dict[str, list[tuple[str, str]]] = {}
    for name, ask in kind.asks().items():
        if ask.refers_to:
            offered[name] = [
                (str(one.id), ROADMAP[one.kind].title_of(one.content))
                for one in state.of_kind(*ask.refers_to)
                if one.id != block_id
            ]
        elif ask.widget == "organisation":
            found: Sequence[Organisation] = session.scalars(organisations()).all()
            offered[name] = [(str(one.id), one.name) for one in found]
    return offered


def _choices_elsewhere(
    session: Session, roadmap: Roadmap, kind: type[Kind], typed: Mapping[str, Any]
) -> dict[str, list[Choice]]:
    """What lies outside the roadmap, by sort or by area. A choice that was made before stays, also where the writer
    may not see it.
    """
    offered: dict[str, list[Choice]] = {}
    for name in fields_with(kind, "strategy"):
        offered[name] = [
            (str(one.id), one.content["title"], ElementType(one.content["element_type"]).label)
            for one in elements(session)
        ]
    for name in fields_with(kind, "goals_elsewhere"):
        offered[name] = [*goals_elsewhere(session, roadmap, actor())]
    for name, choices in offered.items():
        known = {key for key, *_ in choices}
        unknown = [str(value) for value in typed.get(name) or [] if str(value) not in known]
        choices.extend((value, N_("Chosen before, and no longer open to you")) for value in unknown)
    return offered


def clash_of(kind: type[Kind], name: str, met: BlockConflict, names: Names) -> Clash:
    """What each side did to one field of the conflict."""
    fields = met.fields[name]
    is_prose = name in kind.prose_fields() or kind.asks()[name].widget == "text"
    base, theirs, yours = (str(value or "") for value in (fields.base, fields.theirs, fields.yours))
    return Clash(
        name=name,
        label=kind.asks()[name].label,
        theirs=diff_words(base, theirs) if is_prose else (),
        yours=diff_words(base, yours) if is_prose else (),
        base_value=shown(kind, name, met.base.content, names),
        their_value=shown(kind, name, met.theirs.content, names),
        your_value=shown(kind, name, met.yours, names),
        is_prose=is_prose,
    )
