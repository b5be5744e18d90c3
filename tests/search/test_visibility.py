"""Nobody finds what they may not read, nor learns from a number that it is there."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import rules
from roadmaps.search.models import Sort
from roadmaps.search.queries import count
from roadmaps.search.wanted import read_wanted
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.suggestions import rules as proposing
from roadmaps.suggestions.models import SuggestionState
from tests.browsing import Browser
from tests.factories.discussion import a_place, a_thread, comments_of
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.search import ask, found, know_all
from tests.factories.snapshots import a_plan as a_full_plan
from tests.factories.snapshots import a_snapshot
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit


@pytest.fixture
def hidden(session: Session) -> Plan:
    """A roadmap whose working version only those with a role in its area may read."""
    plan = a_plan(session, is_public=False)
    plan.add("goal", "Vätgas i länet")
    know_all(session)
    return plan


def strangers(plan: Plan) -> list[Actor | None]:
    return [None, plan.others["editor elsewhere"]]


def insiders(plan: Plan) -> list[Actor]:
    return [plan.leader, plan.editor, *(plan.others[name] for name in ("reader", "actor", "deputy", "coordinator"))]


def test_a_working_version_is_found_by_those_who_may_read_it(hidden: Plan) -> None:
    for actor in strangers(hidden):
        assert found(hidden.session, "vätgas", actor) == []
    for actor in insiders(hidden):
        assert found(hidden.session, "vätgas", actor) == ["Vätgas i länet"]


def test_no_number_tells_that_there_is_something(hidden: Plan) -> None:
    for actor in strangers(hidden):
        answer = ask(hidden.session, "vätgas", actor)
        assert (answer.total, answer.by_sort, answer.found_in_all) == (0, {}, 0)
        assert count(hidden.session, read_wanted("vätgas"), actor) == 0


def test_the_page_tells_a_stranger_nothing(hidden: Plan, client: Browser) -> None:
    there, nowhere = (client.page(f"/search?q={word}") for word in ("vätgas", "vattgas"))

    assert there.css("main .empty-state")[0].text() == nowhere.css("main .empty-state")[0].text()
    assert not there.css(".search-hit, .search-count, main .subnav-count")


def test_no_filter_lets_a_stranger_past(hidden: Plan) -> None:
    for choices in ({"area": hidden.slug}, {"sort": "block"}, {"kind": "goal"}, {"order": "date"}, {"page": "1"}):
        assert found(hidden.session, "vätgas", None, **choices) == []


def test_what_is_shown_or_not_any_more_is_found_so_at_once(hidden: Plan) -> None:
    rules.show_working_version(hidden.session, hidden.roadmap, True, actor=hidden.leader)
    assert found(hidden.session, "vätgas") == ["Vätgas i länet"]

    rules.show_working_version(hidden.session, hidden.roadmap, False, actor=hidden.leader)
    assert found(hidden.session, "vätgas") == []


def test_comments_and_suggestions_are_found_only_with_their_roadmap(session: Session) -> None:
    plan = a_plan(session, is_public=False)
    goal = plan.add("goal", "Något")
    a_suggestion(session, plan, an_edit(plan, goal, text="Mer om vätgas."), motive="Vätgas är bra.")
    know_all(session)

    assert ask(session, "vätgas").by_sort == {}
    assert ask(session, "vätgas", plan.others["editor elsewhere"]).by_sort == {}
    assert set(ask(session, "vätgas", plan.editor).by_sort) == {Sort.COMMENT, Sort.SUGGESTION}


def test_a_draft_is_found_by_nobody_not_even_its_author(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Något")
    author = an_actor_of(plan)
    draft = proposing.begin(session, plan.roadmap, actor=author, at=AT)
    proposing.put_change(session, draft, an_edit(plan, goal, text="Mer om vätgas."), actor=author)
    know_all(session)

    for actor in (None, author, plan.leader):
        assert found(session, "vätgas", actor) == []


@pytest.mark.parametrize("state", [SuggestionState.UNSEEN, SuggestionState.NOT_RELEASED])
def test_what_is_not_released_is_not_found_with_what_was_said_about_it(
    session: Session, state: SuggestionState
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Något")
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, text="Mer om vätgas."), motive="Vätgas är bra.")
    know_all(session)

    suggestion.state = state
    session.flush()

    for actor in (None, plan.leader, plan.editor):
        assert ask(session, "vätgas", actor).by_sort == {}


def test_a_hidden_comment_is_not_found_even_while_the_index_still_holds_it(session: Session) -> None:
    place = a_place(session, is_public=True)
    [comment] = comments_of(session, a_thread(session, place, "Vätgas är bra."))
    know_all(session)
    assert ask(session, "vätgas").total == 1

    comment.hidden_at, comment.hide_reason = AT, "Fel ämne."
    session.flush()

    for actor in (None, place.leader, place.torsta):
        assert ask(session, "vätgas", actor).total == 0


def test_an_adopted_version_is_for_all_and_others_for_those_who_may_read(session: Session) -> None:
    plan = a_full_plan(session)
    a_snapshot(session, plan, SnapshotKind.CONSULTATION, title="Remissen")
    a_snapshot(session, plan, SnapshotKind.ADOPTED, title="Beslutet")
    know_all(session)

    public = set(found(session, "förädla", None, sort="snapshot"))
    within = set(found(session, "förädla", plan.leader, sort="snapshot"))

    assert "Beslutet" in public
    assert within == {"Remissen", "Beslutet"}
    assert found(session, "förädla", None, sort="block") == []


def test_organisations_are_offered_only_where_they_stand_in_what_one_may_find(hidden: Plan, client: Browser) -> None:
    organisation = hidden.editor.organisations[0]
    hidden.part(hidden.add("activity", "En kurs"), organisation[0])
    know_all(hidden.session)

    assert organisation[1] not in client.page("/search?q=kurs").css_first("main").text()
    client.sign_in(hidden.person(hidden.leader))
    assert organisation[1] in client.page("/search?q=kurs").css_first("main").text()
