"""The doors of public records."""

import io
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from roadmaps.files.doors import store
from roadmaps.public_records.models import RecordsMask, RecordsRequest
from tests.factories.discussion import person_of
from tests.factories.files import a_file, a_pdf
from tests.factories.public_records import RULE, a_request, all_given_out, decided, laid_out
from tests.factories.roadmap import Plan

HIDDEN = "Hemlig-DOLD-text"


@pytest.fixture
def asked(session, at):
    """A request that is being prepared."""
    return a_request(session, at=at)


@pytest.fixture
def leader(client, session, asked):
    """A browser in which the process leader sits."""
    client.set_cookie("language", "en")
    return client.sign_in(person_of(session, asked.leader))


def address(asked, more: str = "") -> str:
    return f"/areas/{asked.place.slug}/public-records/{asked.request.number}{more}"


def test_a_request_is_begun_and_leads_to_what_was_gathered(leader, session, asked):
    sent = {"first_on": "2026-01-01", "last_on": "2026-11-21", "naming": "named", "language": "sv"}

    answer = leader.post(f"/areas/{asked.place.slug}/public-records/new", data=sent)

    assert answer.status_code == 303
    assert answer.location.endswith("/public-records/2")
    assert "have to be looked at" in leader.page(answer.location).body.text()


def test_nobody_asks_who_asks(leader, asked):
    page = leader.page(f"/areas/{asked.place.slug}/public-records/new")

    names = {one.attributes["name"] for one in page.css("main [name]")}
    assert names == {
        "csrf_token",
        "first_on",
        "last_on",
        "asked_for",
        "registry_number",
        "naming",
        "naming_ground",
        "language",
    }


def test_a_thing_is_read_masked_and_withheld_one_after_the_other(leader, session, asked):
    key = f"comment:{asked.comment.id}"
    assert "Anna Svensson" in leader.page(address(asked, f"/things/{key}")).body.text()

    leader.post(address(asked, f"/things/{key}/masks"), data={"passages": "Anna Svensson", "ground": RULE})

    given = leader.page(address(asked, f"/things/{key}")).css_first("section[aria-labelledby=as-given]").text()
    assert "Anna Svensson" not in given
    answer = leader.post(address(asked, f"/things/{key}"), data={"answer": "withheld", "ground": ""})
    assert answer.status_code == 422
    answer = leader.post(address(asked, f"/things/{key}"), data={"answer": "withheld", "ground": RULE})
    assert answer.status_code == 303
    assert laid_out(session, asked.request)[key].outcome == "withheld"


def test_names_and_numbers_are_found_and_ticked_to_be_taken_out_everywhere(leader, session, asked):
    page = leader.page(address(asked, "/masks"))
    assert "070-123 45 67" in [one.attributes["value"] for one in page.css("input[name=found]")]

    answer = leader.post(address(asked, "/masks"), data={"found": ["070-123 45 67"], "ground": RULE})

    assert answer.status_code == 303
    mask = session.scalars(select(RecordsMask)).one()
    assert (mask.key, mask.passage) == ("", "070-123 45 67")
    leader.post(address(asked, f"/masks/{mask.id}/removal"))
    assert session.scalars(select(RecordsMask)).all() == []


def test_several_are_given_out_at_once_but_not_what_was_hidden(leader, session, asked):
    keys = [f"comment:{asked.comment.id}", f"comment:{asked.hidden.id}"]

    leader.post(address(asked, "/given-out"), data={"key": keys})

    found = laid_out(session, asked.request)
    assert [found[key].needs_look for key in keys] == [False, True]


def test_the_package_is_decided_and_fetched(leader, session, asked, at):
    all_given_out(session, asked, at=at, but=f"comment:{asked.hidden.id}")

    answer = leader.post(address(asked, "/decision"), data={"signed_by": "Lena Berg, processledare"})

    assert answer.status_code == 303
    page = leader.page(address(asked)).body.text()
    assert "Lena Berg, processledare" in page
    assert HIDDEN not in page
    fetched = leader.post(address(asked, "/package"))
    assert fetched.content_type == "application/zip"
    assert fetched.headers["Cache-Control"].startswith(("private", "no-store"))
    with ZipFile(io.BytesIO(fetched.data)) as opened:
        assert opened.testzip() is None
        assert all(HIDDEN.encode() not in opened.read(name) for name in opened.namelist())


def test_a_file_goes_with_the_package_only_after_a_look(leader, session, asked, at, app):
    plan = Plan(session, asked.place.roadmap, asked.leader, asked.place.editor, {})
    with app.app_context():
        file = a_file(session, plan, store(), a_pdf(b"Protokoll 7"), name="../Protokoll åtta.pdf", alt="")
    file.uploaded_at = at
    session.flush()
    leader.post(address(asked, "/given-out"), data={"key": [f"file:{file.id}"]})
    assert laid_out(session, asked.request)[f"file:{file.id}"].needs_look

    all_given_out(session, asked, at=at)
    leader.post(address(asked, "/decision"), data={"signed_by": "Lena Berg"})
    fetched = leader.post(address(asked, "/package"))

    with ZipFile(io.BytesIO(fetched.data)) as opened:
        [name] = [one for one in opened.namelist() if "/files/" in one]
        assert b"Protokoll 7" in opened.read(name)
    assert ".." not in name


def test_what_is_decided_is_prepared_no_more(leader, session, asked, at):
    all_given_out(session, asked, at=at)
    decided(session, asked, at=at)

    for more in ("/masks", "/decision", f"/things/comment:{asked.comment.id}"):
        assert leader.get(address(asked, more)).status_code == 404
    assert leader.post(address(asked, "/removal")).status_code == 409


def test_a_request_is_set_aside_and_its_words_are_read_no_more(leader, session, asked):
    leader.post(address(asked, "/removal"))

    assert "without a decision" in leader.page(address(asked)).body.text()
    assert session.scalars(select(RecordsRequest)).one().is_open is False
    assert leader.post(address(asked, "/package")).status_code == 409


def test_nobody_else_sees_a_request_or_what_is_in_it(client, session, asked, at):
    doors = ["", "/masks", "/decision", f"/things/comment:{asked.hidden.id}"]
    for person in (asked.place.editor, asked.place.torsta):
        client.sign_in(person_of(session, person))
        for door in doors:
            answer = client.get(address(asked, door))
            assert answer.status_code == 403
            assert HIDDEN not in answer.get_data(as_text=True)
        assert client.post(address(asked, "/package")).status_code == 403


def test_an_unknown_thing_and_a_number_of_another_roadmap_are_not_there(leader, session, asked, at):
    other = a_request(session, at=at)

    assert leader.get(address(asked, "/things/comment:nothing")).status_code == 404
    assert leader.get(f"/areas/{asked.place.slug}/public-records/99").status_code == 404
    assert leader.get(address(other)).status_code in {403, 404}
    assert leader.get(address(asked, f"/things/comment:{other.hidden.id}")).status_code == 404
