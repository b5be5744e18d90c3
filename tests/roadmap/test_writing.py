"""Who may write in a roadmap, and what comes of it."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST, Change, Place, StillReferenced, WriteConflict
from roadmaps.revisions.models import How
from roadmaps.revisions.queries import find_revision
from roadmaps.roadmap import rules
from roadmaps.roadmap.phases import Phase
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import AT, Plan, a_plan


def titles(plan: Plan, *kinds: str) -> list[str]:
    return [block.content["title"] for block in plan.state.of_kind(*kinds)]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        pytest.param("reader", False, id="a reader reads"),
        pytest.param("actor", False, id="an actor comments"),
        pytest.param("editor", True, id="an editor writes"),
        pytest.param("leader", True, id="a process leader writes"),
        pytest.param("deputy", True, id="a deputy writes"),
        pytest.param("coordinator", True, id="a coordinator writes everywhere"),
        pytest.param("editor elsewhere", False, id="an editor of another area does not"),
    ],
)
def test_who_may_write(session: Session, who: str, may: bool) -> None:
    plan = a_plan(session)
    actor = {"editor": plan.editor, "leader": plan.leader, **plan.others}[who]

    if may:
        assert plan.add("goal", "Förädla mer här", by=actor) in plan.state
    else:
        with pytest.raises(NotAllowed):
            plan.add("goal", "Förädla mer här", by=actor)
        assert plan.number == 0


@pytest.mark.parametrize("phase", [pytest.param(phase, id=phase.value) for phase in Phase])
def test_a_paused_or_closed_roadmap_is_not_written_in_and_says_why(session: Session, phase: Phase) -> None:
    plan = a_plan(session)
    plan.roadmap.phase, plan.roadmap.phase_reason = phase.value, "Tjänsten är obesatt."

    if phase in {Phase.PAUSED, Phase.CLOSED}:
        with pytest.raises(NotAllowed, match="Tjänsten är obesatt"):
            plan.add("goal", by=plan.leader)
    else:
        plan.add("goal", by=plan.editor)


def test_the_roadmap_of_an_archived_area_is_not_written_in(session: Session) -> None:
    plan = a_plan(session)
    plan.roadmap.area.archived_at = AT

    with pytest.raises(NotAllowed, match="archived"):
        plan.add("goal")


def test_a_revision_tells_who_wrote_for_whom_and_why(session: Session) -> None:
    plan = a_plan(session)

    rules.add_block(
        session, plan.roadmap, "need", {"title": "Kyla saknas"}, actor=plan.editor, at=AT, summary="Efter mötet i maj"
    )

    revision = find_revision(session, plan.roadmap.history, 1)
    assert (revision.person_id, revision.organisation_id) == (plan.editor.person_id, plan.editor.acting_for_id)
    assert (revision.summary, revision.written_at, revision.how) == ("Efter mötet i maj", AT, How.EDIT)


def test_a_field_that_is_wrong_is_named(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        plan.add("activity", " ", start="våren", status="kanske")

    assert set(refused.value.fields) == {"title", "start", "status"}


def test_an_activity_cannot_end_before_it_starts(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        plan.add("activity", "Kurs", start="2027", end="2026-Q4")

    assert "before it starts" in str(refused.value.sentence) + str(list(refused.value.fields.values()))


@pytest.mark.parametrize(
    ("kind", "under"),
    [
        pytest.param("milestone", None, id="a milestone needs an activity"),
        pytest.param("vision", "sub_area", id="a vision is of the whole"),
        pytest.param("goal", "goal", id="a goal does not lie under a goal"),
        pytest.param("indicator", "activity", id="an indicator lies with the others"),
    ],
)
def test_a_block_lies_only_where_its_kind_may(session: Session, kind: str, under: str | None) -> None:
    plan = a_plan(session)
    parent = plan.add(under) if under else None

    with pytest.raises(Invalid):
        plan.add(kind, under=parent)


def test_a_reference_leads_to_a_living_block_of_the_right_kind_in_the_same_roadmap(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)
    need, gone = plan.add("need"), plan.add("goal")
    plan.remove(gone)

    for target in (need, gone, other.add("goal"), new_id()):
        with pytest.raises(Invalid) as refused:
            plan.add("activity", goal=str(target))
        assert "goal" in refused.value.fields


def test_a_goal_that_an_activity_serves_cannot_be_removed_alone(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer")
    activity = plan.add("activity", "Kurs", goal=str(goal))

    with pytest.raises(StillReferenced) as refused:
        plan.remove(goal)

    assert [block.id for block in refused.value.dependents] == [activity]
    plan.remove(goal, activity)
    assert titles(plan, "goal", "activity") == []


def test_an_activity_goes_with_its_milestones_in_one_revision(session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity")
    milestone = plan.add("milestone", under=activity)
    with pytest.raises(StillReferenced):
        plan.remove(activity)
    before = plan.number

    plan.remove(activity, milestone)

    assert plan.number == before + 1
    assert not list(plan.state)


def test_undoing_a_removal_brings_everything_back_to_its_place(session: Session) -> None:
    plan = a_plan(session)
    first, activity, last = plan.add("activity", "A"), plan.add("activity", "B"), plan.add("activity", "C")
    milestone = plan.add("milestone", "Klart", under=activity)
    plan.remove(activity, milestone)
    removal = plan.number
    plan.edit(last, title="D")

    revision = rules.undo_revision(session, plan.roadmap, removal, actor=plan.editor, at=AT)

    assert titles(plan, "activity") == ["A", "B", "D"]
    assert plan.state[milestone].parent_id == activity
    assert revision is not None
    assert revision.how == How.RESTORE
    assert {fact["verb"] for fact in revision.facts} == {"restored"}
    assert first in plan.state


def test_undoing_takes_back_one_change_and_keeps_what_was_written_since(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Fler företag", text="Stycke ett.\n\nStycke två.")
    plan.edit(goal, text="Stycke ett, ändrat.\n\nStycke två.")
    change = plan.number
    plan.edit(goal, horizon="2030", text="Stycke ett, ändrat.\n\nStycke två.\n\nStycke tre.")

    rules.undo_revision(session, plan.roadmap, change, actor=plan.editor, at=AT)

    content = plan.state[goal].content
    assert content["text"] == "Stycke ett.\n\nStycke två.\n\nStycke tre."
    assert content["horizon"] == 2030


def test_undoing_what_has_been_changed_again_is_a_conflict(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Ett")
    plan.edit(goal, title="Två")
    change = plan.number
    plan.edit(goal, title="Tre")

    with pytest.raises(WriteConflict):
        rules.undo_revision(session, plan.roadmap, change, actor=plan.editor, at=AT)
    with pytest.raises(NotFound):
        rules.undo_revision(session, plan.roadmap, 99, actor=plan.editor, at=AT)


def test_undoing_an_addition_removes_it(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")

    rules.undo_revision(session, plan.roadmap, plan.number, actor=plan.editor, at=AT)

    assert goal not in plan.state


def test_undoing_is_for_those_who_write(session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal")

    with pytest.raises(NotAllowed):
        rules.undo_revision(session, plan.roadmap, 1, actor=plan.others["actor"], at=AT)


def test_a_block_is_moved_among_its_neighbours_and_under_a_sub_area(session: Session) -> None:
    plan = a_plan(session)
    first, second = plan.add("goal", "Ett"), plan.add("goal", "Två")
    food = plan.add("sub_area", "Livsmedel")

    rules.move_block(session, plan.roadmap, second, Place(None, FIRST), based_on=plan.number, actor=plan.editor, at=AT)
    assert titles(plan, "goal") == ["Två", "Ett"]
    rules.move_block(session, plan.roadmap, first, Place(food), based_on=plan.number, actor=plan.editor, at=AT)
    assert plan.state[first].parent_id == food


def test_only_a_leader_takes_up_an_earlier_state_of_the_whole(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Från början")
    plan.edit(goal, title="Ändrat")
    plan.add("need")

    with pytest.raises(NotAllowed):
        rules.restore_roadmap(session, plan.roadmap, 1, actor=plan.editor, at=AT)
    rules.restore_roadmap(session, plan.roadmap, 1, actor=plan.leader, at=AT)

    assert titles(plan, "goal", "need") == ["Från början"]
    assert find_revision(session, plan.roadmap.history, plan.number).restored_from == 1


class TestResponsibilities:
    """Exactly one organisation leads."""

    def test_a_second_leader_is_refused_by_name(self, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")
        torsta, peak = an_organisation(session, "Torsta Nord"), an_organisation(session, "Peak Nord")
        plan.part(activity, torsta.id, "leads")

        with pytest.raises(Invalid, match="Torsta Nord") as refused:
            plan.part(activity, peak.id, "leads")
        assert "part" in refused.value.fields

    def test_two_activities_may_be_led_by_two(self, session: Session) -> None:
        plan = a_plan(session)
        torsta, peak = an_organisation(session), an_organisation(session)

        plan.part(plan.add("activity"), torsta.id, "leads")
        plan.part(plan.add("activity"), peak.id, "leads")

        assert len(plan.state.of_kind("responsibility")) == 2

    def test_an_organisation_has_one_part(self, session: Session) -> None:
        plan = a_plan(session)
        activity, torsta = plan.add("activity"), an_organisation(session)
        plan.part(activity, torsta.id)

        with pytest.raises(Invalid) as refused:
            plan.part(activity, torsta.id, "consulted")
        assert "organisation" in refused.value.fields

    def test_restoring_a_leader_beside_a_new_one_is_refused(self, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")
        old = plan.part(activity, an_organisation(session).id, "leads")
        plan.remove(old)
        plan.part(activity, an_organisation(session).id, "leads")

        with pytest.raises(Invalid):
            rules.restore_block(session, plan.roadmap, old, 2, based_on=plan.number, actor=plan.editor, at=AT)

    def test_the_lead_changes_hands_in_one_revision(self, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")
        old = plan.part(activity, an_organisation(session).id, "leads")
        new = plan.part(activity, an_organisation(session).id)
        number = plan.number

        rules.write_blocks(
            session,
            plan.roadmap,
            [
                Change(old, number, content={"part": "takes_part"}),
                Change(new, number, content={"part": "leads"}),
            ],
            actor=plan.editor,
            at=AT,
        )

        assert plan.state[new].content["part"] == "leads"

    def test_the_name_of_the_day_is_kept(self, session: Session) -> None:
        plan = a_plan(session)
        peak = an_organisation(session, "Peak Innovation Väst")
        part = plan.part(plan.add("activity"), peak.id)

        session.get_one(Organisation, peak.id).name = "Peak Region"

        assert plan.state[part].content["organisation_name"] == "Peak Innovation Väst"

    def test_an_unknown_organisation_is_refused(self, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")

        for organisation in (new_id(), "inte ett id"):
            with pytest.raises(Invalid) as refused:
                plan.part(activity, organisation)  # type: ignore[arg-type]
            assert "organisation" in refused.value.fields
