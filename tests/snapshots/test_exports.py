import itertools
import json
import re
from collections.abc import Mapping

import html5lib
import jsonschema
import pytest
from sqlalchemy.orm import Session

from roadmaps.snapshots.editions import Edition, edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.format import schema
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.snapshots import Plan, a_manuscript, a_plan, a_snapshot

ADDRESS = "https://fardplan.example.org/areas/x/snapshots/1"
SITE = "https://fardplan.example.org"


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def edition(session: Session, plan: Plan) -> Edition:
    facts = {"registry_number": "RUN/1/2026", "note": "Läs <noga>."}
    return edition_of(a_snapshot(session, plan, SnapshotKind.ADOPTED, **facts), address=ADDRESS, site=SITE)


@pytest.fixture
def page(edition: Edition):
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True)
    return parser.parse(FORMATS["html"].write(a_manuscript(edition)).decode())


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_version_gives_the_same_bytes(edition: Edition, name: str) -> None:
    first, second = (FORMATS[name].write(a_manuscript(edition)) for _ in range(2))

    assert first == second
    assert first


def test_data_is_exactly_what_was_hashed(edition: Edition) -> None:
    assert FORMATS["json"].write(a_manuscript(edition)) == edition.text.encode()


def test_the_web_page_is_valid_and_needs_nothing_else(page) -> None:
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}

    assert not tags & {"script", "iframe", "img", "object", "embed", "form", "base"}
    assert [link.get("rel") for link in page.iter("link")] == ["canonical"]
    assert "url(" not in "".join(text_of(style) for style in page.iter("style"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name == "style"]


def test_its_headings_are_in_order(page) -> None:
    levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_its_tables_have_captions_and_headers(page) -> None:
    of_the_product = [table for table in page.iter("table") if table.find("caption") is not None]

    assert len(of_the_product) >= 2
    for table in of_the_product:
        assert text_of(table.find("caption"))
        assert all(cell.get("scope") == "col" for cell in table.iterfind("thead/tr/th"))
        assert all(row.find("th").get("scope") == "row" for row in table.iterfind("tbody/tr"))


def test_its_links_lead_to_places_in_it_or_to_whole_addresses(page) -> None:
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    links = [link.get("href") for link in page.iter("a")]

    assert len(ids) == len(set(ids))
    assert links
    assert all(link[1:] in ids if link.startswith("#") else link.startswith(SITE) for link in links)


def test_it_says_which_version_it_is(page, edition: Edition) -> None:
    text = text_of(page)

    for told in ("Nämnden", "RUN/1/2026", "Läs <noga>.", edition.sha256, ADDRESS):
        assert told in text
    assert page.get("lang") == "en"


def test_it_holds_every_block_that_has_a_heading_of_its_own(page, plan: Plan) -> None:
    ids = {element.get("id") for element in page.iter()}
    headed = set(plan.blocks) - {"milestone", "responsibility"}

    assert {f"block-{plan.blocks[kind]}" for kind in headed} <= ids


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_every_format_to_be_read_says_the_same(edition: Edition, name: str) -> None:
    written = FORMATS[name].write(a_manuscript(edition)).decode()

    for told in (
        "Om tio år",
        "Någonstans att förädla",
        "En kort kurs",
        "Första kursen",
        "håller kursen",
        "Ro mot besök",
    ):
        assert told in written


def test_the_data_follows_the_published_schema(edition: Edition) -> None:
    jsonschema.Draft202012Validator.check_schema(dict(schema()))

    jsonschema.validate(json.loads(FORMATS["json"].write(a_manuscript(edition))), schema())


def test_formats_are_told_apart_by_name_and_extension() -> None:
    formats: Mapping[str, object] = FORMATS

    assert len({(one.extension, one.mark) for one in FORMATS.values()}) == len(formats)
    assert all(one.label and one.purpose for one in FORMATS.values())
