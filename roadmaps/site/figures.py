"""Figures that the database knows: what waits, what has failed, and how long ago what should happen has happened."""

from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from roadmaps import __version__
from roadmaps.build import build
from roadmaps.chores.beats import silences
from roadmaps.chores.models import ChoreRun, Duty, Worker
from roadmaps.foundation.database import Database
from roadmaps.live.models import LiveSession
from roadmaps.notifications.models import OutgoingMail
from roadmaps.site.readiness import SILENT, Bounded
from roadmaps.snapshots.models import ExportJob, JobState
from roadmaps.web.background import Duties
from roadmaps.webhooks.models import Webhook
from roadmaps.webhooks.queries import on_their_way

BACKUP = "backup"
Figure = tuple[str, str, float | None]


class SiteFigures(Collector):
    """The same whichever process is asked: whoever watches several takes the largest, not the sum."""

    def __init__(self, database: Database, now: Callable[[], datetime], duties: Duties) -> None:
        self._database, self._now, self._duties = database, now, duties
        self._asked = Bounded(self._ask, when_late=None)

    def collect(self) -> Iterator[Metric]:
        """What is so now. Where the database does not answer, that alone."""
        version = GaugeMetricFamily("fardplan_info", "What serves: version and build", labels=["version", "build"])
        version.add_metric([__version__, build()], 1)
        yield version
        told = self._asked()
        yield GaugeMetricFamily("fardplan_database_up", "Whether the database answers", value=float(told is not None))
        for name, words, value in told or ():
            if value is not None:
                yield GaugeMetricFamily(f"fardplan_{name}", words, value=value)

    def _ask(self) -> list[Figure] | None:
        try:
            with self._database.reading() as session:
                return list(_figures(session, self._now(), self._duties))
        except SQLAlchemyError:
            return None


def _figures(session: Session, at: datetime, duties: Duties) -> Iterator[Figure]:
    waits = (OutgoingMail.sent_at.is_(None), OutgoingMail.given_up_at.is_(None))
    yield "mail_waiting", "Letters that wait to be sent", _count(session, OutgoingMail, *waits)
    oldest = session.scalar(select(func.min(OutgoingMail.written_at)).where(*waits))
    yield "mail_oldest_seconds", "Since the oldest of them was written", _age(oldest, at) if oldest else 0.0
    given_up = _count(session, OutgoingMail, OutgoingMail.given_up_at.is_not(None))
    yield "mail_given_up", "Letters that could not be sent and wait for somebody to look", given_up
    queue = on_their_way(session)
    yield "webhooks_waiting", "Messages that are on their way to other systems", float(queue.count)
    since = _age(queue.oldest, at) if queue.oldest else 0.0
    yield "webhooks_oldest_seconds", "Since the oldest of them was written", since
    paused = _count(session, Webhook, Webhook.paused_at.is_not(None), Webhook.ended_at.is_(None))
    yield "webhooks_paused", "Other systems to which nothing is sent for a time", paused
    jobs = _count(session, ExportJob, ExportJob.state == JobState.WAITING)
    yield "export_jobs_waiting", "Files that somebody has asked for and nobody makes yet", jobs
    yield "live_sessions", "Texts that several can write in just now", _count(session, LiveSession, LiveSession.is_open)
    failing = _count(session, ChoreRun, ChoreRun.failed_at.is_not(None))
    yield "chores_failing", "Chores that have not been done since they failed", failing
    failed = set(session.scalars(select(Duty.name).where(Duty.failed_at.is_not(None))))
    failed |= {one.name for one in silences(session, at, duties)}
    words = "Sorts of background work whose last round failed, or that nobody has done for too long"
    yield "duties_failing", words, float(len(failed))
    workers = _count(session, Worker, Worker.seen_at >= at - SILENT)
    yield "workers", "Processes that do the site's own work and have been heard of lately", workers
    taken = session.scalar(select(ChoreRun.done_at).where(ChoreRun.name == BACKUP))
    yield "backup_age_seconds", "Since the last backup was whole; absent where none is known", _age(taken, at)


def _count(session: Session, table: type[object], *conditions: object) -> float:
    return float(session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0)  # type: ignore[arg-type]


def _age(since: datetime | None, at: datetime) -> float | None:
    return None if since is None else (at - since).total_seconds()
