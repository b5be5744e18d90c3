"""The worlds of `bench.site`: roadmaps of 3,100 words with short and long histories, and people who write in them.

The roadmaps, their people and every search entry come about by the rules. A long history is written in bulk, as ten
thousand saves would take minutes: each revision is a row of its own with one version of one block, of the same size as
a form that is saved would leave, and one line in the journal.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from bench.site_editors import words_of
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import RENDERER
from roadmaps.revisions.changes import Change, Place
from roadmaps.revisions.facts import fact_of
from roadmaps.revisions.kinds import canonical
from roadmaps.revisions.models import Block, BlockVersion, History, Revision
from roadmaps.revisions.states import BlockState, current
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds.choices import Part, Status
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role
from tests.factories.journal import some_lines
from tests.factories.roadmap import Plan, a_plan

WORDS = 3100
EDITORS = 8
BEGUN = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
BETWEEN = timedelta(minutes=97)
AT_A_TIME = 1000
SENTENCES = (
    "Fler företag förädlar det som länets skogar, åkrar och vatten ger, och säljer det också utanför länet.",
    "Kommunerna tar hand om marken tillsammans med samebyarna, så att renbetet och besöken går att förena.",
    "Lokala elnät delar kraft mellan gårdar, verkstäder och skolor, även när ledningen söderut är bruten.",
    "Utbildningen ges på plats i inlandet, på tider som passar dem som redan arbetar.",
    "Ett gemensamt kontor hjälper små företag med ansökningar, avtal och data.",
    "Uppföljningen görs varje höst, och siffrorna läggs fram så att alla kan pröva dem.",
)
PLACES = {"background": 3, "sub_area": 3, "need": 4, "goal": 6, "activity": 12, "goal_conflict": 2}
UNDER_ACTIVITIES = 6


@dataclass(frozen=True)
class World:
    """One roadmap to be measured, beside so many others.

    `texts` are blocks whose field `text` may be written in; `common` is one that has a paragraph for each editor.
    """

    slug: str
    roadmap_id: UUID
    texts: Sequence[UUID]
    common: UUID
    editors: Sequence[Person]
    revisions: int
    words: int

    @property
    def address(self) -> str:
        """The roadmap's page."""
        return f"/areas/{self.slug}/roadmap"


def make_world(session: Session, *, revisions: int, roadmaps: int) -> World:
    """Roadmaps of the same size, the first of which has so many revisions. The caller commits, and makes the index."""
    plans = [_a_roadmap(session, number) for number in range(roadmaps)]
    first = plans[0]
    editors = [first.person(first.editor), *(_an_editor(session, first, number) for number in range(1, EDITORS))]
    _grow(session, first.roadmap, [one.id for one in editors], revisions)
    state = current(session, first.roadmap.history)
    texts = [one.id for one in state.of_kind("activity", "goal", "background", "need", "sub_area")]
    common = _add(session, first, "background", title="Det som alla skriver i", text=_paragraphs())
    some_lines(session, sum(plan.number for plan in plans), at=BEGUN)
    take_recorded(session)
    return World(first.slug, first.roadmap.id, texts, common, editors, first.number, sum(_words(one) for one in state))


def _a_roadmap(session: Session, number: int) -> Plan:
    """A roadmap of some forty blocks that hold so many words together, each brought in by a save of its own."""
    plan, chance = a_plan(session), Random(number)
    goals: list[UUID] = []
    each = WORDS // sum(PLACES.values())
    _add(session, plan, "vision", title="År 2035 lever länet av det som det har", year=2035)
    for kind, count in PLACES.items():
        for place in range(count):
            title = f"{ROADMAP[kind].label} {number}.{place + 1} för hela länet"
            facts: dict[str, object] = {"title": title, "text": _prose(chance, each - 14)}
            if kind == "activity":
                status = chance.choice([Status.PLANNED, Status.IN_PROGRESS]).value
                facts |= {"goal": str(chance.choice(goals)), "start": "2026", "end": "2027", "status": status}
            block = _add(session, plan, kind, **facts)
            if kind == "goal":
                goals.append(block)
            if kind == "activity" and place < UNDER_ACTIVITIES:
                organisation = an_organisation(session, f"Förening {number}.{place}")
                _add(session, plan, "milestone", block, title=f"Delsteg {place + 1} är klart", due="2026-Q4")
                _add(session, plan, "responsibility", block, organisation=str(organisation.id), part=Part.LEADS.value)
    for place, goal in enumerate(goals[:4]):
        facts = {"measures": str(goal), "unit": "företag", "baseline": "40", "baseline_year": 2024, "target": "80"}
        _add(session, plan, "indicator", title=f"Företag som växer {place + 1}", target_year=2027, **facts)
    take_recorded(session)
    return plan


