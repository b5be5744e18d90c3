"""What leaders do with the roadmap as a whole, and what locks keep."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.revisions.changes import Place
from roadmaps.roadmap import rules
from roadmaps.roadmap.events import Locked, PhaseChanged, RoadmapBegun, Unlocked, WorkingVersionShown
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.queries import phase_changes
from tests.factories.areas import a_coordinator, an_area
from tests.factories.roadmap import AT, BEGUN, Plan, a_plan

Act = Callable[[Session, Plan, Actor], object]
LEADERS_ACTS: dict[str, Act] = {
    "lock": lambda session, plan, actor: rules.lock(
        session, plan.roadmap, None, reason="Remiss pågår.", actor=actor, at=AT
    ),
    "unlock": lambda session, plan, actor: rules.unlock(session, plan.roadmap, None, actor=actor, at=AT),
    "state": lambda session, plan, actor: _to(session, plan, Phase.CONSULTATION, actor),
    "period": lambda session, plan, actor: rules.set_period(
        session, plan.roadmap, period_from=2028, period_to=2034, actor=actor
    ),
    "show": lambda session, plan, actor: rules.show_working_version(session, plan.roadmap, True, actor=actor),
}


def _to(session: Session, plan: Plan, phase: Phase, actor: Actor, **facts: object) -> None:
    told = {"reason": "Målen är klara.", "since": BEGUN, "next_step": "Öppet möte.", "next_on": date(2027, 2, 3)}
    rules.change_phase(session, plan.roadmap, phase, **{**told, **facts}, actor=actor, at=AT)  # type: ignore[arg-type]


@pytest.mark.parametrize("act", [pytest.param(act, id=name) for name, act in LEADERS_ACTS.items()])
@pytest.mark.parametrize("who", ["reader", "actor", "editor", "editor elsewhere", "leader", "deputy", "coordinator"])
def test_only_those_who_lead_do_it(session: Session, who: str, act: Act) -> None:
    plan = a_plan(session)
    actor = {"editor": plan.editor, "leader": plan.leader, **plan.others}[who]

    if who in {"leader", "deputy", "coordinator"}:
        act(session, plan, actor)
    else:
        with pytest.raises(NotAllowed):
            act(session, plan, actor)


def test_only_a_coordinator_begins_a_roadmap(session: Session) -> None:
    area, coordinator = an_area(session), a_coordinator(session)
    with pytest.raises(NotAllowed):
        rules.begin_roadmap(session, area, period_from=2021, period_to=2027, actor=a_plan(session).leader, on=BEGUN)
    take_recorded(session)

    roadmap = rules.begin_roadmap(session, area, period_from=2021, period_to=2027, actor=coordinator, on=BEGUN)

    assert (roadmap.state, roadmap.phase_since, roadmap.is_working_public) == (Phase.PREPARING, BEGUN, False)
    assert take_recorded(session) == [RoadmapBegun(roadmap.id, area.id, coordinator.person_id)]


def test_a_period_cannot_end_before_it_begins(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        rules.set_period(session, plan.roadmap, period_from=2027, period_to=2021, actor=plan.leader)

    assert set(refused.value.fields) == {"period_to"}
    rules.set_period(session, plan.roadmap, period_from=2027, period_to=2027, actor=plan.leader)


def test_a_change_of_state_is_told_with_reason_day_and_next_step(session: Session) -> None:
    plan = a_plan(session)

    _to(session, plan, Phase.BEING_WRITTEN, plan.leader, reason=" Nu skriver vi. ")
    _to(session, plan, Phase.PAUSED, plan.leader, reason="Tjänsten är obesatt.")

    roadmap = plan.roadmap
    assert (roadmap.state, roadmap.phase_reason, roadmap.next_on) == (
        Phase.PAUSED,
        "Tjänsten är obesatt.",
        date(2027, 2, 3),
    )
    changes = session.scalars(phase_changes(roadmap)).all()
    assert {(change.phase_before, change.phase, change.reason) for change in changes} == {
        ("being_written", "paused", "Tjänsten är obesatt."),
        ("preparing", "being_written", "Nu skriver vi."),
    }
    told = [event for event in take_recorded(session) if isinstance(event, PhaseChanged)]
    assert [event.phase for event in told] == ["being_written", "paused"]


def test_a_state_needs_a_reason_and_a_next_step_unless_all_is_over(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        _to(session, plan, Phase.PAUSED, plan.leader, reason=" ", next_step="")
    assert set(refused.value.fields) == {"reason", "next_step"}

    _to(session, plan, Phase.CLOSED, plan.leader, next_step="")
    assert plan.roadmap.state is Phase.CLOSED


def test_a_paused_roadmap_can_be_taken_up_again(session: Session) -> None:
    plan = a_plan(session)
    _to(session, plan, Phase.CLOSED, plan.leader)

    _to(session, plan, Phase.RESTARTING, plan.leader)

    plan.add("goal")


def test_showing_what_is_shown_already_announces_nothing(session: Session) -> None:
    plan = a_plan(session, is_public=True)

    rules.show_working_version(session, plan.roadmap, True, actor=plan.leader)
    assert take_recorded(session) == []
    rules.show_working_version(session, plan.roadmap, False, actor=plan.leader)
    assert [type(event) for event in take_recorded(session)] == [WorkingVersionShown]


class TestLocks:
    """Keep a text as it is."""

    def test_a_locked_block_is_changed_by_leaders_only_and_others_are_told_why(self, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Ett")
        plan.lock(goal)

        for attempt in (
            lambda: plan.edit(goal, title="Två"),
            lambda: plan.remove(goal),
            lambda: rules.move_block(
                session, plan.roadmap, goal, Place(), based_on=plan.number, actor=plan.editor, at=AT
            ),
            lambda: rules.undo_revision(session, plan.roadmap, 1, actor=plan.editor, at=AT),
            lambda: rules.restore_block(session, plan.roadmap, goal, 1, based_on=plan.number, actor=plan.editor, at=AT),
        ):
            with pytest.raises(NotAllowed, match="hos nämnden"):
                attempt()

        plan.edit(goal, title="Två", by=plan.leader)
        assert plan.state[goal].content["title"] == "Två"

    def test_what_was_removed_is_not_put_back_under_a_locked_block(self, session: Session) -> None:
        plan = a_plan(session)
        locked, other = plan.add("activity"), plan.add("activity")
        facts = {"actor": plan.editor, "at": AT}
        milestone = rules.add_block(
            session, plan.roadmap, "milestone", {"title": "Start"}, place=Place(locked), **facts
        )
        there = plan.number
        rules.move_block(session, plan.roadmap, milestone, Place(other), based_on=there, **facts)
        plan.remove(milestone)
        plan.lock(locked)

        with pytest.raises(NotAllowed, match="hos nämnden"):
            rules.restore_block(session, plan.roadmap, milestone, there, based_on=plan.number, **facts)

        rules.restore_block(session, plan.roadmap, milestone, there + 1, based_on=plan.number, **facts)
        assert plan.state[milestone].parent_id == other

    def test_other_blocks_stay_open(self, session: Session) -> None:
        plan = a_plan(session)
        goal, other = plan.add("goal"), plan.add("goal")

        plan.lock(goal)

        plan.edit(other, title="Öppen")

    def test_a_lock_keeps_what_lies_under_as_well(self, session: Session) -> None:
        plan = a_plan(session)
        food = plan.add("sub_area")
        activity = plan.add("activity", under=food)
        milestone = plan.add("milestone", under=activity)
        outside = plan.add("goal")
        plan.lock(food)

        with pytest.raises(NotAllowed):
            plan.edit(milestone, title="Ändrad")
        with pytest.raises(NotAllowed):
            plan.add("milestone", under=activity)
        with pytest.raises(NotAllowed):
            rules.move_block(
                session, plan.roadmap, outside, Place(food), based_on=plan.number, actor=plan.editor, at=AT
            )
        plan.edit(milestone, title="Ändrad", by=plan.leader)

    def test_a_lock_on_the_whole_keeps_everything(self, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        plan.lock(None, "Remiss pågår.")

        with pytest.raises(NotAllowed, match="Remiss pågår"):
            plan.add("goal")
        with pytest.raises(NotAllowed, match="Remiss pågår"):
            plan.edit(goal, title="Ny")
        plan.add("goal", by=plan.leader)

    def test_a_lock_needs_a_reason_and_stands_once(self, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")

        with pytest.raises(Invalid) as refused:
            plan.lock(goal, " ")
        assert set(refused.value.fields) == {"reason"}
        plan.lock(goal)
        with pytest.raises(Invalid):
            plan.lock(goal)
        plan.lock(None)

    def test_a_lifted_lock_leaves_its_story_and_can_be_set_again(self, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Förädla mer")
        take_recorded(session)

        plan.lock(goal, "Beslut väntar.")
        rules.unlock(session, plan.roadmap, goal, actor=plan.leader, at=AT)
        rules.unlock(session, plan.roadmap, goal, actor=plan.leader, at=AT)

        plan.edit(goal, title="Öppen igen")
        plan.lock(goal)
        assert standing_locks(session, plan.roadmap).on(goal) is not None
        told = [event for event in take_recorded(session) if isinstance(event, Locked | Unlocked)]
        assert [(type(event), event.title) for event in told] == [
            (Locked, "Förädla mer"),
            (Unlocked, "Förädla mer"),
            (Locked, "Öppen igen"),
        ]
