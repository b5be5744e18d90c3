"""The demo's areas and roadmaps: three years of writing, played in the order in which it happened."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.areas.models import Color
from roadmaps.areas.rules.areas import create_area
from roadmaps.demo.world import BEGINNING, World, content, moment, roadmap_content
from roadmaps.foundation.ids import new_id
from roadmaps.glossary.rules import add_term, bring_start_set
from roadmaps.revisions.changes import Change, Place, SharedText, Together
from roadmaps.roadmap import rules
from roadmaps.roadmap.kinds import ROADMAP_KINDS
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase

SLUGS = ("jord-skog-och-vatten", "hallbar-energi", "upplevelser", "digitala-losningar")
Step = dict[str, Any]
_OF_THE_STEP = {"key", "kind", "under", "on", "by", "block", "summary"}


def begin_areas(session: Session, world: World) -> None:
    """The four areas of strength, with the words of the field explained."""
    actor = world.actor(session, "coordinator", BEGINNING)
    for slug in SLUGS:
        told = roadmap_content(slug)["area"]
        world.areas[slug] = create_area(
            session,
            name=told["name"],
            name_en=told["name_en"],
            description=told["description"],
            color=Color(told["color"]),
            at=moment(BEGINNING),
            actor=actor,
        )
    session.flush()
    bring_start_set(session, at=moment(BEGINNING))
    for minutes, term in enumerate(content("glossary.toml")["terms"], start=1):
        add_term(session, term, actor=actor, at=moment(BEGINNING, minutes))


def write_roadmap(session: Session, world: World, slug: str) -> Roadmap:
    """One roadmap, from its first day to today."""
    told = roadmap_content(slug)
    coordinator = world.actor(session, "coordinator", BEGINNING)
    roadmap = rules.begin_roadmap(
        session,
        world.areas[slug],
        period_from=told["roadmap"]["period_from"],
        period_to=told["roadmap"]["period_to"],
        actor=coordinator,
        on=BEGINNING,
    )
    rules.show_working_version(session, roadmap, told["roadmap"]["is_working_public"], actor=coordinator)
    for on, steps in groupby(_steps(told), key=itemgetter("on")):
        _play_day(session, world, roadmap, slug, on, list(steps))
    return roadmap


def _steps(told: dict[str, Any]) -> list[Step]:
    """Everything that happened, by day; a change of state comes before what is written on the same day."""
    phases = [{**phase, "on": phase["since"], "by": "coordinator"} for phase in told["phases"]]
    written = (*told["blocks"], *told.get("edits", []), *told.get("together", []))
    return sorted((*phases, *written), key=itemgetter("on"))


def _play_day(session: Session, world: World, roadmap: Roadmap, slug: str, on: date, steps: Iterable[Step]) -> None:
    minutes = 0
    for by, own in groupby(steps, key=itemgetter("by")):
        batch = list(own)
        for step in batch:
            if "phase" in step:
                _change_phase(session, world, roadmap, step)
            if "pieces" in step:
                minutes += 7
                _write_together(session, world, roadmap, slug, step, moment(on, minutes))
        changes = list(_changes(world, slug, roadmap, batch))
        if changes:
            minutes += 7
            actor = world.actor(session, by, on)
            summary = next((step["summary"] for step in batch if "summary" in step), "")
            rules.write_blocks(session, roadmap, changes, actor=actor, at=moment(on, minutes), summary=summary)


def _change_phase(session: Session, world: World, roadmap: Roadmap, step: Step) -> None:
    rules.change_phase(
        session,
        roadmap,
        Phase(step["phase"]),
        reason=step["reason"],
        decision=step.get("decision", ""),
        since=step["since"],
        next_step=step["next_step"],
        next_on=step.get("next_on"),
        actor=world.actor(session, "coordinator", step["on"]),
        at=moment(step["on"]),
    )


def _write_together(session: Session, world: World, roadmap: Roadmap, slug: str, step: Step, at: datetime) -> None:
    """Words that several wrote at once in one text; a piece by nobody stood there before."""
    pieces = step["pieces"]
    writers = list(dict.fromkeys(piece["by"] for piece in pieces if "by" in piece))
    authors = [rules.author_of(world.actor(session, by, step["on"])) for by in writers]
    runs = [(len(piece["text"]), writers.index(piece["by"]) if "by" in piece else None) for piece in pieces]
    block_id = world.blocks[slug, step["block"]]
    text = "".join(piece["text"] for piece in pieces)
    change = Change(block_id, roadmap.history.current, content={"text": text})
    together = Together(authors, [SharedText(block_id, "text", runs)])
    rules.write_together(session, roadmap, change, together, at=at, summary=step["summary"])


def _changes(world: World, slug: str, roadmap: Roadmap, batch: Iterable[Step]) -> Iterator[Change]:
    for step in batch:
        facts = as_content(world, slug, {name: value for name, value in step.items() if name not in _OF_THE_STEP})
        if "kind" in step:
            block_id = world.blocks[slug, step["key"]] = new_id()
            under = world.blocks[slug, step["under"]] if "under" in step else None
            yield Change(block_id, 0, kind=step["kind"], content=facts, place=Place(under))
        elif "block" in step and "pieces" not in step:
            yield Change(world.blocks[slug, step["block"]], roadmap.history.current, content=facts)


def as_content(world: World, slug: str, told: Step) -> Step:
    """What a file tells of a block, with identities in place of the keys that the files use."""
    return {name: _value(world, slug, name, value) for name, value in told.items()}


def _value(world: World, slug: str, name: str, value: Any) -> Any:
    """Keys of the files become identities, where the field is a reference."""
    if name in {"organisation", "responsible", "owner"}:
        return str(world.organisations[value].id)
    if name == "elsewhere":
        # Goals of roadmaps that are written before this one, told with their roadmap.
        return [str(_block(world, *key.split("/"))) for key in value]
    if name == "strategy":
        return [str(world.strategy[key]) for key in value]
    if name in _REFERENCES:
        return (
            [str(_block(world, slug, key)) for key in value]
            if isinstance(value, list)
            else str(_block(world, slug, value))
        )
    return value


def _block(world: World, slug: str, key: str) -> UUID:
    return world.blocks[slug, key]


_REFERENCES = {name for kind in ROADMAP_KINDS for name, ask in kind.asks().items() if ask.refers_to}
