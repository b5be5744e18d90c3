"""The doors of bringing in: who may come, what the pages show, and that nothing goes in unasked."""

import io
import json
import os

import pytest
from sqlalchemy.orm import Session

from roadmaps.revisions.states import current
from roadmaps.snapshots.document import document_of
from tests.browsing import Browser, page_of
from tests.factories.accounts import an_organisation
from tests.factories.incoming import a_messy_plan, a_tidy_strategy, docx, p
from tests.factories.roadmap import Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    an_organisation(session, "Torsta AB")
    return a_plan(session)


@pytest.fixture
def leader(plan: Plan, client: Browser) -> Browser:
    """A browser in which the process leader sits, who reads English."""
    client.sign_in(plan.person(plan.leader))
    client.set_cookie("language", "en")
    return client


def address(plan: Plan) -> str:
    return f"/areas/{plan.slug}/bring-in"


def send(browser: Browser, plan: Plan, data: bytes | str, name: str):
    sent = data.encode() if isinstance(data, str) else data
    return browser.post(address(plan), data={"file": (io.BytesIO(sent), name)})


def sent(browser: Browser, plan: Plan, data: bytes | str, name: str) -> str:
    """The address of the page that shows what becomes of the file."""
    answer = send(browser, plan, data, name)
    assert answer.status_code == 303, page_of(answer).css_first("main").text()
    return answer.location


def form_of(browser: Browser, place: str) -> dict[str, str]:
    """What the form holds, as a browser would send it."""
    page = browser.page(place)
    chosen = {}
    for one in page.css("main form [name]"):
        if one.tag == "select":
            chosen[one.attributes["name"]] = one.css_first("option[selected], option").attributes["value"]
            for option in one.css("option[selected]"):
                chosen[one.attributes["name"]] = option.attributes["value"]
        elif one.attributes["name"] != "csrf_token":
            chosen[one.attributes["name"]] = one.attributes.get("value") or ""
    return chosen


def test_a_paper_is_sent_looked_at_and_confirmed(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, a_tidy_strategy(), "Strategi.docx")
    shown = leader.page(place).css_first("main").text()
    answer = leader.post(f"{place}/confirmation", data=form_of(leader, place))

    assert "Strategi.docx" in shown
    assert "Activities: 4" in " ".join(shown.split())
    assert "kept in the text: Okända Bolaget" in shown
    assert (answer.status_code, answer.location) == (303, plan.address)
    assert plan.number == 1


def test_a_file_of_very_many_lines_is_refused_in_words(leader: Browser, plan: Plan) -> None:
    """Each time it is looked at, all of it is understood anew."""
    answer = send(leader, plan, "a\n" * 60_000, "plan.md")

    assert answer.status_code == 422
    assert "too many lines" in page_of(answer).css_first("main").text()


def test_nothing_is_written_by_looking(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, a_messy_plan(), "plan.docx")
    leader.page(place)
    leader.post(f"{place}/choices", data={"becomes-s0": "goal"})

    assert plan.number == 0


def test_what_is_left_out_is_shown_with_the_reason(leader: Browser, plan: Plan) -> None:
    page = leader.page(sent(leader, plan, a_messy_plan(), "plan.docx"))
    left = {one.css_first("summary").text(strip=True): one.text() for one in page.css(".bringing-in-left")}

    assert "Stämmer detta?" in left["A comment in the margin (1)"]
    assert "Bakgrund 2" in left["The list of contents that the program had made (1)"]
    assert "Arbetsmaterial" in left["The head or foot of the pages (1)"]
    assert "read as accepted" in page.css_first("main").text()


def test_choices_are_kept_and_shown_with_what_becomes_of_them(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, "# Skogen\n\nTät.\n\n# Stigen\n\nSmal.", "skog.md")

    leader.post(f"{place}/choices", data={**form_of(leader, place), "becomes-s0": "goal"})
    answer = leader.post(f"{place}/choices", data={**form_of(leader, place), "becomes-s1": "join"})
    page = leader.page(answer.location)

    assert form_of(leader, place)["becomes-s0"] == "goal"
    assert "Goes on in: Skogen" in page.css_first("main").text()


def test_choices_that_were_not_shown_are_shown_before_they_are_written(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, "# Skogen\n\nTät.", "skog.md")

    moved = leader.post(f"{place}/confirmation", data={**form_of(leader, place), "becomes-s0": "goal"})
    done = leader.post(f"{place}/confirmation", data=form_of(leader, place))

    assert (moved.status_code, done.status_code) == (409, 303)
    assert "Look once more" in moved.text
    assert [one.kind for one in plan.state] == ["goal"]


def test_an_impossible_choice_is_told_beside_it(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, "# Skogen\n\nTät.", "skog.md")
    leader.post(f"{place}/choices", data={"becomes-s0": "milestone"})

    answer = leader.post(f"{place}/confirmation", data=form_of(leader, place))
    page = page_of(answer)

    assert answer.status_code == 422
    assert "A milestone lies under an activity" in page.css_first("#field-becomes-s0-error").text()
    assert page.css_first(".error-summary a").attributes["href"] == "#field-becomes-s0"


