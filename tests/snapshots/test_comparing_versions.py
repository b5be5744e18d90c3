"""Two versions beside each other: any two, on a page in two ways, and as a file."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.snapshots.exports.compared import COMPARED
from roadmaps.snapshots.models import SnapshotKind
from tests.browsing import Browser, page_of
from tests.factories.snapshots import Plan, a_plan, a_snapshot, rewrite_goal
from tests.snapshots.test_doors import ENGLISH, sign_in, text_of


@pytest.fixture
def plan(session: Session) -> Plan:
    """With an adopted version, another, and a change after it."""
    plan = a_plan(session)
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    rewrite_goal(session, plan, "Förädla mest av allt")
    a_snapshot(session, plan, SnapshotKind.ADOPTED)
    rewrite_goal(session, plan, "Förädla allt hemma")
    return plan


def base(plan: Plan) -> str:
    return f"/areas/{plan.slug}/snapshots"


def test_the_working_version_is_compared_for_those_who_may_read_it(
    client: Browser, session: Session, plan: Plan
) -> None:
    address = f"{base(plan)}/1/compare/working"

    refused = client.get(address), client.get(f"{address}/files/html")
    sign_in(client, session, plan.leader)
    page = page_of(client.get(address, headers=ENGLISH))

    assert [one.status_code for one in refused] == [404, 404]
    assert (
        page.css_first(".compare-header .compare-side:last-child a").attributes["href"] == f"/areas/{plan.slug}/roadmap"
    )
    assert "allt hemma" in text_of(page, ".compare-change ins")


def test_side_by_side_each_side_has_only_its_own_words(client: Browser, plan: Plan) -> None:
    page = page_of(client.get(f"{base(plan)}/1/compare/2?view=side", headers=ENGLISH))

    before, after = (" ".join(one.text().split()) for one in page.css(".side .diff"))
    assert "mest av allt" not in before
    assert "mest av allt" in after
    assert not page.css(".side:first-child ins")
    assert not page.css(".side:last-child del")


def test_what_came_or_went_as_a_whole_has_an_empty_other_side(client: Browser, session: Session, plan: Plan) -> None:
    empty = a_plan(session)
    a_snapshot(session, empty, SnapshotKind.ADOPTED)
    page = page_of(client.get(f"{base(plan)}/2/compare/1?view=side", headers=ENGLISH))
    same = page_of(client.get(f"{base(empty)}/1/compare/1?view=side", headers=ENGLISH))

    assert page.css(".side-by-side")
    assert "Nothing differs" in text_of(same, "main")


@pytest.mark.parametrize("name", COMPARED)
def test_a_comparison_is_downloaded(client: Browser, plan: Plan, name: str) -> None:
    answers = [client.get(f"{base(plan)}/1/compare/2/files/{name}", headers=ENGLISH) for _ in range(2)]

    assert {one.status_code for one in answers} == {200}
    assert answers[0].data == answers[1].data
    assert f"-compared-1-2.{COMPARED[name].extension}" in answers[0].headers["Content-Disposition"]
    assert "sandbox" in answers[0].headers["Content-Security-Policy"]


def test_the_file_marks_what_came_and_went_in_the_whole_text(client: Browser, plan: Plan) -> None:
    page = page_of(client.get(f"{base(plan)}/1/compare/2/files/html?language=en"))

    assert "Comparison of two versions" in text_of(page, "header")
    assert "1 changed, 0 added, 0 removed, 0 moved" in text_of(page, "main")
    assert any("mest av allt" in one.text() for one in page.css("ins"))
    assert "Länet 2035" in text_of(page, "main")


def test_the_file_against_the_working_version_names_the_change(client: Browser, session: Session, plan: Plan) -> None:
    sign_in(client, session, plan.leader)

    answer = client.get(f"{base(plan)}/2/compare/working/files/html?language=en")

    assert answer.status_code == 200
    assert "-compared-2-revision-" in answer.headers["Content-Disposition"]
    assert "Working version, change no." in answer.text


def test_other_formats_are_not_there(client: Browser, plan: Plan) -> None:
    assert client.get(f"{base(plan)}/1/compare/2/files/json").status_code == 404


def test_any_two_versions_can_be_chosen(client: Browser, session: Session, plan: Plan) -> None:
    address = f"{base(plan)}/compare"
    chosen = client.get(f"{address}?one=2&other=1")
    unseen = client.get(f"{address}?one=working&other=1")
    sign_in(client, session, plan.leader)
    working = client.get(f"{address}?one=working&other=1")

    assert chosen.location.endswith(f"{base(plan)}/1/compare/2")
    assert unseen.status_code == 200
    assert working.location.endswith(f"{base(plan)}/1/compare/working")


def test_a_version_is_not_compared_with_itself(client: Browser, plan: Plan) -> None:
    page = page_of(client.get(f"{base(plan)}/compare?one=1&other=1", headers=ENGLISH))

    assert "Choose two different versions" in text_of(page, "[role=alert]")


def test_where_there_is_nothing_to_compare_the_page_says_so(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    a_snapshot(session, plan, SnapshotKind.ADOPTED)

    page = page_of(client.get(f"{base(plan)}/compare", headers=ENGLISH))

    assert "There are not two versions to compare yet" in text_of(page, "main")
    assert not page.css("main select")
