"""The doors through which files of readings come in: who may, what they show, and that nothing goes in unasked."""

import io

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.tables import read_table
from roadmaps.foundation.tables.leading import unled
from roadmaps.indicators.models import PendingImport, Reading
from tests.browsing import Browser, page_of
from tests.factories.indicators import Measured, an_indicator

TITLE = "Företag som förädlar"
FILE = f"Indikator;Period;Värde\n{TITLE};2024;45\n{TITLE};2025;48\n".encode()


@pytest.fixture
def measured(session: Session) -> Measured:
    return an_indicator(session, source="SCB")


@pytest.fixture
def at_hand(measured: Measured, client: Browser) -> Browser:
    """A browser in which somebody of the responsible organisation sits."""
    return client.sign_in(client.session.get_one(Person, measured.torsta.person_id))


def address(measured: Measured, rest: str = "") -> str:
    return f"/areas/{measured.plan.slug}/readings/import{rest}"


def send(browser: Browser, measured: Measured, data: bytes = FILE, name: str = "värden.csv"):
    return browser.post(address(measured), data={"file": (io.BytesIO(data), name)})


def readings(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Reading)) or 0


def test_a_file_is_shown_and_then_written_when_it_is_confirmed(
    session: Session, at_hand: Browser, measured: Measured
) -> None:
    answer = send(at_hand, measured)
    shown = at_hand.page(answer.location)
    before = readings(session)

    done = at_hand.post(
        f"{answer.location}/confirmation", data={"seal": shown.css_first("[name=seal]").attributes["value"]}
    )

    assert answer.status_code == 303
    assert "2 new readings" in shown.text() or "2 nya" in shown.text()
    assert before == 0
    assert (done.status_code, readings(session)) == (303, 2)


def test_a_preview_survives_being_loaded_again_and_a_confirmation_sent_twice_writes_once(
    session: Session, at_hand: Browser, measured: Measured
) -> None:
    place = send(at_hand, measured).location
    seal = at_hand.page(place).css_first("[name=seal]").attributes["value"]
    assert at_hand.page(place).css_first("[name=seal]").attributes["value"] == seal

    for _ in range(2):
        assert at_hand.post(f"{place}/confirmation", data={"seal": seal}).status_code == 303

    assert readings(session) == 2
    assert at_hand.get(place).status_code == 303


def test_bad_rows_are_shown_and_there_is_no_button_to_write(at_hand: Browser, measured: Measured) -> None:
    place = send(at_hand, measured, FILE + b"Annat;2025;3\n").location

    page = at_hand.page(place)
    refused = at_hand.post(f"{place}/confirmation", data={"seal": "x"})

    assert page.css_first("[name=seal]") is None
    assert "Annat" in page.css_first(".import-rows").text()
    assert refused.status_code == 409


def test_a_correction_without_a_reason_is_asked_for_one_and_nothing_is_lost(
    session: Session, at_hand: Browser, measured: Measured
) -> None:
    measured.read("2025", "47")
    place = send(at_hand, measured).location
    seal = at_hand.page(place).css_first("[name=seal]").attributes["value"]

    refused = at_hand.post(f"{place}/confirmation", data={"seal": seal, "reason": " "})
    only_one = readings(session)
    done = at_hand.post(f"{place}/confirmation", data={"seal": seal, "reason": "Rättat av SCB."})

    assert refused.status_code == 422
    assert page_of(refused).css_first("#field-reason[aria-invalid]") is not None
    assert (only_one, done.status_code, measured.standing) == (1, 303, ["2024: 45", "2025: 48"])


def test_what_has_come_in_between_is_told(at_hand: Browser, measured: Measured) -> None:
    place = send(at_hand, measured).location
    seal = at_hand.page(place).css_first("[name=seal]").attributes["value"]
    measured.read("2025", "47")

    refused = at_hand.post(f"{place}/confirmation", data={"seal": seal, "reason": "Ett skäl."})

    assert refused.status_code == 409
    assert page_of(refused).css_first(".error-summary") is not None
    assert measured.standing == ["2025: 47"]


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "tom.csv"), (b"PK\x03\x04oj", "trasig.xlsx"), (b"a;b\n1;2\n", "annat.csv"), (b"", "")]
)
def test_a_file_that_cannot_be_used_is_told_beside_the_field(
    at_hand: Browser, measured: Measured, data: bytes, name: str
) -> None:
    answer = send(at_hand, measured, data, name)

    assert answer.status_code == 422
    assert page_of(answer).css_first("#field-file-error") is not None


@pytest.mark.parametrize("name", ["xlsx", "csv"])
def test_the_template_has_the_readings_to_make_and_comes_back_as_it_is(
    session: Session, at_hand: Browser, measured: Measured, name: str
) -> None:
    hostile = '=HYPERLINK("x")'
    measured.plan.add("indicator", hostile, responsible=str(measured.organisation.id), by_municipality=True)

    answer = at_hand.get(address(measured, f"/template.{name}"))
    rows = read_table(answer.data)
    back = send(at_hand, measured, answer.data, f"mall.{name}")

    assert len(rows) == 1 + 1 + 9
    assert rows[1].cells[:2] == (TITLE, "2026")
    assert unled(rows[2].cells[0]) == hostile
    assert at_hand.page(back.location).css_first("[name=seal]") is None
    assert readings(session) == 0


def test_there_are_no_templates_of_other_kinds(at_hand: Browser, measured: Measured) -> None:
    assert at_hand.get(address(measured, "/template.exe")).status_code == 404


def test_a_file_can_be_forgotten(session: Session, at_hand: Browser, measured: Measured) -> None:
    place = send(at_hand, measured).location

    assert at_hand.post(f"{place}/withdrawal").status_code == 303
    assert at_hand.get(place).status_code == 404
    assert session.scalar(select(func.count()).select_from(PendingImport)) == 0


def test_only_the_sender_sees_a_file(session: Session, client: Browser, measured: Measured) -> None:
    client.sign_in(session.get_one(Person, measured.torsta.person_id))
    place = send(client, measured).location

    client.sign_in(measured.plan.person(measured.plan.leader))

    assert client.get(place).status_code == 404
    assert client.post(f"{place}/confirmation", data={"seal": "x"}).status_code == 404
    assert client.post(f"{place}/withdrawal").status_code == 404


def test_those_who_may_not_record_find_no_way_in(session: Session, client: Browser, measured: Measured) -> None:
    assert client.get(address(measured)).status_code == 303  # To signing in.

    client.sign_in(measured.plan.person(measured.plan.others["reader"]))

    assert client.get(address(measured)).status_code == 403
    assert send(client, measured).status_code == 403
    assert client.get(address(measured, "/template.csv")).status_code == 403
    assert client.page(f"/areas/{measured.plan.slug}/indicators").css_first("a[href$='/readings/import']") is None


def test_a_roadmap_that_is_not_open_is_not_known_of_except_by_those_who_read_for_it(
    session: Session, client: Browser
) -> None:
    measured = an_indicator(session, is_public=False)

    client.sign_in(measured.plan.person(measured.plan.others["editor elsewhere"]))
    unknown = client.get(address(measured)).status_code
    client.sign_in(session.get_one(Person, measured.torsta.person_id))

    assert (unknown, client.get(address(measured)).status_code) == (404, 200)


def test_the_list_of_indicators_leads_those_who_may_record_to_importing(
    client: Browser, session: Session, measured: Measured
) -> None:
    client.sign_in(measured.plan.person(measured.plan.editor))

    page = client.page(f"/areas/{measured.plan.slug}/indicators")

    assert page.css_first("a[href$='/readings/import']") is not None
