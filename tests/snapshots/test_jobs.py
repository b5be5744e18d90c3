from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.snapshots.events import FilesFinished
from roadmaps.snapshots.exports.files import Made
from roadmaps.snapshots.exports.wish import Wish
from roadmaps.snapshots.models import ExportJob, JobState, SnapshotKind
from roadmaps.snapshots.rules import exporting
from roadmaps.snapshots.rules.exporting import (
    GAVE_UP,
    KEPT_FOR,
    LEASE,
    MOST_ATTEMPTS,
    MOST_OF_ONE_PERSON,
    ask_for_files,
    claim_next,
    forget_old_files,
)
from roadmaps.snapshots.working import NO_LONGER_YOURS, make_waiting
from tests.factories.areas import an_area, someone_with
from tests.factories.snapshots import Plan, a_plan, a_snapshot, rewrite_goal

PACKAGE = Wish.of({"format": ["html", "json"]})
MADE = Made("fardplan.zip", "application/zip", b"PK")


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def ask(session: Session, plan: Plan, wish: Wish = PACKAGE, *, at: datetime) -> ExportJob:
    return ask_for_files(session, plan.roadmap, None, wish, actor=plan.leader, at=at)


def test_who_asks_twice_for_the_same_gets_it_once(session: Session, plan: Plan, at: datetime) -> None:
    first = ask(session, plan, at=at)
    again = ask(session, plan, at=at)
    other = ask(session, plan, Wish.of({"format": ["html", "json"], "language": ["en"]}), at=at)
    rewrite_goal(session, plan, "Ett annat mål")
    later = ask(session, plan, at=at)

    assert first is again
    assert len({first.id, other.id, later.id}) == 3
    assert later.revision_number == first.revision_number + 1


def test_nobody_has_more_than_a_few_made_at_once(session: Session, plan: Plan, at: datetime) -> None:
    formats = ["html", "markdown", "json", "xlsx", "ics"]
    for name in formats:
        ask(session, plan, Wish.of({"format": [name]}), at=at)

    assert len(formats) == MOST_OF_ONE_PERSON
    with pytest.raises(Invalid):
        ask(session, plan, at=at)


def test_nothing_is_made_of_a_version_that_is_not_for_the_actor(session: Session, plan: Plan, at: datetime) -> None:
    secret = a_snapshot(session, plan, SnapshotKind.WORKING)
    stranger = someone_with(session, an_area(session), Role.EDITOR)

    for snapshot in (None, secret):
        with pytest.raises(NotFound):
            ask_for_files(session, plan.roadmap, snapshot, PACKAGE, actor=stranger, at=at)


def test_strangers_have_only_public_versions_made(session: Session, at: datetime) -> None:
    plan = a_plan(session, is_public=True)
    public = a_snapshot(session, plan, SnapshotKind.ADOPTED)

    job = ask_for_files(session, plan.roadmap, public, PACKAGE, actor=None, at=at)

    assert job.person_id is None
    with pytest.raises(NotAllowed):
        ask_for_files(session, plan.roadmap, None, PACKAGE, actor=None, at=at)


def test_comments_are_left_out_for_those_to_whom_they_are_not_offered(
    session: Session, plan: Plan, at: datetime
) -> None:
    public = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    wish = Wish.of({"format": ["html"], "comments": ["yes"]})

    theirs = ask_for_files(session, plan.roadmap, public, wish, actor=None, at=at)
    ours = ask_for_files(session, plan.roadmap, public, wish, actor=plan.leader, at=at)

    assert "comments" not in theirs.wish
    assert ours.wish["comments"] == ["yes"]


def test_the_one_that_has_waited_longest_is_taken_and_by_one_only(session: Session, plan: Plan, at: datetime) -> None:
    first = ask(session, plan, at=at)
    second = ask(session, plan, Wish.of({"format": ["json"]}), at=at + timedelta(seconds=1))

    claimed = [claim_next(session, at=at + timedelta(seconds=2)) for _ in range(3)]

    assert claimed == [first, second, None]
    assert first.state is JobState.WORKING


