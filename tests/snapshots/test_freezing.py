import hashlib
import json
from datetime import date

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.revisions.kinds import canonical
from roadmaps.revisions.states import current
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.rules import change_phase, remove_block
from roadmaps.snapshots import rules
from roadmaps.snapshots.document import state_of
from roadmaps.snapshots.editions import state_in
from roadmaps.snapshots.events import SnapshotFrozen
from roadmaps.snapshots.format import read_document
from roadmaps.snapshots.models import FrozenForEver, Snapshot, SnapshotKind
from roadmaps.snapshots.queries import latest_public, newer_than, snapshots_of
from tests.factories.areas import someone_with
from tests.factories.roadmap import a_plan as a_roadmap
from tests.factories.snapshots import AT, a_plan, a_snapshot, an_empty_plan, rewrite_goal
from tests.factories.together import write_together


def test_a_frozen_version_holds_what_the_roadmap_says(session: Session) -> None:
    plan = a_plan(session)

    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED, paragraph="§ 31", registry_number="RUN/1/2026")

    read = read_document(snapshot.content)
    here = current(session, plan.roadmap.history)
    assert {block.id: (block.kind, block.place, block.content) for block in state_of(read)} == {
        block.id: (block.kind, block.place, block.content) for block in here
    }
    assert [block.id for block in state_of(read).in_reading_order()] == [block.id for block in here.in_reading_order()]
    assert (read.version.number, read.version.paragraph, read.version.decided_on) == (1, "§ 31", date(2026, 11, 20))
    assert (read.area.slug, read.roadmap.period_to) == (plan.slug, 2027)
    assert [(one.name, one.has_written) for one in read.organisations] == [(plan.organisation.name, True)]


def test_every_organisation_that_wrote_together_with_others_has_written(session: Session) -> None:
    plan = a_roadmap(session)
    goal = plan.add("goal", "Förädla mer", text="Mer.", by=plan.editor)
    write_together(plan, goal, [("Mer", None), (" hos oss", plan.editor), (", snart", plan.leader), (".", None)])

    frozen = rules.freeze(session, plan.roadmap, kind=SnapshotKind.WORKING, title="Av två", actor=plan.leader, at=AT)
    read = read_document(frozen.content)

    assert {one.name for one in read.organisations if one.has_written} == {
        plan.editor.acting_for_name,
        plan.leader.acting_for_name,
    }


def test_it_is_announced_with_who_and_what(session: Session) -> None:
    plan = a_plan(session)

    snapshot = a_snapshot(session, plan)

    [event] = take_recorded(session)
    assert event == SnapshotFrozen(
        snapshot.id, plan.roadmap.id, plan.roadmap.area_id, 1, "consultation", "Färdplanen", plan.leader.person_id
    )


def test_later_writing_does_not_reach_it(session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)

    rewrite_goal(session, plan, "Ett annat mål")

    assert state_in(snapshot)[plan.blocks["goal"]].content["title"] == "Förädla | mer"


def test_an_earlier_state_can_be_frozen_with_the_blocks_that_were_there(session: Session) -> None:
    plan = a_plan(session)
    number = plan.roadmap.history.current
    blocks = [plan.blocks["goal_conflict"]]
    remove_block(session, plan.roadmap, blocks, based_on=number, actor=plan.leader, at=AT)

    snapshot = a_snapshot(session, plan, revision_number=number)

    assert snapshot.revision_number == number
    assert plan.blocks["goal_conflict"] in state_in(snapshot)


def test_what_has_been_removed_is_not_in_it(session: Session) -> None:
    plan = a_plan(session)
    number = plan.roadmap.history.current
    blocks = [plan.blocks["goal_conflict"]]
    remove_block(session, plan.roadmap, blocks, based_on=number, actor=plan.leader, at=AT)

    snapshot = a_snapshot(session, plan)

    assert str(plan.blocks["goal_conflict"]) not in snapshot.content