def _add(session: Session, plan: Plan, kind: str, under: UUID | None = None, /, **content: object) -> UUID:
    block = new_id()
    change = Change(block, 0, kind=kind, content=content, place=Place(under))
    rules.write_blocks(session, plan.roadmap, [change], actor=plan.editor, at=BEGUN)
    return block


def _prose(chance: Random, words: int) -> str:
    """So many words in two paragraphs and a list."""
    sentences: list[str] = []
    while sum(len(one.split()) for one in sentences) < words:
        sentences.append(chance.choice(SENTENCES))
    third = max(1, len(sentences) // 3)
    points = "\n".join(f"- {one}" for one in sentences[2 * third :])
    return "\n\n".join([" ".join(sentences[:third]), " ".join(sentences[third : 2 * third]), points]).strip()


def _paragraphs() -> str:
    return "\n\n".join(words_of(place, -2) for place in range(EDITORS))


def _an_editor(session: Session, plan: Plan, number: int) -> Person:
    person = a_person(session, f"Skribent {number}")
    a_membership(session, person, an_organisation(session, f"Skrivande organisation {number}"))
    a_role(session, plan.roadmap.area, person, Role.EDITOR)
    return person


def _grow(session: Session, roadmap: Roadmap, people: Sequence[UUID], revisions: int) -> None:
    """Let the history go on to so many revisions, each of which changes one word of one block."""
    session.flush()
    state = current(session, roadmap.history)
    texts = [one for one in state if one.content.get("text")]
    rows: list[tuple[dict[str, object], dict[str, object]]] = []
    for number in range(state.number + 1, revisions + 1):
        before = texts[number % len(texts)]
        after = texts[number % len(texts)] = _with_another_word(before, number)
        rows.append((_revision(roadmap, before, after, people[number % len(people)]), _version(roadmap, after)))
    for start in range(0, len(rows), AT_A_TIME):
        some = rows[start : start + AT_A_TIME]
        session.execute(insert(Revision), [revision for revision, _ in some])
        session.execute(insert(BlockVersion), [version for _, version in some])
    newest = max(state.number, revisions)
    session.execute(update(History).where(History.id == roadmap.history_id).values(current=newest))
    for block in texts:
        session.execute(update(Block).where(Block.id == block.id).values(current=block.number))
    session.refresh(roadmap.history)


def _with_another_word(block: BlockState, number: int) -> BlockState:
    """The block with the number of a revision at its end, in its text as in its HTML."""
    text, html = str(block.content["text"]), block.html["text"]
    old, new = _mark(block.number), _mark(number)
    if old in text:
        text, html = text.replace(old, new), html.replace(old, new)
    else:
        text, html = f"{text}\n\n{new}", f"{html}\n<p>{new}</p>"
    content, shown = {**block.content, "text": text}, {**block.html, "text": html}
    return BlockState(block.id, block.kind, number, block.parent_id, block.rank, False, content, shown)


def _mark(number: int) -> str:
    return f"Läge {number:05}."


def _revision(roadmap: Roadmap, before: BlockState, after: BlockState, person: UUID) -> dict[str, object]:
    return {
        "id": new_id(),
        "history_id": roadmap.history_id,
        "number": after.number,
        "person_id": person,
        "written_at": BEGUN + BETWEEN * after.number,
        "how": "edit",
        "summary": "",
        "facts": [fact_of(before, after, ROADMAP[after.kind])],
    }


def _version(roadmap: Roadmap, block: BlockState) -> dict[str, object]:
    return {
        "block_id": block.id,
        "number": block.number,
        "history_id": roadmap.history_id,
        "parent_id": block.parent_id,
        "rank": block.rank,
        "is_removed": False,
        "title": ROADMAP[block.kind].title_of(block.content),
        "content": canonical(block.content),
        "html": json.dumps(block.html, ensure_ascii=False),
        "renderer": RENDERER,
    }


def _words(block: BlockState) -> int:
    return sum(len(str(value).split()) for name, value in block.content.items() if name in {"title", "text"})
