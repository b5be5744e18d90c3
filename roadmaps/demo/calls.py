"""The demo's calls for funding, the organisations that want something with them, and two applications that are assessed."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.calls.models import Call
from roadmaps.calls.rules.assessing import Application, begin, finish, judge
from roadmaps.calls.rules.interests import Said, say_interest
from roadmaps.calls.rules.keeping import NAMES, Facts, add_call
from roadmaps.calls.rules.telling import not_told_yet, tell
from roadmaps.calls.words import Currency, Wish
from roadmaps.demo.world import World, content, moment
from roadmaps.papers.catalogues import words_in
from roadmaps.roadmap.models import Roadmap

JUDGED = ("standpoint", "text", "conditions", "on_conflicts", "on_likes", "registry_number")
# Nothing in a sheet of the demo leads back to an address.
SITE = ""


def make_calls(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Everything, in the order of time as far as one thing stands on another."""
    told = content("calls.toml")
    calls = {one["key"]: _add(session, world, one) for one in told["calls"]}
    for one in told["interests"]:
        _say(session, world, calls[one["call"]], one)
    for one in told["sheets"]:
        _assess(session, world, calls[one["call"]], roadmaps[one["roadmap"]], one)


def _add(session: Session, world: World, told: dict[str, Any]) -> Call:
    actor = world.actor(session, told["by"], told["on"])
    areas = [world.areas[slug] for slug in told.get("areas", [])]
    facts = {name: told[name] for name in NAMES if name in told}
    facts |= {name: Decimal(told[name]) for name in ("amount", "least", "most") if name in told}
    facts["currency"] = Currency(told.get("currency", "sek"))
    facts["about"] = told["about"].strip()
    call = add_call(session, Facts(**facts), areas, actor=actor, at=moment(told["on"]))
    if "told_on" in told:
        teller = world.actor(session, told["by"], told["told_on"])
        fitting = [one.id for one in not_told_yet(session, call, teller)]
        tell(session, call, fitting, actor=teller, at=moment(told["told_on"]))
    return call


def _say(session: Session, world: World, call: Call, told: dict[str, Any]) -> None:
    actor, person = world.actor(session, told["by"], told["on"]), world.people[told["by"]]
    named = told.get("activity")
    said = Said(
        wish=Wish(told["wish"]),
        activity_id=world.blocks[named[0], named[1]] if named else None,
        words=told["words"],
        contact_name=person.name,
        contact_email=person.email,
        is_contact_shown=told.get("is_contact_shown", False),
    )
    say_interest(session, call, world.organisations[told["by"]].id, said, actor=actor, at=moment(told["on"]))


def _assess(session: Session, world: World, call: Call, roadmap: Roadmap, told: dict[str, Any]) -> None:
    actor, at = world.actor(session, told["by"], told["on"]), moment(told["on"])
    application = Application(
        told["title"],
        [world.blocks[told["roadmap"], key] for key in told["activities"]],
        told["on"],
        world.organisations[told["applicant"]].id,
    )
    sheet = begin(session, call, roadmap, application, words=words_in("sv"), site=SITE, actor=actor, at=at)
    if "standpoint" not in told:
        return
    judge(session, sheet, {name: told[name] for name in JUDGED}, based_on=1, actor=actor, at=at)
    session.refresh(sheet.history)
    finisher = world.actor(session, told["by"], told["finished_on"])
    finish(session, sheet, based_on=sheet.history.current, actor=finisher, at=moment(told["finished_on"]))
