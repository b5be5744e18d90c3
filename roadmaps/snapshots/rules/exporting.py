"""Files that take long to be made: asking for them, and what becomes of that.

A process that makes files leases the row. If it dies, the lease runs out and another process begins again. Each beginning
has a number of its own, so that a process which was only slow cannot finish what another has taken over.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import N_, say
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.events import FilesFinished
from roadmaps.snapshots.exports.files import Made
from roadmaps.snapshots.exports.wish import Wish
from roadmaps.snapshots.models import ExportChoice, ExportJob, JobState, Snapshot

# Longer than any one file may take (papers/bounded.py), with its wait for a place.
LEASE = timedelta(minutes=4)
MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=3)
MOST_OF_ONE_PERSON = 5
MOST_OF_STRANGERS = 20
GAVE_UP = N_("Making the files was begun several times and never ended. Choose fewer parts, or fewer formats.")


def remember_wish(session: Session, wish: Wish, *, actor: Actor, at: datetime) -> None:
    """Let this be what stands chosen when the person takes something home the next time."""
    choice = session.get(ExportChoice, actor.person_id)
    if choice is None:
        session.add(ExportChoice(person_id=actor.person_id, wish=wish.asked, chosen_at=at))
    elif choice.wish != wish.asked:
        choice.wish, choice.chosen_at = wish.asked, at
    session.flush()


def ask_for_files(
    session: Session, roadmap: Roadmap, snapshot: Snapshot | None, wish: Wish, *, actor: Actor | None, at: datetime
) -> ExportJob:
    """Have the files of a frozen version, or (None) of the working version as it is now, made by and by.

    Who asks for the same again while it is being made gets what was asked for already.

    :raises NotFound: when the version is not for the actor to see
    :raises NotAllowed: when the actor must sign in for it first
    :raises Invalid: when nothing is asked for, or too much waits already
    """
    wish = _allowed(roadmap, snapshot, wish.checked(), actor)
    person_id = actor.person_id if actor else None
    # Whoever asks at the same time waits here.
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    own = session.scalars(select(ExportJob).where(ExportJob.person_id.is_not_distinct_from(person_id), is_open())).all()
    number = snapshot.revision_number if snapshot else roadmap.history.current
    snapshot_id = snapshot.id if snapshot else None
    same = (roadmap.id, snapshot_id, number, wish.asked)
    for one in own:
        if (one.roadmap_id, one.snapshot_id, one.revision_number, one.wish) == same:
            return one
    if len(own) >= (MOST_OF_ONE_PERSON if actor else MOST_OF_STRANGERS):
        raise Invalid(say("Many files wait to be made already. Try again when some of them are ready."))
    job = ExportJob(
        id=new_id(),
        roadmap_id=roadmap.id,
        snapshot_id=snapshot_id,
        revision_number=number,
        person_id=person_id,
        wish=wish.asked,
        language=wish.choice.language,
        state=JobState.WAITING,
        made=0,
        steps=wish.steps,
        attempts=0,
        asked_at=at,
    )
    session.add(job)
    session.flush()
    return job


def claim_next(session: Session, *, at: datetime) -> ExportJob | None:
    """The files that have waited longest, leased to the caller; what was begun too often already is given up."""
    while True:
        job = session.scalar(
            select(ExportJob)
            .where(is_open(), or_(ExportJob.leased_until.is_(None), ExportJob.leased_until <= at))
            .order_by(ExportJob.asked_at, ExportJob.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if job is None:
            return None
        if job.attempts < MOST_ATTEMPTS:
            break
        _end(session, job, JobState.FAILED, at, failure=GAVE_UP)
    job.state, job.attempts, job.made, job.leased_until = JobState.WORKING, job.attempts + 1, 0, at + LEASE
    session.flush()
    return job


def note_progress(session: Session, job: ExportJob, made: int, *, at: datetime) -> None:
    """So many of the files are ready; the process is alive, and keeps its lease."""
    session.execute(update(ExportJob).where(_is_mine(job)).values(made=made, leased_until=at + LEASE))


def put_back(session: Session, job: ExportJob, *, at: datetime, pause: timedelta) -> None:
    """Let it be begun again after a pause: there was no place for it just now, which is no fault of its own."""
    session.execute(
        update(ExportJob)
        .where(_is_mine(job))
        .values(state=JobState.WAITING, leased_until=at + pause, made=0, attempts=job.attempts - 1)
    )


def finish(session: Session, job: ExportJob, made: Made, *, at: datetime) -> None:
    """Keep what was made, unless another process has taken over meanwhile."""
    mine = session.scalar(select(ExportJob).where(_is_mine(job)).with_for_update())
    if mine is None:
        return
    mine.filename, mine.media_type = made.filename, made.media_type
    mine.content, mine.size, mine.made = made.content, len(made.content), mine.steps
    _end(session, mine, JobState.DONE, at)


def fail(session: Session, job: ExportJob, failure: str, *, at: datetime) -> None:
    """Note that it cannot be made, and why, as a catalogue message."""
    mine = session.scalar(select(ExportJob).where(_is_mine(job)).with_for_update())
    if mine is not None:
        _end(session, mine, JobState.FAILED, at, failure=failure)


def forget_old_files(session: Session, at: datetime) -> None:
    """Forget what was made, or could not be, some days ago."""
    session.execute(delete(ExportJob).where(ExportJob.finished_at <= at - KEPT_FOR))


def is_open() -> ColumnElement[bool]:
    """That something still has to be made."""
    return ExportJob.finished_at.is_(None)


def _allowed(roadmap: Roadmap, snapshot: Snapshot | None, wish: Wish, actor: Actor | None) -> Wish:
    """The wish, without comments for those to whom they are not offered."""
    may_read = policy.may_read_snapshot(actor, snapshot) if snapshot else roadmap_policy.may_read(actor, roadmap)
    if not may_read:
        raise NotFound
    if actor is None and not (snapshot and snapshot.sort.is_public):
        raise NotAllowed(say("These files take a while to be made. Sign in, so that they can be kept for you."))
    return wish if policy.may_take_comments(actor, roadmap) else wish.without_comments()


def _end(session: Session, job: ExportJob, state: JobState, at: datetime, *, failure: str = "") -> None:
    job.state, job.finished_at, job.leased_until, job.failure = state, at, None, failure
    session.flush()
    record(
        session,
        FilesFinished(
            job.id,
            job.person_id,
            job.roadmap.area_id,
            job.snapshot.number if job.snapshot else None,
            job.asked_at,
            at,
            at + KEPT_FOR,
            failure,
        ),
    )


def _is_mine(job: ExportJob) -> ColumnElement[bool]:
    return (ExportJob.id == job.id) & (ExportJob.attempts == job.attempts) & is_open()
