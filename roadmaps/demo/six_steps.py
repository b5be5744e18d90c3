"""Where the demo's areas stand in the six steps."""

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.six_steps import rules
from roadmaps.six_steps.steps import Step, Turn


def tell_of_steps(session: Session, world: World) -> None:
    """Begin the laps, and tell of their steps day by day."""
    for told in content("six_steps.toml")["laps"]:
        lap = rules.begin_lap(
            session,
            world.areas[told["area"]],
            title=told["title"],
            began_on=told["began_on"],
            reason=told["reason"],
            actor=world.actor(session, told["by"], told["began_on"]),
            at=moment(told["began_on"]),
        )
        for mark in sorted(told["marks"], key=lambda one: str(one["on"])):
            rules.tell(
                session,
                lap,
                Step(mark["step"]),
                Turn(mark["turn"]),
                told_on=mark["on"],
                words=mark["words"],
                next_step=mark.get("next_step", ""),
                next_on=mark.get("next_on"),
                actor=world.actor(session, told["by"], mark["on"]),
                at=moment(mark["on"]),
            )
