"""What a file would do, looked at against what the roadmap says now: pure looking, nothing is written.

Each block is merged as the engine would merge it, so that what is shown is what would be written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.asking import Ask
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say
from roadmaps.revisions.block_merge import merge_block
from roadmaps.revisions.changes import BlockConflict, Change, Place
from roadmaps.revisions.kinds import Content, Kind
from roadmaps.revisions.plan_diff import BlockDiff, diff_block
from roadmaps.revisions.states import BlockState, State, current
from roadmaps.roadmap import policy
from roadmaps.roadmap.elsewhere import check_elsewhere
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.responsibilities import as_written
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.cells import Called, Translate, check_reckoned, said
from roadmaps.spreadsheets.columns import ID, PARENT, columns_of, is_beneath_activity
from roadmaps.spreadsheets.gathering import Calls
from roadmaps.spreadsheets.importing.bases import Bases
from roadmaps.spreadsheets.importing.lines import Line, Lines
from roadmaps.spreadsheets.importing.outcomes import Outcome, Preview, Told, Understood
from roadmaps.spreadsheets.importing.together import state_after, with_faults_together


def understand(
    session: Session,
    roadmap: Roadmap,
    import_id: UUID,
    file: Lines,
    *,
    actor: Actor,
    translates: Sequence[Translate],
) -> Preview:
    """What these rows would do for the actor at this moment."""
    state = current(session, roadmap.history)
    bases = Bases(session, roadmap, actor, translates)
    reader = _Reader(session, roadmap, state, bases, import_id, file.lines, actor, translates)
    rows = [reader.read(line) for line in file.lines]
    after = state_after(state, rows)
    rows = with_faults_together(rows, after)
    wanted = [replace(row.conflict.theirs, content=row.conflict.yours) for row in rows if row.conflict]
    names = names_in(session, State(0, wanted), state, after, viewer=actor)
    return Preview(rows, names, state.number, _missing(state, bases, file))


def _missing(state: State, bases: Bases, file: Lines) -> Mapping[str, Sequence[BlockState]]:
    """What the file held when it was fetched, and holds no more."""
    there = {line.cells.get(ID, "").lower() for line in file.lines}
    found = {
        ROADMAP[kind].plural: [one for one in state.of_kind(kind) if str(one.id) not in there and bases.held(one.id)]
        for kind in file.kinds
    }
    return {plural: blocks for plural, blocks in found.items() if blocks}


class _Reader:
    """Reads rows against the state as it is, and as it was when the file was written."""

    def __init__(
        self,
        session: Session,
        roadmap: Roadmap,
        state: State,
        bases: Bases,
        import_id: UUID,
        lines: Sequence[Line],
        actor: Actor,
        translates: Sequence[Translate],
    ) -> None:
        self._session, self._roadmap, self._actor = session, roadmap, actor
        self._state, self._bases, self._translates, self._import_id = state, bases, translates, import_id
        self._locks = standing_locks(session, roadmap)
        self._now = Calls.of(session, roadmap, state, actor)
        self._seen: dict[UUID, Line] = {}
        self._called: dict[tuple[str, ...], Called] = {}
        self._news: dict[str, dict[str, str]] = {}
        for line in lines:
            if not line.cells.get(ID) and line.cells.get("title"):
                self._news.setdefault(line.kind, {})[str(self._new_id(line))] = line.cells["title"]

    def read(self, line: Line) -> Understood:
        """The row and what becomes of it."""
        row = Understood(line, Outcome.BAD, ROADMAP[line.kind])
        try:
            return self._read_known(row) if line.cells.get(ID) else self._read_new(row)
        except Fault as fault:
            return replace(row, faults=[Told("", fault.sentence)])
        except Invalid as refusal:
            return replace(row, faults=_faults(row.kind, refusal))

    def _read_new(self, row: Understood) -> Understood:
        block_id = self._new_id(row.line)
        if block_id in self._state or block_id in self._state.removed:
            return replace(row, outcome=Outcome.SAME, block_id=block_id)
        parent, faults = self._parent(row.line, row.kind)
        content, more = self._said(row, before={}, unchanged=())
        if faults or more:
            return replace(row, faults=[*faults, *more])
        self._check_open(parent)
        change = Change(block_id, 0, kind=row.kind.name, content=content, place=Place(parent))
        checked = row.kind.check(self._prepared(change, row.kind).content or {})
        block = BlockState(block_id, row.kind.name, 0, parent, "", is_removed=False, content=checked, html={})
        diff = BlockDiff(row.kind, None, block)
        return replace(row, outcome=Outcome.NEW, block_id=block_id, change=change, diff=diff)

    def _read_known(self, row: Understood) -> Understood:
        block_id = self._known_id(row.line)
        row = replace(row, block_id=block_id)
        state = self._bases.of(row.line)
        theirs = self._state.blocks.get(block_id) or self._state.removed.get(block_id)
        base = state.blocks.get(block_id)
        if theirs is None or base is None or theirs.kind != row.line.kind:
            raise Fault(say("There is no such block in this roadmap. Leave the id empty to add a new one."))
        unchanged = self._bases.texts_of(state, base)
        content, faults = self._said(row, before=base.content, unchanged=unchanged)
        faults += self._moved(row.line, base, [one.get(PARENT, "") for one in unchanged])
        if faults:
            return replace(row, faults=faults)
        if not content:
            return replace(row, outcome=Outcome.SAME)
        if theirs.is_removed:
            raise Fault(say("It has been removed since the file was fetched. Bring it back on its page first."))
        change = self._prepared(Change(block_id, state.number, content=content), row.kind)
        wanted = replace(base, content=row.kind.check({**base.content, **(change.content or {})}))
        merged = merge_block(row.kind, base=base, theirs=theirs, yours=wanted, place=None)
        return self._outcome(row, change, base, theirs, merged)

    def _outcome(
        self, row: Understood, change: Change, base: BlockState, theirs: BlockState, merged: BlockState | BlockConflict
    ) -> Understood:
        if merged == theirs:
            return replace(row, outcome=Outcome.SAME)
        self._check_open(theirs.id)
        if isinstance(merged, BlockConflict):
            met = replace(row, outcome=Outcome.CONFLICT, conflict=merged)
            if met.clashing:
                return met
            # Only what the roadmap adds by itself is at odds: a part that is given anew is proposed anew.
            merged = replace(theirs, content=row.kind.check(merged.merged))
            change = Change(theirs.id, self._state.number, content=merged.content)
        diff = diff_block(row.kind, theirs, merged)
        was_merged = theirs.content != base.content
        return replace(row, outcome=Outcome.CHANGED, change=change, diff=diff, was_merged=was_merged)

    def _said(
        self, row: Understood, *, before: Mapping[str, Any], unchanged: Sequence[Mapping[str, str]]
    ) -> tuple[Content, list[Told]]:
        """The fields that the row says something new of, and what is wrong with it."""
        is_new = not unchanged
        content: Content = {}
        faults: list[Told] = []
        for column in columns_of(row.kind.name):
            text = row.line.cells.get(column.key)
            if column.ask is None or text is None or (is_new and not text):
                continue
            if any(text == one[column.key] for one in unchanged):
                continue
            try:
                value = said(column.ask, text, self._for_field(column.ask), self._translates)
            except Fault as fault:
                faults.append(Told(column.label, fault.sentence))
                continue
            if is_new or value != before.get(column.key):
                content[column.key] = value
        return content, faults

    def _prepared(self, change: Change, kind: type[Kind]) -> Change:
        """As the rules of the roadmap would have it.

        :raises Invalid: when they refuse it
        """
        content = dict(change.content or {})
        before = self._state.blocks.get(change.block_id) or self._state.removed.get(change.block_id)
        if any(kind.asks()[name].widget in {"strategy", "goals_elsewhere"} for name in content):
            check_elsewhere(self._session, self._roadmap, change, self._actor, before=before)
        for name, target in kind.references_in(content):
            if target == change.block_id:
                refused = say("A row cannot name itself here.")
                raise Invalid(refused, {name: refused})
        if kind.name != "responsibility":
            return change
        return as_written(self._session, change)

    def _check_open(self, block_id: UUID | None) -> None:
        lock = self._locks.on(*self._state.path(block_id))
        if not policy.may_edit(self._actor, self._roadmap, lock):
            reason = lock.reason if lock else self._roadmap.phase_reason
            raise Fault(say("This is locked by the process leader: %(reason)s", reason=reason))

    def _for_field(self, ask: Ask) -> Called:
        return self._of_kinds(*ask.refers_to) if ask.refers_to else self._now.for_field(ask)

    def _of_kinds(self, *kinds: str) -> Called:
        """The blocks that are there, and those that the file adds."""
        if kinds not in self._called:
            names = {str(one.id): ROADMAP[one.kind].title_of(one.content) for one in self._state.of_kind(*kinds)}
            for kind in kinds:
                names |= self._news.get(kind, {})
            self._called[kinds] = Called.of(names)
        return self._called[kinds]

    def _parent(self, line: Line, kind: type[Kind]) -> tuple[UUID | None, list[Told]]:
        if not is_beneath_activity(kind):
            return None, []
        text = line.cells.get(PARENT, "")
        if not text:
            return None, [_of_parent(kind, Fault(say("Say which activity the new row belongs to, by its title.")))]
        try:
            check_reckoned(text)
            return UUID(self._of_kinds("activity").find(text)), []
        except Fault as fault:
            return None, [_of_parent(kind, fault)]

    def _moved(self, line: Line, base: BlockState, before: Sequence[str]) -> list[Told]:
        """A fault where the row names another activity than it lies under."""
        text = line.cells.get(PARENT, "")
        if not text or text in before:
            return []
        try:
            if self._of_kinds("activity").find(text) == str(base.parent_id):
                return []
        except Fault as fault:
            return [_of_parent(ROADMAP[base.kind], fault)]
        refused = Fault(say("A row cannot be given to another activity here. Move it on the page of the roadmap."))
        return [_of_parent(ROADMAP[base.kind], refused)]

    def _known_id(self, line: Line) -> UUID:
        try:
            block_id = UUID(line.cells[ID])
        except ValueError:
            raise Fault(say("The id cannot be read. Fetch the file anew, or leave the id empty to add.")) from None
        first = self._seen.setdefault(block_id, line)
        if first is not line:
            raise Fault(say("The same id stands in row %(number)s too. Keep one of the rows.", number=first.number))
        return block_id

    def _new_id(self, line: Line) -> UUID:
        """The same each time that the file is looked at, so that confirming twice adds once."""
        return uuid5(self._import_id, f"{line.kind}:{line.number}")


def _of_parent(kind: type[Kind], fault: Fault) -> Told:
    return Told(next(column.label for column in columns_of(kind.name) if column.key == PARENT), fault.sentence)


def _faults(kind: type[Kind], refusal: Invalid) -> list[Told]:
    asks = kind.asks()
    return [Told(asks[name].label if name in asks else "", one) for name, one in refusal.fields.items()] or [
        Told("", refusal.sentence)
    ]
