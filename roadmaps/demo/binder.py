"""What is judged and put into the demo's binder, and one edition of it."""

from sqlalchemy.orm import Session

from roadmaps.accounts.queries import organisation_names
from roadmaps.binder import rules
from roadmaps.binder.content import content_of
from roadmaps.binder.criteria import Criterion, Judged
from roadmaps.binder.pages import binder_of
from roadmaps.demo.world import World, content, moment
from roadmaps.papers.catalogues import words_in
from roadmaps.roadmap.policy import visible_to


def fill_binder(session: Session, world: World) -> None:
    """Judge, put in, and freeze the county's binder as everybody may read it."""
    told = content("binder.toml")
    for one in told["judgements"]:
        rules.judge(
            session,
            None if one.get("county") else world.areas[told["area"]],
            Criterion(one["criterion"]),
            Judged(one["judged"]),
            words=one["words"],
            actor=world.actor(session, one["by"], one["on"]),
            at=moment(one["on"]),
        )
    for one in told["exhibits"]:
        rules.put_in(
            session,
            None if one.get("county") else world.areas[told["area"]],
            Criterion(one["criterion"]),
            title=one["title"],
            dated_on=one["dated_on"],
            shows=one["shows"],
            registry_number=one["registry_number"],
            actor=world.actor(session, one["by"], one["on"]),
            at=moment(one["on"]),
        )
    _freeze(session, world)


def _freeze(session: Session, world: World) -> None:
    told = content("binder.toml")["edition"]
    at, words = moment(told["on"]), words_in("sv")
    roadmaps = list(session.scalars(visible_to(None)).unique())
    binder = binder_of(session, None, roadmaps, actor=None, at=at)
    names = {one.area.slug: one.area.name for one in roadmaps}
    rules.freeze(
        session,
        None,
        content_of(binder, words, areas=names, organisations=organisation_names(session), at=at),
        title=told["title"],
        note=told["note"],
        registry_number=told["registry_number"],
        language="sv",
        roadmap=None,
        exhibits=[],
        is_public=True,
        actor=world.actor(session, told["by"], told["on"]),
        at=at,
    )
