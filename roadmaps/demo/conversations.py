"""The demo's threads: questions that the actors once put, and what came of them."""

from typing import Any

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.discussion.models import Outcome
from roadmaps.discussion.rules import open_thread, reply, resolve
from roadmaps.roadmap.models import Roadmap


def hold_conversations(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Let every thread be begun, answered and, where it was, resolved."""
    for told in content("threads.toml")["threads"]:
        _hold(session, world, roadmaps[told["roadmap"]], told)


def _hold(session: Session, world: World, roadmap: Roadmap, told: dict[str, Any]) -> None:
    thread = open_thread(
        session,
        roadmap,
        body=told["body"],
        block_id=world.blocks[told["roadmap"], told["block"]],
        field=told.get("field", ""),
        quote=told.get("quote", ""),
        actor=world.actor(session, told["by"], told["on"]),
        at=moment(told["on"]),
    )
    for comment in told.get("comments", []):
        actor = world.actor(session, comment["by"], comment["on"])
        reply(session, thread, body=comment["body"], actor=actor, at=moment(comment["on"]))
    if resolution := told.get("resolution"):
        resolve(
            session,
            thread,
            outcome=Outcome(resolution["outcome"]),
            text=resolution["text"],
            actor=world.actor(session, resolution["by"], resolution["on"]),
            at=moment(resolution["on"]),
        )
