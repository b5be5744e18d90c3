"""The pages of the line, the coverage, the chains and the loose ends, and the way from each gap to where it is mended."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.large import a_large_plan
from tests.factories.roadmap import Plan, a_plan
from tests.factories.strategy import an_element

VIEWS = ("line", "line?from=now", "coverage", "coverage?rows=strategy", "logic", "loose-ends")


def said(node) -> str:
    return " ".join(node.text().split())


def addresses(page) -> list[str]:
    return [link.attributes.get("href") or "" for link in page.css("main a")]


def a_loose_plan(session: Session) -> Plan:
    """A roadmap in which every kind of end hangs loose."""
    plan = a_plan(session)
    an_element(session)
    plan.add("vision", "Länet lever", year=2035)
    plan.add("sub_area", "Tomt delområde")
    plan.add("need", "Ohört behov")
    plan.add("goal", "Löst mål")
    activity = plan.add("activity", "Lös aktivitet")
    plan.add("milestone", "Lös milstolpe", under=activity)
    plan.add("indicator", "Lös indikator")
    plan.add("goal_conflict", "Lös konflikt")
    return plan


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_roadmap_says_what_each_view_is_for(client: Browser, session: Session, view: str) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))

    page = client.page(f"/areas/{plan.slug}/{view}")

    assert page.css_first(".empty-state") is not None


@pytest.mark.parametrize("view", VIEWS)
def test_a_private_working_version_has_none_of_them_for_strangers(client: Browser, session: Session, view: str) -> None:
    plan = a_plan(session, is_public=False)

    assert client.get(f"/areas/{plan.slug}/{view}").status_code == 404


@pytest.mark.parametrize("view", ["line", "coverage", "coverage?rows=strategy"])
def test_the_county_shows_what_is_open_only(client: Browser, session: Session, view: str) -> None:
    element = str(an_element(session))
    for plan, word in ((a_plan(session), "Öppet mål"), (a_plan(session, is_public=False), "Slutet mål")):
        goal = plan.add("goal", word, strategy=[element])
        plan.add("activity", goal=str(goal), places=["2326"])

    page = said(client.page(f"/county/{view}").css_first("main"))

    assert "Slutet mål" not in page
    assert "Öppet mål" in page or view.endswith("strategy")


def test_the_line_is_read_from_2050_or_turned_round(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session, "Jämtlands län 2050", year=2050)
    goal = plan.add("goal", "Mer mat", strategy=[str(element)])
    plan.add("activity", "Kurs", goal=str(goal), start="2026")

    backwards = client.page(f"/areas/{plan.slug}/line")
    onwards = client.page(f"/areas/{plan.slug}/line?from=now")

    order = [one.attributes["id"] for one in backwards.css(".line-step")]
    assert order == ["strategy", "visions", "goals", "year-2027", "year-2026"]
    assert [one.attributes["id"] for one in onwards.css(".line-step")] == order[::-1]
    assert f"/areas/{plan.slug}/line?from=now" in addresses(backwards)
    assert backwards.css_first("#strategy h2").text() == "2050"


def test_ties_are_told_in_words_and_lead_along_the_line(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session, "Hela länet")
    goal = plan.add("goal", "Mer mat", strategy=[str(element)])
    step = plan.add("goal", "Fler mejerier", part_of=str(goal))

    page = client.page(f"/areas/{plan.slug}/line")

    assert "Hela länet" in said(page.css_first(f"#goal-{goal} .line-tie"))
    assert f"#element-{element}" in addresses(page)
    assert f"#goal-{goal}" in [one.attributes["href"] for one in page.css(f"#goal-{step} a")]
    assert "Mer mat" in said(page.css_first(f"#element-{element}"))


def test_what_falls_outside_of_the_line_can_be_mended_by_those_who_write(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    an_element(session)
    goal, activity = plan.add("goal", "Utanför"), plan.add("activity", "Utan mål")
    ways = {f"/blocks/{goal}/edit#field-strategy", f"/blocks/{activity}/edit#field-goal"}

    as_reader = set(addresses(client.page(f"/areas/{plan.slug}/line")))
    client.sign_in(plan.person(plan.editor))
    as_editor = set(addresses(client.page(f"/areas/{plan.slug}/line")))

    assert not ways & as_reader
    assert ways <= as_editor


def test_a_cell_leads_to_its_activities_and_says_what_it_counts(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Mer mat")
    plan.add("activity", "Kurs i Berg", goal=str(goal), places=["2326"])
    plan.add("activity", "Kurs i Åre", goal=str(goal), places=["2321"])

    page = client.page(f"/areas/{plan.slug}/coverage")
    [cell] = [
        one
        for one in page.css("tbody a")
        if f"goal={goal}" in one.attributes["href"] and "2326" in one.attributes["href"]
    ]

    assert "Berg" in cell.attributes["aria-label"]
    assert "Mer mat" in cell.attributes["aria-label"]
    listed = said(client.page(cell.attributes["href"]).css_first("tbody"))
    assert "Kurs i Berg" in listed
    assert "Kurs i Åre" not in listed
    assert len(page.css(".coverage tbody .coverage-none")) == 6
    assert "Bräcke, Härjedalen, Krokom" in said(page.css_first(".coverage-said"))


def test_rows_of_the_strategy_lead_to_the_goals_that_serve_it(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    element = an_element(session, "Hela länet")
    plan.add("goal", "Tjänar", strategy=[str(element)])
    plan.add("goal", "Tjänar inte")
    address = f"/areas/{plan.slug}/coverage"

    assert f"{address}?serves={element}" in addresses(client.page(f"{address}?rows=strategy"))

    rows = [said(one) for one in client.page(f"{address}?serves={element}").css("tbody th")]
    assert rows == ["Tjänar"]


def test_an_address_that_names_no_part_of_the_strategy_shows_all_goals(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal", "Mer mat")

    for asked in ("serves=x", "serves=0190f0a0-0000-7000-8000-000000000000", "rows=x"):
        assert len(client.page(f"/areas/{plan.slug}/coverage?{asked}").css("tbody tr")) == 1


def test_every_loose_end_leads_to_a_form_that_is_there(client: Browser, session: Session) -> None:
    plan = a_loose_plan(session)
    client.sign_in(plan.person(plan.editor))

    ways = [
        link.attributes["href"] for link in client.page(f"/areas/{plan.slug}/loose-ends").css(".loose-ends .logic-mend")
    ]

    assert len(ways) >= 17
    for way in ways:
        address, _, field = way.partition("#")
        form = client.page(address)
        assert form.css_first("form.block-editor") is not None, way
        if field:
            assert form.css_first(f"#{field}") is not None, way


def test_a_new_lead_is_asked_for_with_all_that_is_known(client: Browser, session: Session) -> None:
    plan = a_loose_plan(session)
    client.sign_in(plan.person(plan.editor))
    [way] = [one for one in addresses(client.page(f"/areas/{plan.slug}/loose-ends")) if "new/responsibility" in one]

    form = client.page(way)

    assert form.css_first("input[name=part][value=leads]").attributes.get("checked", "no") is None
    assert form.css_first("input[name=under]").attributes["value"] in way


def test_the_list_is_for_those_who_work_with_the_roadmap(client: Browser, session: Session) -> None:
    plan = a_loose_plan(session)
    address = f"/areas/{plan.slug}/loose-ends"

    assert client.get(address).status_code == 403
    for who, expected in (("reader", 200), ("actor", 200), ("editor elsewhere", 403), ("coordinator", 200)):
        client.sign_in(plan.person(plan.others[who]))
        assert client.get(address).status_code == expected, who


def test_who_reads_the_list_without_writing_sees_no_ways_to_mend(client: Browser, session: Session) -> None:
    plan = a_loose_plan(session)
    client.sign_in(plan.person(plan.others["actor"]))

    page = client.page(f"/areas/{plan.slug}/loose-ends")

    assert page.css(".loose-ends li") != []
    assert page.css(".logic-mend") == []


def test_the_county_shows_how_far_the_roadmaps_that_one_works_with_have_come(client: Browser, session: Session) -> None:
    plan, other = a_loose_plan(session), a_plan(session)
    client.sign_in(plan.person(plan.editor))

    rows = client.page("/county/loose-ends").css(".loose-area h2")

    assert [said(one) for one in rows] == [plan.roadmap.area.name]
    assert other.roadmap.area.name not in [said(one) for one in rows]


def test_the_county_list_asks_strangers_to_sign_in(client: Browser) -> None:
    assert client.get("/county/loose-ends").location.startswith("/sign-in")


def test_the_document_tells_writers_in_one_line_and_readers_nothing(client: Browser, session: Session) -> None:
    plan = a_loose_plan(session)

    assert client.page(plan.address).css_first(".loose-line") is None
    client.sign_in(plan.person(plan.others["actor"]))
    assert client.page(plan.address).css_first(".loose-line") is None
    client.sign_in(plan.person(plan.editor))
    line = client.page(plan.address).css_first(".loose-line")

    assert line.css_first("a").attributes["href"] == f"/areas/{plan.slug}/loose-ends"


def test_those_who_lead_find_the_list_from_their_page(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))

    assert f"/areas/{plan.slug}/loose-ends" in addresses(client.page(f"{plan.address}/leading"))


def test_empty_steps_of_the_line_offer_the_first_block_to_those_who_write(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    an_element(session)
    client.sign_in(plan.person(plan.editor))

    ways = [one for one in addresses(client.page(f"/areas/{plan.slug}/line")) if "/roadmap/new/" in one]

    assert [one.rsplit("/", 1)[1] for one in ways] == ["vision", "goal", "activity?start=2027", "activity?start=2026"]


def test_goals_are_not_asked_what_they_serve_before_the_strategy_is_told(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    plan.add("goal")
    client.sign_in(plan.person(plan.editor))

    assert not any("#field-strategy" in one for one in addresses(client.page(f"/areas/{plan.slug}/line")))


def test_an_empty_document_is_not_told_that_anything_hangs_loose(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    assert client.page(plan.address).css_first(".loose-line") is None


def test_the_strategy_names_the_goals_that_serve_it_as_far_as_they_are_open(client: Browser, session: Session) -> None:
    element = an_element(session)
    open_plan, closed_plan = a_plan(session), a_plan(session, is_public=False)
    open_plan.add("goal", "Öppet mål", strategy=[str(element)])
    closed_plan.add("goal", "Slutet mål", strategy=[str(element)])

    text = said(client.page("/strategy").css_first(f"#element-{element}"))

    assert "Öppet mål" in text
    assert "Slutet mål" not in text


def test_hostile_words_stay_words(client: Browser, session: Session) -> None:
    plan = a_loose_plan(session)
    client.sign_in(plan.person(plan.editor))
    words = "<img src=x onerror=alert(1)>"
    goal = plan.add("goal", words, strategy=[str(an_element(session, words))])
    plan.add("activity", words, goal=str(goal), output=words, places=["2326"], start="2026")

    for view in VIEWS:
        assert "<img src=x" not in client.get(f"/areas/{plan.slug}/{view}").get_data(as_text=True)


def test_a_large_roadmap_costs_no_more_queries_than_a_small_one(client: Browser, session: Session) -> None:
    counts = []
    for plan in (a_loose_plan(session), a_large_plan(session)):
        client.sign_in(plan.person(plan.leader))
        client.page(f"/areas/{plan.slug}/line")
        counts.append([queries_of(client, f"/areas/{plan.slug}/{view}", session) for view in VIEWS])

    small, large = counts
    assert all(later <= earlier for earlier, later in zip(small, large, strict=True)), counts


def queries_of(client: Browser, address: str, session: Session) -> int:
    session.flush()
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", counted)
    client.page(address)
    event.remove(connection, "before_cursor_execute", counted)
    return count
