"""Adopted roadmaps as files: who gets them, under which addresses, and what stands in the cells."""

import csv
import io

import pytest

from roadmaps.accounts.models import Person
from roadmaps.foundation.ids import new_id
from roadmaps.open_data.models import Licence
from roadmaps.privacy.models import PrivacyFacts
from roadmaps.roadmap.rules import add_block
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.open_data import adopted, terms
from tests.factories.snapshots import AT, a_plan, a_snapshot, an_empty_plan

TABLES = ("goals", "activities", "milestones", "responsibilities", "indicators", "readings")


@pytest.fixture
def plan(session):
    """An adopted roadmap with something of everything, given out under CC0."""
    plan = a_plan(session)
    terms(session, plan.coordinator)
    adopted(session, plan)
    return plan


def rows_of(client, plan, name):
    answer = client.get(f"/open-data/roadmaps/{plan.slug}/{name}.csv")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))


def test_the_data_is_what_was_adopted_with_its_hash(client, session, plan):
    answer = client.get(f"/open-data/roadmaps/{plan.slug}/roadmap.json")

    assert answer.json["area"]["slug"] == plan.slug
    assert answer.json["version"]["kind"] == "adopted"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_the_columns_that_its_metadata_tell_of(client, plan, name):
    address = f"/open-data/roadmaps/{plan.slug}/{name}.csv"
    answer = client.get(address)
    told = client.get(f"{address}-metadata.json")

    heads = next(csv.reader(io.StringIO(answer.get_data(as_text=True))))

    assert told.content_type == "application/csvm+json"
    assert told.json["url"].endswith(address)
    assert [one["name"] for one in told.json["tableSchema"]["columns"]] == heads
    assert len(heads) == len(set(heads))
    assert f"{address}-metadata.json" in answer.headers["Link"]


def test_rows_say_what_the_roadmap_says(client, session, plan):
    activities = rows_of(client, plan, "activities")
    goals = {one["id"]: one for one in rows_of(client, plan, "goals")}

    assert activities
    assert {one["area"] for one in activities} == {plan.slug}
    tied = [one for one in activities if one["goal"]]
    assert all(one["goal_name"] == goals[one["goal"]]["title"] for one in tied)
    assert all(one["organisation_name"] for one in rows_of(client, plan, "responsibilities"))


def test_lines_end_as_the_standard_says_and_texts_are_no_formulas(client, session):
    plan = an_empty_plan(session, is_public=True)
    terms(session, plan.coordinator)
    goal = {"title": '=cmd|"/c calc"!A1', "text": "Rad ett\n+rad, två"}
    add_block(session, plan.roadmap, "goal", goal, actor=plan.leader, at=AT)
    adopted(session, plan)

    raw = client.get(f"/open-data/roadmaps/{plan.slug}/goals.csv").data
    row = rows_of(client, plan, "goals")[0]

    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 2
    assert row["title"] == "'" + goal["title"]


def test_nothing_is_given_out_before_a_licence_is_chosen(client, session):
    plan = a_plan(session)
    adopted(session, plan)

    assert client.get(f"/open-data/roadmaps/{plan.slug}/roadmap.json").status_code == 404
    assert client.get("/open-data/catalogue.rdf").status_code == 404
    assert not client.page("/open-data").css('a[href$=".csv"]')


def test_only_what_was_adopted_is_given_out(client, session):
    plan = a_plan(session)
    terms(session, plan.coordinator)
    a_snapshot(session, plan, SnapshotKind.CONSULTATION)

    assert client.get(f"/open-data/roadmaps/{plan.slug}/goals.csv").status_code == 404
    assert plan.slug not in client.get("/open-data/catalogue.ttl").get_data(as_text=True)


@pytest.mark.parametrize("name", ["roadmap.json", "goals.csv", "goals.csv-metadata.json"])
def test_whoever_has_a_file_already_is_told_so(client, session, plan, name):
    address = f"/open-data/roadmaps/{plan.slug}/{name}"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    adopted(session, plan, "Färdplan 2027")
    later = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert "max-age" in first.headers["Cache-Control"]
    assert later.status_code == 200


