"""The demo's weighing of 2026: criteria, eight organisations' points, dots at a workshop, and what was recommended."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.demo.world import World, content, moment
from roadmaps.discovery.models import Candidate
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing.models import WeighingRound
from roadmaps.weighing.queries import criteria_of
from roadmaps.weighing.rules import criteria, dotting, giving, holding, preparing, recommending
from roadmaps.weighing.rules.criteria import Wanted
from roadmaps.weighing.rules.giving import Given
from roadmaps.weighing.rules.preparing import Facts
from roadmaps.weighing.rules.recommending import Wish
from roadmaps.weighing.words import Kind

AFTERNOON = 4 * 60
Step = dict[str, Any]


def weigh_candidates(
    session: Session, world: World, roadmaps: Mapping[str, Roadmap], candidates: Mapping[str, Candidate]
) -> list[WeighingRound]:
    """Set the criteria, let the organisations weigh and the workshop place its dots; the rounds that have closed."""
    told = content("weighing.toml")
    roadmap = roadmaps[told["roadmap"]]
    step = told["criteria"]
    wanted = [Wanted(**one) for one in step["set"]]
    actor, at = world.actor(session, told["by"], step["on"]), moment(step["on"])
    criteria.set_criteria(session, roadmap, wanted, reason=step["reason"], actor=actor, at=at)
    weighed = _weigh(session, world, roadmap, told, candidates)
    room = _room(session, world, roadmap, told, told["round"]["candidates"], candidates)
    return [weighed, room]


def recommend(
    session: Session,
    world: World,
    roadmaps: Mapping[str, Roadmap],
    rounds: Sequence[WeighingRound],
    candidates: Mapping[str, Candidate],
) -> None:
    """Freeze what was recommended after the decision, and prepare the room of the meeting to come."""
    told = content("weighing.toml")
    step = told["recommendation"]
    actor, at = world.actor(session, told["by"], step["on"]), moment(step["on"])
    wish = Wish(**{name: words.strip() for name, words in step.items() if name != "on"})
    recommending.freeze(session, roadmaps[told["roadmap"]], rounds, wish, actor=actor, at=at)
    _prepare_room(session, world, roadmaps[told["roadmap"]], told, "next_room", candidates)


def _weigh(
    session: Session, world: World, roadmap: Roadmap, told: Step, candidates: Mapping[str, Candidate]
) -> WeighingRound:
    step = told["round"]
    actor, at = world.actor(session, told["by"], step["begun_on"]), moment(step["begun_on"])
    facts = Facts(step["title"], step["opens_on"], step["closes_on"], step["purpose"].strip())
    chosen = [candidates[key] for key in step["candidates"]]
    weighing = preparing.prepare(session, roadmap, Kind.CRITERIA, facts, chosen, actor=actor, at=at)
    asked = [world.organisations[key].id for key in step["asked"]]
    preparing.invite(session, weighing, asked, actor=actor, at=at)
    holding.confirm(session, weighing, actor=actor, at=at)
    holding.open_due(session, moment(step["opens_on"]))
    for sheet in told["sheets"]:
        _give(session, world, weighing, dict(zip(step["candidates"], weighing.entries, strict=True)), sheet)
    leader = world.actor(session, told["by"], step["closes_on"])
    holding.close(session, weighing, actor=leader, at=moment(step["closes_on"], AFTERNOON))
    return weighing


def _give(session: Session, world: World, weighing: WeighingRound, entries: Mapping[str, Any], sheet: Step) -> None:
    actor, at = world.actor(session, sheet["by"], sheet["on"]), moment(sheet["on"])
    assert actor.acting_for_id is not None  # everyone in the demo acts for an organisation
    weigher = giving.come(session, weighing, actor.acting_for_id, actor=actor, at=at)
    chosen = criteria_of(session, weighing)
    assert chosen is not None  # a round of this kind has criteria
    for minutes, (key, entry) in enumerate(entries.items()):
        step = sheet[key]
        points = {one.id: value or None for one, value in zip(chosen.criteria, step["points"], strict=True)}
        given = Given(points, step["motive"], step.get("interest", False))
        moment_of_it: datetime = moment(sheet["on"], minutes * 4)
        giving.give(session, weigher, entry, given, version=0, actor=actor, at=moment_of_it)


def _room(
    session: Session,
    world: World,
    roadmap: Roadmap,
    told: Step,
    keys: Sequence[str],
    candidates: Mapping[str, Candidate],
) -> WeighingRound:
    step = told["room"]
    room = _prepare_room(session, world, roadmap, told, "room", {key: candidates[key] for key in keys})
    leader, at = world.actor(session, told["by"], step["on"]), moment(step["on"], AFTERNOON)
    holding.confirm(session, room, actor=leader, at=at)
    for ballot in step["ballots"]:
        dots = dict(zip([one.id for one in room.entries], ballot["dots"], strict=True))
        helix = Helix(ballot["helix"]) if "helix" in ballot else None
        dotting.place(session, room, dots, voter=new_id().hex, helix=helix, actor=None, at=at)
    holding.close(session, room, actor=leader, at=at)
    return room


def _prepare_room(
    session: Session, world: World, roadmap: Roadmap, told: Step, name: str, candidates: Mapping[str, Candidate]
) -> WeighingRound:
    step = told[name]
    begun_on = step.get("begun_on", step["on"])
    actor, at = world.actor(session, told["by"], begun_on), moment(begun_on)
    chosen = [candidates[key] for key in step.get("candidates", list(candidates))]
    facts = Facts(step["title"], step["on"], step["on"], step["purpose"], dots=step["dots"])
    return preparing.prepare(session, roadmap, Kind.DOTS, facts, chosen, actor=actor, at=at)
