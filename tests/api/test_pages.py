"""The interface as people read of it: pages, one for each part."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from roadmaps.foundation.database import Database
from tests.api.asking import V1
from tests.browsing import Browser
from tests.factories.access_tokens import a_token
from tests.factories.roadmap import a_plan
from tests.processes import SiteProcess, app_of, free_port

LARGEST_PAGE = 100_000
FIRST = "/api/docs"


@pytest.fixture
def document(client: Browser) -> dict:
    return client.get(f"{V1}/openapi.json", headers={"Accept-Language": "sv"}).json


@pytest.fixture
def pages(client: Browser) -> dict[str, LexborHTMLParser]:
    """Every page to which the row of parts leads."""
    row = client.page(FIRST).css(".subnav a")
    return {one.attributes["href"]: client.page(one.attributes["href"]) for one in row}


def test_every_operation_stands_on_one_page(pages: dict[str, LexborHTMLParser], document: dict) -> None:
    told = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]

    shown = [one.removeprefix("operation-") for one in _ids(pages, "h2[id^=operation-]")]

    assert sorted(shown) == sorted(told)


def test_every_shape_stands_on_one_page(pages: dict[str, LexborHTMLParser], document: dict) -> None:
    shown = [one.removeprefix("shape-") for one in _ids(pages, "[id^=shape-]")]

    assert sorted(shown) == sorted(document["components"]["schemas"])


def test_every_link_within_the_pages_leads_to_something(pages: dict[str, LexborHTMLParser]) -> None:
    places = {f"{path}#{one.attributes['id']}" for path, page in pages.items() for one in page.css("main [id]")}
    links = {
        address if address.startswith("/") else f"{path}{address}"
        for path, page in pages.items()
        for one in page.css("main a[href*='#']")
        if (address := one.attributes["href"] or "")
    }

    assert links - places == set()
    assert any("#shape-" in one for one in links)


def test_no_page_is_large(client: Browser, pages: dict[str, LexborHTMLParser]) -> None:
    sizes = {path: len(client.get(path).data) for path in pages}

    assert {path: size for path, size in sizes.items() if size > LARGEST_PAGE} == {}


def test_operations_and_members_are_found_by_words(client: Browser) -> None:
    page = client.page(f"{FIRST}?q=reading+CORRECT")
    nothing = client.page(f"{FIRST}?q=zebra")

    found = [one.attributes["href"] for one in page.css("[aria-labelledby=found] a")]
    assert f"{FIRST}/following-up#operation-correct_reading" in found
    assert not any("operation-list_areas" in one for one in found)
    assert client.page(f"{FIRST}?q=base_version").css("a[href$='#shape-BlockEdit']")
    assert nothing.css("[aria-labelledby=found] a") == []
    assert client.page(f"{FIRST}?q=%3Cb%3E").css("main b") == []


def test_a_part_that_is_not_there_is_not_found(client: Browser) -> None:
    assert client.get(f"{FIRST}/weather").status_code == 404


def test_whoever_reads_swedish_is_told_that_details_are_in_english(client: Browser) -> None:
    swedish = client.page(f"{FIRST}/blocks", headers={"Accept-Language": "sv"})
    english = client.page(f"{FIRST}/blocks", headers={"Accept-Language": "en"})

    assert len(swedish.css("nav .muted")) == len(english.css("nav .muted")) + 1
    assert all(one.attributes.get("lang") == "en" for one in swedish.css(".api-operation > p:not(:has(.api-way))"))


def test_the_example_in_python_does_what_it_says(fresh_database: Database, tmp_path: Path) -> None:
    """As it is copied from the page of a real site: first the part that is shown, then lines of the other pages."""
    site = SiteProcess(fresh_database.url, tmp_path, free_port())
    app = app_of(site, fresh_database)
    with app.extensions["units_of_work"].change() as session:
        plan = a_plan(session, is_public=False)
        goal = plan.add("goal", "Fler förädlar", horizon=2027)
        token = a_token(session, plan.editor.person_id)
    site.begin()
    try:
        with app.test_client() as browser:
            begin = LexborHTMLParser(browser.get(FIRST).text).css_first("#python").text()
            blocks = LexborHTMLParser(browser.get(f"{FIRST}/blocks").text)
        base = app.config["BASE_URL"]
        examples = [one.text() for one in blocks.css("pre[aria-label^=Python]")]
        [edit] = [one for one in examples if '"PATCH"' in one]
        edit = edit.replace("{block_id}", str(goal)).replace('"base_version": 12', '"base_version": 1')
        program = f"{begin}\nprint({edit}['title'])\n".replace(base, site.address)

        told = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TOKEN": token},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        site.stop()

    assert told.returncode == 0, told.stderr[-1000:]
    *areas, title = told.stdout.splitlines()
    assert f"{plan.slug} {plan.roadmap.area.name}" in areas
    assert title == "…"


def _ids(pages: dict[str, LexborHTMLParser], selector: str) -> Iterator[str]:
    for page in pages.values():
        for one in page.css(selector):
            yield one.attributes["id"] or ""
