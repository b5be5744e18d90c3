"""The demo's questions to organisations, and those of them that were answered."""

from typing import Any

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.responsibilities.asked import asking_about
from roadmaps.responsibilities.rules import Subject, answer_at_home, ask_for_leads, ask_for_statuses
from roadmaps.roadmap.models import Roadmap

_ASK = {"leads": ask_for_leads, "statuses": ask_for_statuses}


def ask_organisations(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Ask on the days when the site asked, and answer on those when somebody did."""
    for step in content("answers.toml")["steps"]:
        if "ask" in step:
            _ASK[step["ask"]](session, moment(step["on"]))
        else:
            _answer(session, world, roadmaps[step["roadmap"]], step)


def _answer(session: Session, world: World, roadmap: Roadmap, step: dict[str, Any]) -> None:
    asking = asking_about(session, roadmap, world.blocks[step["roadmap"], step["activity"]])
    answer_at_home(
        session,
        roadmap,
        Subject(asking.about, asking.block_id, asking.organisation_id, asking.activity_id),
        step["answer"],
        note=step.get("note", ""),
        actor=world.actor(session, step["by"], step["on"]),
        at=moment(step["on"]),
    )
