import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.events import RoleGranted
from roadmaps.areas.models import Role
from roadmaps.discussion.rules import open_thread, reply
from roadmaps.following import rules
from roadmaps.following.listeners import wire
from roadmaps.following.models import Follow, Origin, SubjectSort
from roadmaps.following.subjects import find_subject, followed_by
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.events import Listeners, record
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.rules import remove_block
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role, as_actor, someone_with
from tests.factories.roadmap import AT, BEGUN, Plan, a_plan
from tests.factories.together import write_together


def tell(session: Session) -> None:
    listeners = Listeners()
    wire(listeners)
    listeners.tell_in_transaction(session)


def follows_of(session: Session, person_id: object) -> set[tuple[SubjectSort, object, Origin]]:
    found = session.scalars(select(Follow).where(Follow.person_id == person_id, Follow.left_at.is_(None)))
    return {(one.sort, one.subject_id, one.origin) for one in found}


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


def test_who_writes_a_block_follows_it_and_a_milestone_with_its_activity(session: Session, plan: Plan) -> None:
    activity = plan.add("activity", "Mikromeriter")
    goal = plan.add("goal", "Förädla mer", by=plan.leader)
    plan.add("milestone", "Kursen är klar", under=activity, by=plan.leader, due="2027")
    tell(session)

    assert follows_of(session, plan.editor.person_id) == {(SubjectSort.BLOCK, activity, Origin.WROTE)}
    assert follows_of(session, plan.leader.person_id) == {
        (SubjectSort.BLOCK, goal, Origin.WROTE),
        (SubjectSort.BLOCK, activity, Origin.WROTE),
    }


def test_all_who_write_a_block_together_follow_it(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla mer", by=plan.others["coordinator"], text="Mer.")
    write_together(plan, goal, [("Mer", None), (" hos oss", plan.editor), (", snart", plan.leader), (".", None)])
    tell(session)

    for who in (plan.editor, plan.leader):
        assert follows_of(session, who.person_id) == {(SubjectSort.BLOCK, goal, Origin.WROTE)}


def test_who_only_removes_a_block_does_not_follow_it(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    remove_block(session, plan.roadmap, [goal], based_on=plan.number, actor=plan.leader, at=AT)
    tell(session)

    assert follows_of(session, plan.leader.person_id) == set()


def test_who_opens_or_answers_a_thread_follows_it(session: Session, plan: Plan) -> None:
    thread = open_thread(session, plan.roadmap, body="Hur mycket?", actor=plan.others["actor"], at=AT)
    reply(session, thread, body="En tredjedel.", actor=plan.leader, at=AT)
    tell(session)

    for who in (plan.others["actor"], plan.leader):
        assert follows_of(session, who.person_id) == {(SubjectSort.THREAD, thread.id, Origin.WROTE)}


def test_the_people_of_an_organisation_that_is_given_the_lead_follow_the_activity(session: Session, plan: Plan) -> None:
    gaaltije = an_organisation(session)
    here, elsewhere = a_person(session, "Anna"), a_person(session, "Nils")
    for person in (here, elsewhere):
        a_membership(session, person, gaaltije)
    a_role(session, plan.roadmap.area, here, Role.ACTOR)
    activity = plan.add("activity")
    plan.part(activity, gaaltije.id, "leads")
    tell(session)

    assert follows_of(session, here.id) == {(SubjectSort.BLOCK, activity, Origin.LEADS)}
    assert follows_of(session, elsewhere.id) == set()


def test_who_gets_a_role_follows_the_area(session: Session, plan: Plan) -> None:
    person = a_person(session, "Ny")
    area = plan.roadmap.area_id
    record(session, RoleGranted(new_id(), area, person.id, "actor", BEGUN, None, None, AT))
    tell(session)

    assert follows_of(session, person.id) == {(SubjectSort.AREA, area, Origin.SERVES)}


def test_what_one_has_left_does_not_come_back_by_itself_but_by_hand(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    tell(session)
    rules.leave(session, SubjectSort.BLOCK, goal, actor=plan.editor, at=AT)

    plan.edit(goal, title="Förädla ännu mer")
    tell(session)
    assert follows_of(session, plan.editor.person_id) == set()

    subject = find_subject(session, SubjectSort.BLOCK, goal, plan.editor)
    rules.follow(session, subject, actor=plan.editor, at=AT)
    assert follows_of(session, plan.editor.person_id) == {(SubjectSort.BLOCK, goal, Origin.BY_HAND)}


def test_leaving_before_one_has_followed_is_remembered_too(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    rules.leave(session, SubjectSort.BLOCK, goal, actor=plan.editor, at=AT)
    tell(session)

    assert follows_of(session, plan.editor.person_id) == set()


def test_what_one_may_not_see_cannot_be_followed(session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    stranger = as_actor(session, a_person(session, "Främling"))

    for sort, subject_id in ((SubjectSort.BLOCK, goal), (SubjectSort.ROADMAP, plan.roadmap.id)):
        with pytest.raises(NotFound):
            find_subject(session, sort, subject_id, stranger)
    assert find_subject(session, SubjectSort.AREA, plan.roadmap.area_id, stranger).name == plan.roadmap.area.name


def test_the_list_tells_of_what_one_may_not_see_any_more_without_naming_it(session: Session, plan: Plan) -> None:
    reader = someone_with(session, plan.roadmap.area, Role.READER)
    rules.follow(session, find_subject(session, SubjectSort.ROADMAP, plan.roadmap.id, reader), actor=reader, at=AT)
    stranger = as_actor(session, a_person(session))
    session.scalars(select(Follow)).one().person_id = stranger.person_id

    assert [subject for _, subject in followed_by(stranger, session)] == [None]
