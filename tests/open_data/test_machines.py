"""What search engines find: data in the heads of public pages, the sitemap, and what robots leave alone."""

import json
from xml.etree import ElementTree as ET

import pytest

from roadmaps.accounts.models import Person
from tests.factories.open_data import adopted, terms
from tests.factories.snapshots import a_plan, rewrite_goal

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def plan(session):
    """A public roadmap with an adopted version, given out."""
    plan = a_plan(session, is_public=True)
    plan.roadmap.area.name = 'Skog </script><script>alert("1")</script>'
    plan.roadmap.area.description = "<!-- <script>"
    terms(session, plan.coordinator)
    adopted(session, plan)
    return plan


def told_on(client, address):
    blocks = client.page(address).css('script[type="application/ld+json"]')
    return [json.loads(one.text()) for one in blocks]


def test_an_adopted_version_is_told_of_as_a_set_of_data(client, plan):
    (told,) = told_on(client, f"/areas/{plan.slug}/snapshots/1")

    assert told["@context"] == "https://schema.org"
    assert told["@type"] == ["CreativeWork", "Dataset"]
    assert told["name"].startswith('Skog </script><script>alert("1")</script>')
    assert told["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert told["publisher"]["@type"] == "Organization"
    assert len(told["distribution"]) == 7


def test_nothing_that_is_told_ends_the_data(client, plan):
    page = client.get(f"/areas/{plan.slug}/snapshots/1").get_data(as_text=True)

    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]

    assert "<" not in block
    assert json.loads(block)["description"] == "<!-- <script>"


def test_an_earlier_version_is_a_work_and_no_set_of_data(client, session, plan):
    rewrite_goal(session, plan, "Ett annat mål")
    adopted(session, plan, "Färdplan 2027")

    assert told_on(client, f"/areas/{plan.slug}/snapshots/1")[0]["@type"] == "CreativeWork"
    assert told_on(client, f"/areas/{plan.slug}/snapshots/2")[0]["@type"] == ["CreativeWork", "Dataset"]


def test_a_public_working_version_is_told_of_as_a_draft(client, plan):
    (told,) = told_on(client, f"/areas/{plan.slug}/roadmap")

    assert (told["@type"], told["creativeWorkStatus"]) == ("CreativeWork", "Draft")


def test_pages_of_people_who_are_signed_in_tell_machines_nothing(client, session, plan):
    client.sign_in(session.get_one(Person, plan.leader.person_id))

    assert told_on(client, f"/areas/{plan.slug}/roadmap") == []


def test_the_sitemap_holds_what_everybody_may_read_and_nothing_else(client, session, plan):
    hidden = a_plan(session)

    tree = ET.fromstring(client.get("/sitemap.xml").data)

    paths = {(one.findtext(f"{SPACE}loc") or "").split("/", 3)[3] for one in tree}
    assert {"", "open-data", f"areas/{plan.slug}/roadmap", f"areas/{plan.slug}/snapshots/1"} <= paths
    assert f"areas/{hidden.slug}" in paths
    assert f"areas/{hidden.slug}/roadmap" not in paths
    assert {client.get(f"/{path}").status_code for path in paths} == {200}


def test_robots_are_led_to_the_sitemap_and_away_from_what_is_peoples_own(client):
    told = client.get("/robots.txt").get_data(as_text=True).splitlines()

    assert "Disallow: /me" in told
    assert any(line.startswith("Sitemap: http") and line.endswith("/sitemap.xml") for line in told)