def test_every_adopted_version_is_given_out_and_stays(client, session, plan):
    first = client.get(f"/open-data/roadmaps/{plan.slug}/goals.csv").data
    number = client.get(f"/open-data/roadmaps/{plan.slug}/roadmap.json").json["version"]["number"]
    add_block(session, plan.roadmap, "goal", {"title": "Ett nytt mål"}, actor=plan.leader, at=AT)
    adopted(session, plan, "Färdplan 2027")

    newest = client.get(f"/open-data/roadmaps/{plan.slug}/goals.csv")
    old = client.get(f"/open-data/roadmaps/{plan.slug}/versions/{number}/goals.csv")
    as_data = client.get(f"/open-data/roadmaps/{plan.slug}/versions/{number}/roadmap.json")
    told = client.get(f"/open-data/roadmaps/{plan.slug}/versions/{number}/goals.csv-metadata.json")

    assert "Ett nytt mål" in newest.get_data(as_text=True)
    assert old.data == first
    assert as_data.json["version"]["number"] == number
    assert told.json["url"].endswith(f"/versions/{number}/goals.csv")
    assert old.headers["Link"].startswith(f"<{told.json['url']}-metadata.json>")
    leads = {link.attributes.get("href") for link in client.page("/open-data").css("a")}
    assert f"/open-data/roadmaps/{plan.slug}/versions/{number}/goals.csv" in leads


def test_a_version_that_was_not_adopted_is_not_given_out(client, session, plan):
    frozen = a_snapshot(session, plan, SnapshotKind.CONSULTATION)

    for name in ("roadmap.json", "goals.csv", "goals.csv-metadata.json"):
        assert client.get(f"/open-data/roadmaps/{plan.slug}/versions/{frozen.number}/{name}").status_code == 404
        assert client.get(f"/open-data/roadmaps/{plan.slug}/versions/999/{name}").status_code == 404


def test_another_table_or_area_is_not_found(client, plan):
    assert client.get(f"/open-data/roadmaps/{plan.slug}/people.csv").status_code == 404
    assert client.get("/open-data/roadmaps/nowhere/goals.csv").status_code == 404


def test_a_coordinator_chooses_licence_and_contact(client, session, plan):
    client.sign_in(session.get_one(Person, plan.coordinator.person_id))

    answer = client.post(
        "/administration/open-data",
        data={"licence": Licence.CC_BY, "publisher": "Regionen", "homepage": "", "email": "data@example.org"},
    )

    assert answer.status_code == 303
    assert "https://creativecommons.org/licenses/by/4.0/" in client.get("/open-data").get_data(as_text=True)


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("Storgatan 1, info@regionen.example, 063-14", "info@regionen.example"),
        ("a@b.example c@b.example", ""),
        ("", ""),
    ],
)
def test_the_form_begins_with_what_is_said_of_the_authority_elsewhere(client, session, contact, address):
    plan = a_plan(session)
    facts = {"controller": "Regionen", "contact": contact, "officer": "dso@regionen.example"}
    session.add(PrivacyFacts(id=new_id(), **facts, set_at=AT, set_by_id=plan.coordinator.person_id))
    client.sign_in(session.get_one(Person, plan.coordinator.person_id))

    form = client.page("/administration/open-data")

    assert form.css_first("[name=publisher]").attributes["value"] == "Regionen"
    assert (form.css_first("[name=email]").attributes["value"] or "") == address


def test_what_was_said_here_comes_before_what_is_said_elsewhere(client, session, plan):
    session.add(
        PrivacyFacts(
            id=new_id(),
            controller="A",
            contact="a@b.example",
            officer="",
            set_at=AT,
            set_by_id=plan.coordinator.person_id,
        )
    )
    client.sign_in(session.get_one(Person, plan.coordinator.person_id))

    form = client.page("/administration/open-data")

    assert form.css_first("[name=publisher]").attributes["value"] == "Region Jämtland <Härjedalen> & vänner"


def test_the_page_leads_to_every_file(client, plan):
    page = client.page("/open-data")

    leads = {link.attributes.get("href") for link in page.css("a")}

    assert {f"/open-data/roadmaps/{plan.slug}/{name}.csv" for name in TABLES} <= leads
    assert "/open-data/catalogue.rdf" in leads
    alternates = [one.attributes["href"] or "" for one in page.css('link[rel="alternate"]')]
    assert [one for one in alternates if "catalogue" in one] == [
        f"/open-data/catalogue.{sort}" for sort in ("rdf", "ttl", "jsonld")
    ]
