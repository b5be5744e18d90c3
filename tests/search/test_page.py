"""The page: an address that can be kept, filters, order, pages, and help when nothing was found."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from roadmaps.search.filters import PAGE
from roadmaps.search.models import SearchDocument, Sort
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.discussion import a_place, a_thread
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.search import ask, found, know_all
from tests.factories.snapshots import a_plan as a_full_plan
from tests.factories.snapshots import a_snapshot

HOSTILE = '<script>alert(1)</script> <img src=x onerror=alert(2)> vätgas "onmouseover=alert(3)'


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def test_the_words_are_marked_and_every_hit_leads_to_its_place(plan: Plan, client: Browser) -> None:
    goal = plan.add("goal", "Vätgas i länet", text="Färdplanens mål är vätgas.")
    know_all(plan.session)

    page = client.page("/search?q=färdplan+vätgasen")

    [hit] = page.css(".search-hit")
    assert [mark.text() for mark in hit.css("mark")] == ["Vätgas", "Färdplanens", "vätgas"]
    assert hit.css_first("h3 a").attributes["href"] == f"{plan.address}#block-{goal}"
    assert page.css_first("input[name=q]").attributes["value"] == "färdplan vätgasen"


def test_hostile_text_is_shown_as_text(plan: Plan, client: Browser) -> None:
    plan.add("goal", HOSTILE, text=HOSTILE)
    know_all(plan.session)

    page = client.page(f"/search?q={quote('vätgas ' + '<script>alert(1)</script>')}")

    [hit] = page.css(".search-hit")
    assert not hit.css("script, img")
    assert "<script>" in hit.css_first("h3").text()
    assert not page.css("main script, main img, main [onerror], main [onmouseover]")


def test_every_sort_of_thing_is_found_in_one_page_and_leads_somewhere(session: Session, client: Browser) -> None:
    place = a_place(session, is_public=True)
    a_thread(session, place, "Förädla här, sade någon.")
    full = a_full_plan(session, is_public=True)
    a_snapshot(session, full)
    an_organisation(session, "Förädla AB")
    full.roadmap.area.description = "Här ska vi förädla."
    know_all(session)

    page = client.page("/search?q=förädla")
    addresses = [str(link.attributes["href"]) for link in page.css(".search-hit h3 a")]

    assert len(addresses) >= 6
    for address in addresses:
        assert client.get(address).status_code in (200, 302, 303), address


def test_a_hit_in_a_version_leads_to_the_block_that_says_it(session: Session, client: Browser) -> None:
    plan = a_full_plan(session, is_public=True)
    snapshot = a_snapshot(session, plan)
    know_all(session)

    page = client.page("/search?q=äts&sort=snapshot")

    address = page.css_first(".search-hit h3 a").attributes["href"]
    assert address == f"/areas/{plan.slug}/snapshots/{snapshot.number}#block-{plan.blocks['sub_area']}"


def test_filters_narrow_each_by_itself_and_together(plan: Plan) -> None:
    session, other = plan.session, a_plan(plan.session)
    torsta = an_organisation(session, "Torsta")
    plan.part(plan.add("activity", "Vätgas som kurs"), torsta.id)
    plan.add("goal", "Vätgas som mål")
    other.add("goal", "Vätgas hos andra")
    know_all(session)

    assert len(found(session, "vätgas")) == 3
    assert set(found(session, "vätgas", area=plan.slug)) == {"Vätgas som kurs", "Vätgas som mål"}
    assert set(found(session, "vätgas", kind="goal")) == {"Vätgas som mål", "Vätgas hos andra"}
    assert found(session, "vätgas", organisation=str(torsta.id)) == ["Vätgas som kurs"]
    assert found(session, "vätgas", area=plan.slug, kind="goal") == ["Vätgas som mål"]
    assert found(session, "vätgas", **{"from": "2026-11-22"}) == []
    assert len(found(session, "vätgas", **{"from": "2026-11-21", "until": "2026-11-21"})) == 3
    assert found(session, "vätgas", until="2026-11-20") == []
    assert found(session, "vätgas", area="nowhere") == []


def test_what_makes_no_sense_in_an_address_counts_as_not_chosen(plan: Plan, client: Browser) -> None:
    plan.add("goal", "Vätgas")
    know_all(plan.session)

    odd = "sort=x&kind=responsibility&organisation=x&from=igår&until=99999-1-1&order=x&page=-1&page=x&area="
    page = client.page(f"/search?q=vätgas&{odd}")

    assert len(page.css(".search-hit")) == 1
    assert page.css("details[open] [aria-invalid=true]")


def test_by_date_the_newest_comes_first(plan: Plan) -> None:
    plan.add("goal", "Vätgas")
    plan.add("goal", "Något", text="Med vätgas i texten.")
    know_all(plan.session)
    for document in plan.session.scalars(select(SearchDocument).where(SearchDocument.title == "Vätgas")):
        document.changed_at = AT - timedelta(days=9)
    plan.session.flush()

    assert found(plan.session, "vätgas") == ["Vätgas", "Något"]
    assert found(plan.session, "vätgas", order="date") == ["Något", "Vätgas"]


def test_pages_hold_everything_once(plan: Plan, client: Browser) -> None:
    for number in range(2 * PAGE + 5):
        plan.add("goal", f"Vätgas {number}")
    know_all(plan.session)

    pages = [found(plan.session, "vätgas", page=str(number)) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [PAGE, PAGE, 5]
    assert len({title for page in pages for title in page}) == 2 * PAGE + 5
    assert ask(plan.session, "vätgas", page="99").page == 3
    page = client.page("/search?q=vätgas&kind=goal&order=date&page=2")
    links = [
        str(link.attributes["href"])
        for link in page.css("nav a, .pagination a")
        if "page=3" in str(link.attributes["href"])
    ]
    assert links
    assert all("kind=goal" in link and "order=date" in link and "q=v" in link for link in links)


def test_the_sorts_tell_how_much_there_is_of_each(session: Session, client: Browser) -> None:
    place = a_place(session, is_public=True)
    a_thread(session, place, "Förädla här, sade någon.")
    know_all(session)

    answer = ask(session, "förädla", sort="comment")

    assert answer.by_sort == {Sort.BLOCK: 1, Sort.COMMENT: 1}
    assert (answer.total, answer.found_in_all) == (1, 2)
    page = client.page("/search?q=förädla&sort=comment")
    assert page.css_first("main nav [aria-current=page] .subnav-count").text() == "1"


def test_when_the_choices_are_too_narrow_the_page_says_so(plan: Plan, client: Browser) -> None:
    plan.add("goal", "Vätgas")
    know_all(plan.session)

    page = client.page("/search?q=vätgas&kind=activity")

    link = page.css_first(".empty-state a")
    assert link.attributes["href"] == "/search?q=v%C3%A4tgas"


def test_when_no_text_holds_all_words_each_is_offered_by_itself(plan: Plan, client: Browser) -> None:
    plan.add("goal", "Vätgas")
    plan.add("goal", "Renar")
    know_all(plan.session)

    page = client.page('/search?q=vätgas+renar+"blå+måndag"')

    assert [link.text() for link in page.css(".empty-state li a")] == ["vätgas", "renar"]


@pytest.mark.parametrize("address", ["/search", "/search?q=", "/search?q=%F0%9F%8C%B2", "/search?q=xyzzy"])
def test_a_page_without_hits_says_something_and_can_be_used(client: Browser, address: str) -> None:
    page = client.page(address)

    assert page.css_first("main form[role=search] input[name=q]")
    assert not page.css(".search-hit")


def test_the_box_is_in_the_header_of_other_pages(client: Browser) -> None:
    box = client.page("/").css_first("header form[role=search]")

    assert box.attributes["action"] == "/search"
    assert box.css_first("label[for=search-box]").text().strip()
    assert len(client.page("/search").css("form[role=search]")) == 1


def test_a_page_of_hits_costs_as_many_queries_as_one_hit(plan: Plan, client: Browser, app: Flask) -> None:
    plan.add("goal", "Vätgas")
    know_all(plan.session)
    few = _queries(plan.session, client)
    for number in range(PAGE):
        plan.add("goal", f"Vätgas {number}")
    know_all(plan.session)

    assert _queries(plan.session, client) == few


def _queries(session: Session, client: Browser) -> int:
    seen: list[str] = []

    def see(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", see)
    client.page("/search?q=vätgas")
    event.remove(engine, "before_cursor_execute", see)
    return sum(one.lstrip().startswith(("SELECT", "WITH")) for one in seen)
