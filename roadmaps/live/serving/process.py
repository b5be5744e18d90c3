"""What one process holds for those who write together. Nothing of it matters after the process: the database has it all."""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from roadmaps.config import Settings
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.live.events import PeopleChanged, SessionClosed, Updated
from roadmaps.live.serving.clerk import Clerk
from roadmaps.live.serving.hub import Hub
from roadmaps.live.serving.keeper import PAUSE_SECONDS, Keeper
from roadmaps.live.serving.known_actors import KnownActors
from roadmaps.live.serving.pace import Paces
from roadmaps.live.serving.wakeups import Wakeups
from roadmaps.web.background import By, employ


class LiveProcess:
    """The hub, the clerk and the keeper of one process, and how fast its visitors have been asking."""

    def __init__(self, units: UnitsOfWork, settings: Settings) -> None:
        self.units = units
        self.most_sockets = settings.live_sockets
        self.hub = Hub(units.database, most=settings.live_sockets)
        self.clerk = Clerk(units)
        self.actors = KnownActors()
        self.keeper = Keeper(units, self.clerk, self.hub, self.actors)
        self.joining = Paces(at_once=20, a_second=0.5)
        self.asking = Paces(at_once=40, a_second=8)
        self.sending = Paces(at_once=60, a_second=20)
        self._wakeups = Wakeups(settings.redis_url, self.hub.stir) if settings.redis_url else None

    def stop_when(self, is_stopping: Callable[[], bool]) -> None:
        """Send those who listen elsewhere when this becomes true."""
        self.hub.stop_when(is_stopping)

    def expect_listeners(self) -> None:
        """Somebody here will listen to what other processes keep."""
        if self._wakeups:
            self._wakeups.start()

    def hear(self, _session: Session, event: Updated | PeopleChanged | SessionClosed) -> None:
        """Something about a session has been kept by this process."""
        self.hub.stir(event.session_id, are_people_due=isinstance(event, PeopleChanged))
        if self._wakeups:
            self._wakeups.tell(event.session_id)


def live_process() -> LiveProcess:
    """That of the application."""
    return cast(LiveProcess, current_app.extensions["live"])


def register(app: Flask) -> None:
    """Give the application one, and let it look round for as long as it serves."""
    settings: Settings = app.extensions["settings"]
    units: UnitsOfWork = app.extensions["units_of_work"]
    own = app.extensions["live"] = LiveProcess(units, settings)
    own.actors.wire(units.listeners)
    units.listeners.after_commit(Updated, own.hear)
    units.listeners.after_commit(PeopleChanged, own.hear)
    units.listeners.after_commit(SessionClosed, own.hear)
    if not settings.is_testing:
        employ(app, "live listeners", own.keeper.look_after_listeners, pause_seconds=PAUSE_SECONDS, by=By.PAGES)
        employ(app, "live sessions", own.keeper.close_forgotten, pause_seconds=PAUSE_SECONDS, by=By.LEADER)
