"""The days that leaders have written in the demo's year wheel."""

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.year_wheel.rules.writing import EntryFacts, write
from roadmaps.year_wheel.words import Sort


def write_in_wheel(session: Session, world: World) -> None:
    """Each by whoever leads there."""
    for told in content("year_wheel.toml")["entries"]:
        area = world.areas[told["area"]] if "area" in told else None
        facts = EntryFacts(
            told["title"],
            Sort(told["sort"]),
            told["on_day"],
            told.get("until_on"),
            told.get("is_yearly", False),
            told.get("words", ""),
        )
        on = told["written_on"]
        write(session, area, facts, actor=world.actor(session, told["by"], on), at=moment(on))
