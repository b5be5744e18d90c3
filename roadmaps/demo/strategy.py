"""The regional development strategy of the demo, told before the roadmaps whose goals serve it."""

from sqlalchemy.orm import Session

from roadmaps.demo.world import BEGINNING, World, content, moment
from roadmaps.strategy.rules import add_element


def tell_strategy(session: Session, world: World) -> None:
    """Bring in its parts, each under the key by which the goals of the files name it."""
    actor = world.actor(session, "coordinator", BEGINNING)
    for minutes, told in enumerate(content("strategy.toml")["elements"]):
        facts = {name: value for name, value in told.items() if name != "key"}
        world.strategy[told["key"]] = add_element(session, facts, actor=actor, at=moment(BEGINNING, 60 + minutes))
    session.flush()
