from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.strategy.rules import add_element
from tests.browsing import Browser
from tests.factories.conflicts import two_plans
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, a_plan


def said(node) -> str:
    return " ".join(node.text().split())


def test_the_register_of_either_area_and_of_the_county_shows_the_conflict(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    conflict = plans.conflict(
        conflict_type="land",
        evidence="Räkningar 2024",
        alternatives="Stäng leder i maj",
        handling="Samråd varje vår",
        state="lived_with",
        owner=str(plans.forest.editor.acting_for_id),
        next_review="2026-Q1",
    )

    for address in (
        f"/areas/{plans.forest.slug}/conflicts",
        f"/areas/{plans.visitors.slug}/conflicts",
        "/county/conflicts",
    ):
        card = client.page(f"{address}?language=sv").css_first(f"#conflict-{conflict}")

        text = said(card)
        for words in (
            "Mer virke förädlas",
            "Gäster hela året",
            "Räkningar 2024",
            "Stäng leder i maj",
            "Samråd varje vår",
            plans.forest.editor.acting_for_name,
        ):
            assert words in text
        assert card.css_first(".conflict-overdue") is not None
        links = {link.attributes["href"] for link in card.css("a")}
        assert {f"/blocks/{plans.timber}", f"/blocks/{plans.season}", f"/blocks/{conflict}"} <= links


def test_the_register_is_a_table_too_and_keeps_being_one(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    plans.conflict("Om mark", conflict_type="land")
    plans.conflict("Om tid", conflict_type="time")

    page = client.page("/county/conflicts?view=table&type=land")

    assert [said(row.css_first("th")) for row in page.css("tbody tr")] == ["Om mark"]
    assert page.css_first("form input[name=view]").attributes["value"] == "table"
    assert page.css_first("select[name=type] option[selected]").attributes["value"] == "land"


def test_an_empty_register_says_what_it_is_for(client: Browser, session: Session) -> None:
    plan = a_plan(session)

    assert client.page(f"/areas/{plan.slug}/conflicts").css_first(".empty-state") is not None
    assert client.page("/county/conflicts").css_first(".empty-state") is not None


def test_a_register_that_is_not_open_is_not_found(client: Browser, session: Session) -> None:
    plans = two_plans(session, is_public=False)

    assert client.get(f"/areas/{plans.forest.slug}/conflicts").status_code == 404


def test_conflicts_stand_beside_both_goals_in_their_documents(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    conflict = plans.conflict()

    for plan, goal, other in (
        (plans.forest, plans.timber, "Gäster hela året"),
        (plans.visitors, plans.season, "Mer virke förädlas"),
    ):
        beside = client.page(plan.address).css_first(f"#block-{goal} .goal-conflicts")

        assert other in said(beside)
        assert any(f"#conflict-{conflict}" in link.attributes["href"] for link in beside.css("a"))


def test_a_conflict_begins_from_a_goal_that_one_may_write_about(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    client.sign_in(plans.forest.person(plans.forest.editor))
    address = f"/areas/{plans.forest.slug}/roadmap/new/goal_conflict?between={plans.timber}"

    links = {link.attributes["href"] for link in client.page(plans.forest.address).css(f"#block-{plans.timber} a")}
    form = client.page(address)

    assert address in links
    assert form.css_first(f"input[name=between][value='{plans.timber}']").attributes.get("checked", "no") is None
    assert form.css("input[name=elsewhere][checked]") == []


def test_a_conflict_begins_from_a_goal_of_another_area_too(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    client.sign_in(plans.forest.person(plans.forest.editor))
    address = f"/areas/{plans.forest.slug}/roadmap/new/goal_conflict?elsewhere={plans.season}"

    links = {link.attributes["href"] for link in client.page(plans.visitors.address).css(f"#block-{plans.season} a")}
    form = client.page(address)

    assert address in links
    assert form.css_first(f"input[name=elsewhere][value='{plans.season}']").attributes.get("checked", "no") is None


def test_who_writes_nowhere_is_not_asked_to_register_anything(client: Browser, session: Session) -> None:
    plans = two_plans(session)

    pages = [client.page(plans.visitors.address), client.page(f"/areas/{plans.forest.slug}/conflicts")]

    assert not any("new/goal_conflict" in (link.attributes["href"] or "") for page in pages for link in page.css("a"))


def test_goals_elsewhere_are_offered_by_area(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    client.sign_in(plans.forest.person(plans.forest.editor))

    form = client.page(f"/areas/{plans.forest.slug}/roadmap/new/goal_conflict")

    group = next(one for one in form.css("fieldset fieldset") if one.css_first(f"input[value='{plans.season}']"))
    assert said(group.css_first("legend")) == plans.visitors.roadmap.area.name
    assert said(group.css_first("label")) == "Gäster hela året"


def test_pages_cost_the_same_number_of_queries_however_many_conflicts(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    plans.conflict(owner=str(plans.forest.editor.acting_for_id))
    addresses = (plans.forest.address, f"/areas/{plans.visitors.slug}/conflicts")
    few = [queries_of(client, address, session) for address in addresses]

    for number in range(12):
        plans.conflict(f"Konflikt {number}", owner=str(plans.forest.editor.acting_for_id))
    many = [queries_of(client, address, session) for address in addresses]

    assert all(later <= earlier for earlier, later in zip(few, many, strict=True)), (few, many)


def test_hostile_words_stay_words(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    plans.conflict("<img src=x onerror=alert(1)>", against='"><script>alert(1)</script>')

    for address in ("/county/conflicts", "/county/conflicts?view=table", plans.forest.address):
        body = client.get(address).get_data(as_text=True)

        assert "<img src=x" not in body
        assert "<script>alert" not in body


def test_the_register_of_a_large_roadmap_answers(client: Browser, session: Session) -> None:
    plan = a_large_plan(session)
    goals = plan.state.of_kind("goal")
    for number, goal in enumerate(goals):
        plan.add("goal_conflict", f"Konflikt {number}", between=[str(goal.id)], against="Annat")

    page = client.page(f"/areas/{plan.slug}/conflicts")

    assert len(page.css(".conflict")) == len(goals)


def queries_of(client: Browser, address: str, session: Session) -> int:
    session.flush()
    client.page(address)
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", counted)
    client.page(address)
    event.remove(connection, "before_cursor_execute", counted)
    return count


def test_parts_of_the_strategy_are_offered_by_sort(client: Browser, session: Session) -> None:
    plans = two_plans(session)
    coordinator = plans.forest.others["coordinator"]
    for sort in ("priority", "target_picture"):
        add_element(session, {"title": f"Del {sort}", "element_type": sort}, actor=coordinator, at=AT)
    client.sign_in(plans.forest.person(plans.forest.editor))

    form = client.page(f"/areas/{plans.forest.slug}/roadmap/new/goal", headers={"Accept-Language": "en"})

    groups = form.css("#field-strategy fieldset")
    assert [said(one.css_first("label")) for one in groups] == ["Del target_picture", "Del priority"]
    assert all(one.css_first("legend") is not None for one in groups)