def test_a_state_that_never_was_cannot_be_frozen(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(NotFound):
        a_snapshot(session, plan, revision_number=plan.roadmap.history.current + 1)


def test_the_hash_is_that_of_the_canonical_data(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    assert snapshot.content == canonical(json.loads(snapshot.content))
    assert snapshot.sha256 == hashlib.sha256(snapshot.content.encode()).hexdigest()


def test_versions_are_counted_by_roadmap(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)

    numbers = [a_snapshot(session, one).number for one in (plan, plan, other)]

    assert numbers == [1, 2, 1]


def test_a_version_replaces_the_newest_of_its_own_kind(session: Session) -> None:
    plan = a_plan(session)
    adopted = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    consulted = a_snapshot(session, plan, SnapshotKind.CONSULTATION)

    second = a_snapshot(session, plan, SnapshotKind.ADOPTED)

    assert (second.supersedes_id, consulted.supersedes_id) == (adopted.id, None)
    assert read_document(second.content).version.supersedes == 1


def test_a_reader_of_an_old_version_is_led_to_what_came_after(session: Session) -> None:
    plan = a_plan(session)
    first = a_snapshot(session, plan, SnapshotKind.CONSULTATION)
    second = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    third = a_snapshot(session, plan, SnapshotKind.WORKING)
    visible = session.scalars(snapshots_of(plan.roadmap, plan.leader)).all()

    assert newer_than(first, visible) == second
    assert newer_than(second, visible) is None
    assert newer_than(third, visible) is None


def test_the_public_reads_the_adopted_version_first(session: Session) -> None:
    plan = a_plan(session)
    assert latest_public(session, plan.roadmap) is None
    consulted = a_snapshot(session, plan, SnapshotKind.CONSULTATION)
    a_snapshot(session, plan, SnapshotKind.WORKING)
    assert latest_public(session, plan.roadmap) == consulted

    adopted = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    a_snapshot(session, plan, SnapshotKind.CONSULTATION)

    assert latest_public(session, plan.roadmap) == adopted


def test_an_adopted_version_needs_who_and_when(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refusal:
        rules.freeze(session, plan.roadmap, kind=SnapshotKind.ADOPTED, title=" ", actor=plan.leader, at=AT)

    assert set(refusal.value.fields) == {"title", "decision_body", "decided_on"}


def test_an_empty_roadmap_is_not_frozen(session: Session) -> None:
    with pytest.raises(Invalid):
        a_snapshot(session, an_empty_plan(session))


@pytest.mark.parametrize("role", [Role.READER, Role.ACTOR, Role.EDITOR])
def test_only_those_who_lead_freeze(session: Session, role: Role) -> None:
    plan = a_plan(session)
    person = someone_with(session, plan.roadmap.area, role)

    with pytest.raises(NotAllowed):
        rules.freeze(session, plan.roadmap, kind=SnapshotKind.WORKING, title="Min", actor=person, at=AT)


def test_the_phase_is_that_of_the_moment(session: Session) -> None:
    plan = a_plan(session)
    told = {"reason": "Målen är klara.", "since": date(2026, 11, 1), "next_step": "Svara.", "next_on": None}
    change_phase(session, plan.roadmap, Phase.CONSULTATION, **told, actor=plan.leader, at=AT)

    snapshot = a_snapshot(session, plan)

    plan_then = read_document(snapshot.content).roadmap
    assert (plan_then.phase, plan_then.phase_reason) == (Phase.CONSULTATION, "Målen är klara.")


def test_a_frozen_version_cannot_be_changed(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    snapshot.title = "En annan"

    with pytest.raises(FrozenForEver):
        session.flush()


def test_a_frozen_version_cannot_be_deleted(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    session.delete(snapshot)

    with pytest.raises(FrozenForEver):
        session.flush()


@pytest.mark.parametrize("statement", [update(Snapshot).values(title="x"), delete(Snapshot)])
def test_frozen_versions_cannot_be_changed_or_deleted_in_bulk(session: Session, statement) -> None:
    a_snapshot(session, a_plan(session))

    with pytest.raises(FrozenForEver):
        session.execute(statement)


def test_lists_do_not_read_the_contents(session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan)
    session.expire_all()

    [listed] = session.scalars(snapshots_of(plan.roadmap, plan.leader)).all()

    assert not {"content", "html"} & listed.__dict__.keys()
