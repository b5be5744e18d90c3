"""Activities that wait for others."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.changes import Change
from roadmaps.roadmap import rules
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def test_activities_may_not_wait_for_each_other_in_a_circle(plan: Plan) -> None:
    first = plan.add("activity", "Först")
    second = plan.add("activity", "Sedan", depends_on=[str(first)])
    third = plan.add("activity", "Sist", depends_on=[str(second)])

    with pytest.raises(Invalid) as refusal:
        plan.edit(first, depends_on=[str(third)])

    assert "Först → Sist → Sedan → Först" in str(refusal.value.fields["depends_on"])


def test_two_changes_may_not_close_a_circle_together(session: Session, plan: Plan) -> None:
    first, second = plan.add("activity"), plan.add("activity")
    changes = [
        Change(first, plan.number, content={"depends_on": [str(second)]}),
        Change(second, plan.number, content={"depends_on": [str(first)]}),
    ]

    with pytest.raises(Invalid):
        rules.write_blocks(session, plan.roadmap, changes, actor=plan.editor, at=AT)


def test_activities_may_wait_for_the_same_one(plan: Plan) -> None:
    base = plan.add("activity")
    left, right = (plan.add("activity", depends_on=[str(base)]) for _ in range(2))

    assert plan.add("activity", depends_on=[str(left), str(right)]) in plan.state
