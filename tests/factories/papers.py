"""Papers of roadmaps, and ways to look into the tree that they are."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.events import take_recorded
from roadmaps.glossary.rules import add_term
from roadmaps.papers import tree
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.tree import Paper
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.around import extras_of
from roadmaps.snapshots.document import written
from roadmaps.snapshots.editions import Edition, edition_of, edition_of_state
from roadmaps.snapshots.exports.choice import Choice, Language, Part
from roadmaps.snapshots.exports.paper import paper_of
from roadmaps.snapshots.models import Snapshot
from tests.factories.areas import a_coordinator
from tests.factories.indicators import Measured, an_indicator

SITE = "https://fardplan.example.org"
MADE_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
ALL = frozenset(Part)
T = TypeVar("T")


def working(session: Session, roadmap: Roadmap) -> Edition:
    """The roadmap as it is now."""
    session.refresh(roadmap.history)
    file, html = written(session, roadmap, current(session, roadmap.history))
    return edition_of_state(file, html, address=f"{SITE}/areas/{roadmap.area.slug}/roadmap", site=SITE)


def frozen(snapshot: Snapshot) -> Edition:
    """A frozen version."""
    return edition_of(snapshot, address=f"{SITE}/areas/x/snapshots/{snapshot.number}", site=SITE)


def a_paper(
    session: Session,
    roadmap: Roadmap,
    edition: Edition | None = None,
    *,
    parts: frozenset[Part] = ALL,
    language: Language = "en",
    with_comments: bool = False,
    viewer: Actor | None = None,
) -> Paper:
    """The paper of a roadmap as it is now, or of an edition of it."""
    choice, edition = Choice(language, parts, with_comments), edition or working(session, roadmap)
    extras = extras_of(session, edition, roadmap, choice, viewer=viewer, made_at=MADE_AT, today=TODAY)
    return paper_of(edition, choice, words_in(language), extras=extras)


def a_rich_plan(session: Session) -> tuple[Measured, dict[str, UUID]]:
    """A roadmap with something for every part of a paper, but threads and earlier versions."""
    measured = an_indicator(session, by_municipality=True, by_sex=True)
    plan, blocks = measured.plan, dict[str, UUID]()
    measured.read("2024", "48.5")
    measured.read("2025", "1250.5")
    measured.read("2025", "7", municipality="2303", sex="K")
    add_term(
        session, {"title": "förädling", "text": "Att göra *mer* av något."}, actor=a_coordinator(session), at=MADE_AT
    )
    blocks["vision"] = plan.add("vision", "Länet 2035", year=2035, text="Mer **förädling** här.")
    blocks["background"] = plan.add(
        "background", "Så är det", text="Se [målet](/blocks/0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11)."
    )
    blocks["sub_area"] = plan.add("sub_area", "Livsmedel", text="Allt som äts.")
    blocks["need"] = plan.add("need", "Någonstans att förädla", under=blocks["sub_area"])
    blocks["goal"] = plan.add(
        "goal", "Förädla mer", under=blocks["sub_area"], answers=[str(blocks["need"])], horizon=2030
    )
    text = (
        f"Se [målet](/blocks/{blocks['goal']}) och [färdplanen](/areas/x) och [måttet](/blocks/{measured.indicator})."
    )
    blocks["first"] = plan.add(
        "activity",
        "En kort kurs",
        goal=str(blocks["goal"]),
        start="2026-Q3",
        end="2027",
        status="in_progress",
        level="base",
        text=text,
        funding_state="partly",
        funding="Regionen",
    )
    blocks["then"] = plan.add(
        "activity",
        "En längre kurs",
        goal=str(blocks["goal"]),
        start="2027",
        level="peak",
        depends_on=[str(blocks["first"])],
    )
    blocks["aimless"] = plan.add("activity", "Utan mål")
    blocks["milestone"] = plan.add(
        "milestone", "Första kursen", under=blocks["first"], due="2026-11", criterion="Femton", is_reached=True
    )
    blocks["part"] = plan.part(blocks["first"], measured.organisation.id, "leads")
    blocks["conflict"] = plan.add(
        "goal_conflict", "Ro mot besök", between=[str(blocks["goal"])], text="Det *kan* ta emot."
    )
    take_recorded(session)
    return measured, blocks


def walk(found: Any) -> Iterator[Any]:
    """Everything in a tree."""
    if is_dataclass(found):
        yield found
        for field in fields(found):
            yield from walk(getattr(found, field.name))
    elif isinstance(found, (list, tuple)):
        for one in found:
            yield from walk(one)


def all_of(kind: type[T], found: Any) -> list[T]:
    """Every part of a kind."""
    return [one for one in walk(found) if isinstance(one, kind)]


def words_in_tree(found: Any) -> str:
    """Everything that is to be read in it, one after the other; what drawings say too."""
    told = [
        *(one.text for one in walk(found) if isinstance(one, tree.Text | tree.Code | tree.Badge | tree.Remark)),
        *(f"{one.caption}" for one in all_of(tree.Table, found)),
        *(f"{one.caption} {one.alt}" for one in all_of(tree.Figure, found)),
        *(f"{one.number} {one.label}" for one in all_of(tree.Tile, found)),
        *(one.title for one in all_of(tree.Callout, found)),
        *(re.sub("<[^>]+>", " ", one.svg) for one in all_of(tree.Drawing, found)),
    ]
    return " ".join(told)


def anchors_in(paper: Paper) -> list[str]:
    """The anchors of a paper."""
    return [one.anchor for one in walk(paper) if getattr(one, "anchor", "")]


def chapters_of(paper: Paper) -> list[str]:
    """What its chapters are called."""
    return [words_in_tree(one.title) for one in paper.chapters]
