"""Making the files that take long, while a process serves pages: one after the other, each by one process at a time.

A process that is killed leaves its lease behind; when that has run out, another begins again (rules/exporting.py).
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.files.doors import STORE
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound, Refusal
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.papers.bounded import Busy
from roadmaps.papers.catalogues import words_in
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.snapshots import policy
from roadmaps.snapshots.exports.files import Made, make
from roadmaps.snapshots.exports.wish import wish_in
from roadmaps.snapshots.manuscripts import frozen_edition, manuscript_of, working_edition
from roadmaps.snapshots.models import ExportJob
from roadmaps.snapshots.rules import exporting
from roadmaps.web.background import employ

log = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0
UNTIL_THERE_IS_A_PLACE = timedelta(seconds=30)
FAILED = N_("Something went wrong on our side, and has been noted. Try again later, or with fewer parts.")
NO_LONGER_YOURS = N_("This version is not open to you any more.")


def register(app: Flask) -> None:
    """Let each serving process look every few seconds whether something waits to be made."""
    if not app.extensions["settings"].is_testing:
        employ(app, "export files", lambda: make_waiting(app), pause_seconds=PAUSE_SECONDS)


def make_waiting(app: Flask, clock: Callable[[], datetime] = now) -> int:
    """Make everything that waits; return how many times something was begun."""
    units: UnitsOfWork = app.extensions["units_of_work"]
    begun = 0
    while _does_anything_wait(units, clock()):
        with units.change() as session:
            job = exporting.claim_next(session, at=clock())
        if job is not None:
            begun += 1
            _shielded(app, units, job, clock)
    return begun


def _does_anything_wait(units: UnitsOfWork, at: datetime) -> bool:
    """Asked with a reading session, so that an idle process never takes the lock for writing."""
    is_free = or_(ExportJob.leased_until.is_(None), ExportJob.leased_until <= at)
    with units.database.reading() as session:
        return session.scalar(select(ExportJob.id).where(exporting.is_open(), is_free).limit(1)) is not None


def _shielded(app: Flask, units: UnitsOfWork, job: ExportJob, clock: Callable[[], datetime]) -> None:
    failure = ""
    try:
        made = _make(app, units, job, clock)
    except Busy:
        with units.change() as session:
            exporting.put_back(session, job, at=clock(), pause=UNTIL_THERE_IS_A_PLACE)
        return
    except Refusal as refusal:
        failure = _told(refusal.sentence)
    except Exception:
        log.exception("the files of export job %s could not be made", job.id)
        failure = FAILED
    with units.change() as session:
        if failure:
            exporting.fail(session, job, failure, at=clock())
        else:
            exporting.finish(session, job, made, at=clock())


def _make(app: Flask, units: UnitsOfWork, job: ExportJob, clock: Callable[[], datetime]) -> Made:
    """Gather with a session that is closed before the writing begins, which may take long."""
    wish, site = wish_in(job.wish).checked(), str(app.config["BASE_URL"])
    with units.database.reading() as session:
        asked = session.get_one(ExportJob, job.id)
        roadmap, snapshot, viewer = asked.roadmap, asked.snapshot, _viewer(session, asked)
        edition = (
            frozen_edition(snapshot, site)
            if snapshot
            else working_edition(session, roadmap, site, number=asked.revision_number)
        )
        if not policy.may_take_comments(viewer, roadmap):
            wish = wish.without_comments()
        words = words_in(wish.choice.language)
        place, day = app.extensions[STORE], today()
        manuscript = manuscript_of(session, edition, roadmap, wish.choice, words, viewer=viewer, today=day, store=place)

    def note(made: int) -> None:
        with units.change() as session:
            exporting.note_progress(session, job, made, at=clock())

    return make(manuscript, wish, on_made=note)


def _viewer(session: Session, job: ExportJob) -> Actor | None:
    """Who asked, with the rights of today.

    :raises NotFound: when the version is not for them any more
    """
    viewer = load_actor(session, job.person_id, on=today()) if job.person_id else None
    allowed = (
        policy.may_read_snapshot(viewer, job.snapshot) if job.snapshot else roadmap_policy.may_read(viewer, job.roadmap)
    )
    if not allowed:
        raise NotFound(Sentence(NO_LONGER_YOURS))
    return viewer


def _told(sentence: Sentence) -> str:
    """The catalogue message alone, where it has no values to be kept with it."""
    return sentence.message if not sentence.values else FAILED
