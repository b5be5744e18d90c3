"""The demo's translations: made after the roadmap was adopted, from what it said that day."""

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.revisions.states import number_at, version_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.translating.rules import Wish, translate


def translate_roadmaps(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """Let each text be translated as the content tells."""
    for told in content("translating.toml")["translations"]:
        slug, roadmap = told["roadmap"], roadmaps[told["roadmap"]]
        actor, at = world.actor(session, told["by"], told["on"]), moment(told["on"])
        then = number_at(session, roadmap.history, at)
        for key, texts in told["blocks"].items():
            block_id = world.blocks[slug, key]
            block = version_at(session, block_id, then)
            if block is None:
                raise ValueError(f"{key} had not been written on {told['on']}")
            wishes = {field: Wish(text) for field, text in texts.items()}
            translate(session, roadmap, block_id, told["language"], wishes, made_from=block.number, actor=actor, at=at)
