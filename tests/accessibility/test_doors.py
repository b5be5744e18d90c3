"""The doors of the accessibility statement, and the letters about what is reported."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from roadmaps.accessibility.models import FaultReport
from roadmaps.notifications.models import OutgoingMail
from tests.factories.accessibility import a_fault, a_report, a_statement
from tests.factories.accounts import a_person
from tests.factories.areas import a_coordinator

REPORT = "/accessibility/reports/new"
PLACE = "/administration/accessibility"


@pytest.fixture(autouse=True)
def english_and_rested(app, client):
    """Each test begins as if nobody had reported anything, and reads English."""
    client.set_cookie("language", "en")


@pytest.fixture
def coordinator(client, session):
    """A browser in which a coordinator sits."""
    return client.sign_in(a_person(session, "Maja Sundin", is_coordinator=True))


def test_the_statement_claims_nothing_before_anybody_has_assessed_the_site(client):
    page = client.page("/accessibility")

    assert "nothing is claimed of it here" in page.body.text()
    assert page.css_first('a[href="https://www.digg.se/tdosanmalan"]') is not None


def test_the_statement_tells_status_faults_and_where_to_turn(client, session, at):
    coordinator = a_coordinator(session)
    a_statement(session, coordinator, at=at)
    a_fault(session, coordinator, at=at)

    text = client.page("/accessibility").body.text()

    for words in (
        "Partly accessible",
        "Region Jämtland Härjedalen",
        "Tidslinjens bild",
        "WCAG 1.1.1",
        "within 14 days",
    ):
        assert words in text


def test_whoever_has_no_account_reports_a_fault_and_coordinators_are_told(client, session):
    a_coordinator(session)

    answer = client.post(REPORT, data={"words": "Menyn går inte att stänga.", "email": "Lasare@Example.org"})

    assert answer.status_code == 303
    report = session.scalars(select(FaultReport)).one()
    assert (report.words, report.email, report.language) == ("Menyn går inte att stänga.", "lasare@example.org", "en")
    letter = session.scalars(select(OutgoingMail)).one()
    assert letter.kind == "accessibility/reported"
    assert "stänga" not in letter.text
    assert "lasare" not in letter.text


@pytest.mark.parametrize("sent", [{}, {"words": " "}, {"words": "x", "email": "a@b\r\nBcc: c@example.org"}])
def test_a_report_without_words_or_with_no_address_is_shown_again(client, session, sent):
    answer = client.post(REPORT, data=sent)

    assert answer.status_code == 422
    assert session.scalars(select(FaultReport)).all() == []


@pytest.mark.limits
def test_one_address_reports_a_few_times_and_then_waits(client, session):
    statuses = [client.post(REPORT, data={"words": f"Fel {number}"}).status_code for number in range(7)]

    assert statuses == [303] * 5 + [429] * 2


def test_the_answer_goes_to_the_address_which_is_then_forgotten(coordinator, session, at):
    report = a_report(session, at=at)

    answer = coordinator.post(f"{PLACE}/reports/{report.id}", data={"answer": "Det är lagat nu."})

    assert answer.status_code == 303
    letter = session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "accessibility/answered")).one()
    assert letter.to == "lasare@example.org"
    assert "Det är lagat nu." in letter.text
    assert session.get_one(FaultReport, report.id).email == ""


def test_a_report_becomes_a_known_fault(coordinator, session, at):
    report = a_report(session, at=at)
    address = f"{PLACE}/faults/new?report={report.id}"
    assert report.words in coordinator.page(address).css_first("textarea[name=words]").text()

    coordinator.post(address, data={"words": "Menyn stängs inte.", "reason": "fault", "since_on": "2026-11-21"})

    assert session.get_one(FaultReport, report.id).fault_id is not None
    assert "Menyn stängs inte." in coordinator.page("/accessibility").body.text()


def test_coordinators_write_correct_and_mend(coordinator, session, at):
    fault = a_fault(session, a_coordinator(session), at=at)
    written = {
        "responsible": "Regionen",
        "status": "partly",
        "assessed_on": "2026-11-02",
        "assessed_how": "Med skärmläsare.",
        "telephone": "063-14 75 00",
        "answers_within": "10",
    }

    assert coordinator.post(f"{PLACE}/statement", data=written).status_code == 303
    told = {"words": "I andra ord.", "reason": "burden", "since_on": "2026-11-02", "until_on": ""}
    assert coordinator.post(f"{PLACE}/faults/{fault.id}", data=told).status_code == 303

    page = coordinator.page("/accessibility").body.text()
    assert "I andra ord." in page
    assert "063-14 75 00" in page
    assert coordinator.post(f"{PLACE}/faults/{fault.id}/mending").status_code == 303
    assert "I andra ord." not in coordinator.page("/accessibility").body.text()
    assert coordinator.get(f"{PLACE}/faults/{fault.id}").status_code == 404


def test_every_page_for_coordinators_is_theirs_alone(client, session, at):
    report = a_report(session, at=at)
    client.sign_in(a_person(session, "Per Nilsson"))

    for address in (PLACE, f"{PLACE}/statement", f"{PLACE}/faults/new", f"{PLACE}/reports/{report.id}"):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "menyn" not in answer.get_data(as_text=True)


def test_the_card_tells_what_waits(coordinator, session, at):
    a_report(session, at=at)

    assert "1 report waits for an answer" in coordinator.page("/administration").body.text()


def test_security_txt_is_there_when_the_operator_has_named_a_contact(client, app, settings, monkeypatch):
    assert client.get("/.well-known/security.txt").status_code == 404
    named = replace(
        settings, security_contacts=("mailto:sakerhet@example.org",), base_url="https://fardplan.example.org"
    )
    monkeypatch.setitem(app.extensions, "settings", named)

    answer = client.get("/.well-known/security.txt")

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.get_data(as_text=True).splitlines() == [
        "Contact: mailto:sakerhet@example.org",
        "Expires: 2027-05-20T00:00:00Z",
        "Preferred-Languages: sv, en",
        "Canonical: https://fardplan.example.org/.well-known/security.txt",
    ]
