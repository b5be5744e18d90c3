import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person


def test_an_open_door_lets_everybody_in(client: Browser) -> None:
    assert client.get("/trial/open").text == "come in"


def test_who_is_not_signed_in_is_led_to_sign_in_and_back(client: Browser) -> None:
    answer = client.get("/trial/signed-in?page=2")

    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/trial/signed-in?page%3D2"


def test_who_is_signed_in_comes_in(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, "Karin Åslund"))

    assert client.get("/trial/signed-in").text == "welcome Karin Åslund"


def test_who_sends_a_form_after_the_sign_in_has_ended_gets_the_text_back(client: Browser) -> None:
    answer = client.post("/trial/signed-in", data={"text": "Vi vill ha fler slöjdare i länet."})

    assert answer.status_code == 403
    assert "fler slöjdare" in page_of(answer).css_first("textarea").text()
    assert page_of(answer).css_first('main a[href^="/sign-in"]')


@pytest.mark.parametrize(("is_coordinator", "status"), [(True, 200), (False, 403)])
def test_a_door_for_coordinators_is_for_coordinators(
    client: Browser, session: Session, is_coordinator: bool, status: int
) -> None:
    client.sign_in(a_person(session, is_coordinator=is_coordinator))

    assert client.get("/trial/coordinators").status_code == status


def test_a_door_for_coordinators_leads_others_to_sign_in(client: Browser) -> None:
    assert client.get("/trial/coordinators").status_code == 303


def test_every_mark_says_in_words_who_may_come(small_site) -> None:
    marks = {name: small_site.view_functions[f"trial.{name}"].access for name in ("open_door", "decided_door")}

    assert marks == {"open_door": "everybody", "decided_door": "as may_read_roadmap decides"}
