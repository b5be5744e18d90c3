from datetime import timedelta

from sqlalchemy.orm import Session

from roadmaps.following.happenings import Span
from roadmaps.following.steps import versions
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.snapshots import AT, a_plan, a_snapshot, rewrite_goal


def test_a_version_that_replaces_another_says_so(session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    rewrite_goal(session, plan, "Förädla mest")
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    a_snapshot(session, plan, SnapshotKind.CONSULTATION)
    span = Span([plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))

    told = [str(one.sentence) for one in versions(session, span, None)]

    assert sorted("replaces no. 1" in one for one in told) == [False, False, True]
