"""The roadmap as a document to read: its sections, each block with what stands around it. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.sentences import N_
from roadmaps.revisions.changes import FIRST
from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.history import Told, last_changes, names_in
from roadmaps.roadmap.kinds.choices import Part, Status
from roadmaps.roadmap.locks import StandingLocks, standing_locks
from roadmaps.roadmap.models import Lock, Roadmap
from roadmaps.roadmap.responsibilities import part_in_words
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names, Shown, measure_in_words, period_in_words, shown
from roadmaps.roadmap.written import Wording, wording_of, words_in

Fact = tuple[str, list[Shown]]
# Facts that an activity tells in its own line, and an indicator together with its two ends.
_TOLD_ELSEWHERE = {
    "activity": {"goal", "start", "end", "status", "status_note"},
    "indicator": {"unit", "baseline_year", "target_year"},
}
_MEASURES = ("baseline", "target")
_SORTS = {"need": "need_type", "goal": "goal_type"}


@dataclass(frozen=True)
class Card:
    """One block as it is shown, with what lies under it.

    `lock` is its own lock; `kept_by` the one that keeps it as it is, which may stand on what it lies under, or on all.
    `up` and `down` tell after which block it goes to change places with its neighbour; None where it has none.
    """

    block: BlockState
    kind: type[Kind]
    title: str
    facts: Sequence[Fact]
    prose: Sequence[tuple[str | None, str, str]]
    changed: Told | None
    lock: Lock | None
    kept_by: Lock | None
    children: Sequence["Card"] = ()
    parts: Sequence["Card"] = ()
    milestones: Sequence["Card"] = ()
    period: Shown | None = None
    up: UUID | str | None = None
    down: UUID | str | None = None

    @property
    def sort(self) -> tuple[str, str]:
        """The name and the value, as messages, of the field that says what sort it is; empty for most kinds."""
        ask = self.kind.asks().get(_SORTS.get(self.kind.name, ""))
        return (ask.label, ask.choices[self.block.content[_SORTS[self.kind.name]]]) if ask else ("", "")

    @property
    def wording(self) -> Wording:
        """How far it is read in another language, with what stands in lines of their own within it."""
        cards = (self, *self.parts, *self.milestones)
        return wording_of(text for card in cards for text in words_in(card.kind, card.block.content).values())


@dataclass(frozen=True)
class Section:
    """A part of the document with its heading; `adds` are the kinds that may be added at its end.

    `question` is what an empty part asks of those who may write.
    """

    anchor: str
    title: str
    cards: Sequence[Card]
    adds: Sequence[type[Kind]] = ()
    under: UUID | None = None
    lead: Card | None = None
    intro: str = ""
    question: str = ""
    sections: Sequence["Section"] = field(default_factory=list)


@dataclass(frozen=True)
class Matrix:
    """Who does what: activities by organisations; those that nobody leads come first."""

    organisations: Sequence[str]
    rows: Sequence[tuple[Card, Sequence[str | None], bool]]


@dataclass(frozen=True)
class Document:
    """Everything that the page of a roadmap shows of its text. `lock` is the one on the whole of it.

    `locked` holds the locks on sections, by the name of the section, which is its anchor.
    """

    state: State
    lock: Lock | None
    sections: Sequence[Section]
    matrix: Matrix
    done: int
    activities: int
    locked: Mapping[str, Lock] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not self.state.blocks


def document_of(session: Session, roadmap: Roadmap, state: State, *, viewer: Actor | None) -> Document:
    """The document of a state with who changed what last, and what is locked."""
    changed = last_changes(session, state, roadmap)
    return arrange(state, names_in(session, state, viewer=viewer), changed, standing_locks(session, roadmap))


def arrange(state: State, names: Names, changed: Mapping[UUID, Told], locks: StandingLocks) -> Document:
    """The document of a state, from what was gathered around it. No session."""
    cards = _Cards(state, names, changed, locks)
    activities = state.of_kind("activity")
    return Document(
        state=state,
        lock=locks.whole,
        sections=list(_sections(cards)),
        matrix=_matrix(cards, activities),
        done=sum(one.content["status"] == Status.DONE for one in activities),
        activities=len(activities),
        locked=locks.sections,
    )


class _Cards:
    """Makes the cards of a state."""

    def __init__(self, state: State, names: Names, changed: Mapping[UUID, Told], locks: StandingLocks) -> None:
        self.state, self._names, self._changed, self._locks = state, names, changed, locks
        self._made: dict[UUID, Card] = {}
        self._order: dict[UUID | None, list[UUID]] = {}
        self._serving: dict[str | None, list[BlockState]] = defaultdict(list)
        for activity in state.of_kind("activity"):
            self._serving[activity.content.get("goal")].append(activity)

    def of(self, blocks: Sequence[BlockState]) -> list[Card]:
        """One card a block, each knowing its neighbours."""
        around = zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
        return [
            replace(self.card(block), up=self._above(before, block), down=_below(after, block))
            for before, block, after in around
        ]

    def _above(self, before: BlockState | None, block: BlockState) -> UUID | str | None:
        """After which sibling the block goes to stand before the one that is shown above it."""
        return self._preceding(before) if before and before.parent_id == block.parent_id else None

    def _preceding(self, block: BlockState) -> UUID | str:
        if block.parent_id not in self._order:
            self._order[block.parent_id] = [one.id for one in self.state.children(block.parent_id)]
        order = self._order[block.parent_id]
        place = order.index(block.id)
        return order[place - 1] if place else FIRST

    def aimless(self) -> list[Card]:
        """The activities that serve no goal."""
        return self.of(self._serving[None])

    def card(self, block: BlockState) -> Card:
        """The block with its facts in words and its prose; made once, also where it is shown twice."""
        if block.id not in self._made:
            self._made[block.id] = self._make(block)
        return self._made[block.id]

    def _make(self, block: BlockState) -> Card:
        kind = ROADMAP[block.kind]
        return Card(
            block=block,
            kind=kind,
            title=self._title(kind, block),
            facts=self._facts(kind, block),
            prose=[
                (None if name == "text" else kind.asks()[name].label, name, block.html[name])
                for name in kind.prose_fields()
                if block.html.get(name)
            ],
            changed=self._changed.get(block.id),
            lock=self._locks.blocks.get(block.id),
            kept_by=self._locks.on(*self.state.path(block.id)),
            children=self.of(self._serving[str(block.id)]) if block.kind == "goal" else (),
            parts=self.of(_leaders_first(self.state.children(block.id, "responsibility"))),
            milestones=self.of(self.state.children(block.id, "milestone")),
            period=period_in_words(block.content.get("start"), block.content.get("end")),
        )

    def _title(self, kind: type[Kind], block: BlockState) -> str:
        # An organisation is called what it is called today; its name when written is for the history.
        today = self._names.organisations.get(block.content.get("organisation", ""))
        return today or kind.title_of(block.content)

    def _facts(self, kind: type[Kind], block: BlockState) -> list[Fact]:
        left_out = _TOLD_ELSEWHERE.get(kind.name, set()) | {kind.title_field, *kind.prose_fields()}
        facts = []
        for name, ask in kind.asks().items():
            # A box that is not ticked tells nothing.
            if name in left_out or ask.widget == "hidden" or block.content.get(name) is False:
                continue
            if name in _MEASURES and (measure := measure_in_words(block.content, name)):
                facts.append((ask.label, [measure]))
            elif values := shown(kind, name, block.content, self._names):
                facts.append((ask.label, values))
        return facts


def _below(after: BlockState | None, block: BlockState) -> UUID | None:
    return after.id if after and after.parent_id == block.parent_id else None


def _leaders_first(parts: Sequence[BlockState]) -> list[BlockState]:
    order = list(Part)
    return sorted(parts, key=lambda block: order.index(block.content["part"]))


def _sections(cards: _Cards) -> Iterable[Section]:
    kinds, state = {kind.name: kind for kind in ROADMAP}, cards.state
    visions = cards.of(state.children(None, "vision"))
    # One picture is enough to begin with; whoever wants another adds it by its address.
    yield Section(
        "vision",
        N_("Vision"),
        visions,
        [] if visions else [kinds["vision"]],
        question=kinds["vision"].asks()["text"].question,
    )
    yield _top(cards, "background", N_("Background"), N_("What does the roadmap build on?"), kinds["background"])
    for sub_area in state.children(None, "sub_area"):
        yield _sub_area(cards, sub_area, kinds)
    question = N_("What is lacking in the area as a whole, or hard?")
    yield _top(cards, "need", N_("Needs and challenges"), question, kinds["need"], kinds["sub_area"], anchor="needs")
    question = N_("What is to be reached, and what will you do to get there?")
    yield _top(cards, "goal", N_("Goals and activities"), question, kinds["goal"], kinds["activity"], anchor="goals")
    if aimless := cards.aimless():
        yield Section(
            "aimless",
            N_("Activities that serve no goal yet"),
            aimless,
            intro=N_("Choose a goal for each of these, or write a new goal that they serve."),
        )
    question = N_("How will you see whether the work leads where it should?")
    yield _top(cards, "indicator", N_("Indicators"), question, kinds["indicator"], anchor="indicators")
    question = N_("Where does one goal stand in the way of another, or of something else that matters?")
    yield _top(cards, "goal_conflict", N_("Goal conflicts"), question, kinds["goal_conflict"], anchor="conflicts")


def _top(cards: _Cards, kind: str, title: str, question: str, *adds: type[Kind], anchor: str = "") -> Section:
    blocks = cards.state.children(None, kind)
    return Section(anchor or kind, title, cards.of(blocks), adds, question=question)


def _sub_area(cards: _Cards, sub_area: BlockState, kinds: Mapping[str, type[Kind]]) -> Section:
    lead = cards.card(sub_area)
    return Section(
        anchor=f"block-{sub_area.id}",
        title=lead.title,
        cards=cards.of(cards.state.children(sub_area.id, "need", "goal")),
        adds=[kinds["need"], kinds["goal"], kinds["activity"]],
        under=sub_area.id,
        lead=lead,
    )


def _matrix(cards: _Cards, activities: Sequence[BlockState]) -> Matrix:
    rows: list[tuple[Card, dict[str, str], bool]] = []
    for activity in activities:
        card = cards.card(activity)
        parts = {part.title: part_in_words(part.block.content) for part in card.parts}
        rows.append((card, parts, any(part.block.content["part"] == Part.LEADS for part in card.parts)))
    organisations = sorted({name for _, parts, _ in rows for name in parts})
    ordered = sorted(rows, key=lambda row: row[2])
    return Matrix(
        organisations, [(card, [parts.get(name) for name in organisations], led) for card, parts, led in ordered]
    )