def test_what_a_dead_process_had_begun_is_begun_again_three_times_at_most(
    session: Session, plan: Plan, at: datetime
) -> None:
    job = ask(session, plan, at=at)
    take_recorded(session)
    moments = [at + n * (LEASE + timedelta(seconds=1)) for n in range(MOST_ATTEMPTS + 1)]

    claimed = [claim_next(session, at=moment) for moment in moments]

    assert claimed == [job] * MOST_ATTEMPTS + [None]
    assert (job.state, job.failure) == (JobState.FAILED, GAVE_UP)
    assert [type(event) for event in take_recorded(session)] == [FilesFinished]


def test_a_process_that_was_only_slow_does_not_finish_what_another_has_taken_over(
    session: Session, plan: Plan, at: datetime
) -> None:
    ask(session, plan, at=at)
    slow = claim_next(session, at=at)
    assert slow is not None
    session.expunge(slow)
    quick = claim_next(session, at=at + LEASE)
    assert quick is not None

    exporting.finish(session, slow, MADE, at=at + LEASE)
    session.refresh(quick)
    assert quick.state is JobState.WORKING
    exporting.finish(session, quick, MADE, at=at + LEASE)

    assert (quick.state, quick.made, quick.filename, quick.size) == (JobState.DONE, quick.steps, "fardplan.zip", 2)


def test_progress_keeps_the_lease(session: Session, plan: Plan, at: datetime) -> None:
    ask(session, plan, at=at)
    job = claim_next(session, at=at)
    assert job is not None

    exporting.note_progress(session, job, 1, at=at + timedelta(minutes=3))
    session.expire_all()

    assert job.made == 1
    assert claim_next(session, at=at + LEASE) is None


def test_waiting_for_a_place_counts_as_no_attempt(session: Session, plan: Plan, at: datetime) -> None:
    ask(session, plan, at=at)
    pause = timedelta(seconds=30)
    for number in range(MOST_ATTEMPTS + 2):
        job = claim_next(session, at=at + number * pause)
        assert job is not None
        exporting.put_back(session, job, at=at + number * pause, pause=pause)
        session.expire_all()

    assert job.state is JobState.WAITING
    assert claim_next(session, at=at + 10 * pause) is job


def test_what_was_made_is_kept_for_some_days(session: Session, plan: Plan, at: datetime) -> None:
    ask(session, plan, at=at)
    job = claim_next(session, at=at)
    assert job is not None
    exporting.finish(session, job, MADE, at=at)
    waiting = ask(session, plan, at=at)

    forget_old_files(session, at + KEPT_FOR - timedelta(seconds=1))
    assert session.scalars(select(ExportJob)).all() == [job, waiting]
    forget_old_files(session, at + KEPT_FOR)

    assert session.scalars(select(ExportJob)).all() == [waiting]


def test_a_process_makes_everything_that_waits(app: Flask, session: Session, plan: Plan, at: datetime) -> None:
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    frozen = ask_for_files(session, plan.roadmap, snapshot, PACKAGE, actor=None, at=at)
    working = ask(session, plan, Wish.of({"format": ["markdown"]}), at=at)
    session.flush()

    begun = make_waiting(app)

    session.expire_all()
    assert begun == 2
    assert (frozen.state, frozen.made) == (JobState.DONE, 2)
    assert frozen.filename == f"fardplan-{plan.slug}-version-1.zip"
    assert working.filename == f"fardplan-{plan.slug}-revision-{plan.roadmap.history.current}.md"
    assert working.content is not None
    assert "\n# " in working.content.decode()


def test_who_has_lost_the_right_meanwhile_gets_nothing(app: Flask, session: Session, plan: Plan, at: datetime) -> None:
    job = ask(session, plan, at=at)
    job.person_id = someone_with(session, an_area(session), Role.EDITOR).person_id
    session.flush()

    make_waiting(app)

    session.expire_all()
    assert (job.state, job.failure) == (JobState.FAILED, NO_LONGER_YOURS)
