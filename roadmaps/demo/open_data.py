"""Under which licence the adopted roadmaps of the demo are given to everybody."""

from datetime import date

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, moment
from roadmaps.open_data import rules
from roadmaps.open_data.models import Licence

SINCE = date(2026, 3, 2)


def give_data_to_all(session: Session, world: World) -> None:
    """The one that the Swedish data portal recommends."""
    rules.describe(
        session,
        licence=Licence.CC0,
        publisher="Region Jämtland Härjedalen",
        homepage="https://regionjh.se",
        email="",
        actor=world.actor(session, "coordinator", SINCE),
        at=moment(SINCE),
    )