def test_a_file_can_be_forgotten(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, "# Skogen\n\nTät.", "skog.md")

    leader.post(f"{place}/withdrawal")

    assert leader.get(place).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "PDF"),
        (docx(p("Hej"), {"word/vbaProject.bin": b"x"}), "macros"),
        (docx(p("Hej"), {"word/styles.xml": b" " * 80_000_000}), "too large"),
        (b'{"format": "other"}', "not a roadmap in the format of this site"),
        (b"{nix", "not JSON"),
    ],
    ids=["empty", "pdf", "macros", "bomb", "other data", "broken data"],
)
def test_what_is_wrong_with_a_file_is_told_on_the_form(leader: Browser, plan: Plan, data: bytes, said: str) -> None:
    answer = send(leader, plan, data, "fil.docx")
    page = page_of(answer)

    assert answer.status_code == 422
    assert said in page.css_first("#field-file-error").text()
    assert page.css_first("input[type=file]").attributes["aria-invalid"] == "true"


def test_no_file_is_told_too(leader: Browser, plan: Plan) -> None:
    assert leader.post(address(plan), data={}).status_code == 422


def test_a_file_of_many_megabytes_comes_in_and_a_larger_one_does_not(leader: Browser, plan: Plan) -> None:
    large = docx(p("Hej"), {"word/media/a.bin": os.urandom(4_000_000)})

    assert _send_whole(leader, address(plan), large).status_code == 303
    assert _send_whole(leader, address(plan), b"x" * 50_000_000).status_code == 413
    assert _send_whole(leader, f"/areas/{plan.slug}/spreadsheet", large).status_code == 413


def _send_whole(browser: Browser, place: str, data: bytes):
    """One request in one piece, as the test client would otherwise keep a file of its own open."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="stor.docx"\r\n\r\n'
    return browser.post(place, data=head + data + b"\r\n--b--\r\n", content_type="multipart/form-data; boundary=b")


def test_only_those_who_lead_find_the_way(client: Browser, plan: Plan) -> None:
    assert client.get(address(plan)).status_code in {302, 303, 401}
    for name, status in (("reader", 403), ("actor", 403), ("deputy", 200), ("coordinator", 200)):
        client.sign_in(plan.person(plan.others[name]))
        assert client.get(address(plan)).status_code == status
        assert ("bring-in" in client.get(plan.address).text) == (status == 200)


def test_somebody_elses_file_is_not_there(leader: Browser, plan: Plan) -> None:
    place = sent(leader, plan, "# Skogen\n\nTät.", "skog.md")

    leader.sign_in(plan.person(plan.others["deputy"]))

    assert leader.get(place).status_code == 404
    assert leader.post(f"{place}/confirmation").status_code == 404
    assert leader.post(f"{place}/withdrawal").status_code == 404


def test_data_of_this_site_is_shown_in_numbers_and_fills_an_empty_roadmap(
    leader: Browser, plan: Plan, session: Session
) -> None:
    data = _data_of(a_plan(session))

    place = sent(leader, plan, data, "fardplan.json")
    shown = " ".join(leader.page(place).css_first("main").text().split())
    answer = leader.post(f"{place}/confirmation")

    assert "Goals: 1" in shown
    assert answer.status_code == 303
    assert [one.content["title"] for one in plan.state] == ["Fler förädlar"]


def test_organisations_that_are_missing_are_told_and_added_by_a_coordinator(
    leader: Browser, plan: Plan, session: Session
) -> None:
    data = _data_of(a_plan(session), organisation="Sameföreningen")
    place = sent(leader, plan, data, "fardplan.json")

    page = leader.page(place)
    refused = leader.post(f"{place}/confirmation", data={"create_organisations": "1"})
    leader.sign_in(plan.person(plan.others["coordinator"]))
    own = sent(leader, plan, data, "fardplan.json")
    done = leader.post(f"{own}/confirmation", data={"create_organisations": "1"})

    assert "Sameföreningen" in page.css_first("#missing").parent.text()
    assert page.css_first("form[action$=confirmation] button") is None
    assert refused.status_code == 403
    assert done.status_code == 303


def test_data_fills_no_roadmap_that_says_something(leader: Browser, plan: Plan, session: Session) -> None:
    data = _data_of(a_plan(session))
    plan.add("goal", "Redan här")

    answer = send(leader, plan, data, "fardplan.json")

    assert "not empty" in page_of(answer).css_first("#field-file-error").text()


def _data_of(plan: Plan, organisation: str = "") -> str:
    """The data of another installation's roadmap."""
    plan.add("goal", "Fler förädlar")
    session = plan.session
    read = json.loads(document_of(session, plan.roadmap, current(session, plan.roadmap.history)).canonical())
    if organisation:
        one = "0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11"
        read["organisations"].append({"id": one, "name": organisation, "helix": "civil_society", "has_written": False})
        indicator = {"title": "Antal", "responsible": one}
        read["blocks"].append({"id": "0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a12", "kind": "indicator", "parent": None, "rank": "a5", "content": indicator})  # fmt: skip
    return json.dumps(read)
