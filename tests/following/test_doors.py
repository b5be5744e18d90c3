import pytest
from sqlalchemy.orm import Session

from roadmaps.discussion.rules import open_thread
from roadmaps.following.models import SubjectSort
from roadmaps.following.queries import followed_ids
from tests.browsing import Browser
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


@pytest.mark.parametrize("sort", list(SubjectSort))
def test_one_press_follows_and_another_leaves_wherever_one_is(
    client: Browser, session: Session, plan: Plan, sort: SubjectSort
) -> None:
    goal = plan.add("goal")
    thread = open_thread(session, plan.roadmap, body="Hur?", actor=plan.leader, at=AT)
    organisation = plan.editor.organisations[0][0]
    subject_id, address = {
        SubjectSort.AREA: (plan.roadmap.area_id, f"/areas/{plan.slug}"),
        SubjectSort.ROADMAP: (plan.roadmap.id, plan.address),
        SubjectSort.BLOCK: (goal, plan.address),
        SubjectSort.THREAD: (thread.id, f"/threads/{thread.id}"),
        SubjectSort.ORGANISATION: (organisation, f"/organisations/{organisation}"),
    }[sort]
    reader = plan.others["reader"]
    client.sign_in(plan.person(reader))
    follow, leave = f"/follows/{sort.value}/{subject_id}", f"/follows/{sort.value}/{subject_id}/leaving"
    assert client.page(address).css_first(f"form[action='{follow}'] button") is not None

    answer = client.post(follow, data={"back": address})

    assert (answer.status_code, answer.location) == (303, address)
    assert followed_ids(session, reader.person_id)[sort] == {subject_id}
    page = client.page(address)
    assert page.css_first(f"form[action='{leave}'] button") is not None
    assert page.css_first(f"form[action='{follow}']") is None
    assert client.page("/me/following").css_first(f"form[action='{leave}'] button") is not None
    client.post(leave, data={"back": address})
    assert followed_ids(session, reader.person_id)[sort] == set()
    assert client.page("/me/following").css_first(f"form[action='{leave}']") is None


def test_nobody_without_an_account_is_offered_to_follow(client: Browser, session: Session, plan: Plan) -> None:
    plan.roadmap.is_working_public = True
    plan.add("goal")

    for address in (plan.address, f"/areas/{plan.slug}"):
        assert client.page(address).css_first("form[action^='/follows']") is None


def test_what_one_may_not_see_is_not_there_to_follow(client: Browser, session: Session, plan: Plan) -> None:
    goal = plan.add("goal")
    client.sign_in(plan.person(plan.others["editor elsewhere"]))

    assert client.post(f"/follows/block/{goal}").status_code == 404
    assert client.post(f"/follows/roadmap/{plan.roadmap.id}").status_code == 404
    assert client.post(f"/follows/person/{plan.editor.person_id}").status_code == 404
