import pytest
from sqlalchemy.orm import Session

from roadmaps.web.errors import status_of
from tests.browsing import Browser, page_of
from tests.factories.accounts import a_person
from tests.web.conftest import REFUSALS

LONG = "Vi har skrivit på den här texten hela förmiddagen."


@pytest.mark.parametrize(
    ("name", "status"), [("not-allowed", 403), ("not-found", 404), ("invalid", 422), ("conflict", 409)]
)
def test_a_refusal_answers_with_its_status_and_its_sentence(client: Browser, name: str, status: int) -> None:
    answer = client.get(f"/trial/refusals/{name}", headers={"Accept-Language": "en"})

    assert answer.status_code == status
    assert str(REFUSALS[name].sentence) in page_of(answer).css_first("main").text()


def test_a_refusal_of_a_subclass_answers_like_its_parent() -> None:
    class Locked(type(REFUSALS["not-allowed"])):
        pass

    assert status_of(Locked(REFUSALS["not-allowed"].sentence)) == 403


@pytest.mark.parametrize("address", ["/trial/refusals/conflict", "/trial/refusals/not-allowed"])
def test_what_was_typed_is_on_the_page_that_refuses_it(client: Browser, address: str) -> None:
    answer = client.post(address, data={"body": LONG, "kind": "goal"})

    assert [area.text().strip() for area in page_of(answer).css("main textarea")] == [LONG]


def test_secrets_that_were_typed_are_not_shown(client: Browser) -> None:
    secret = "ett mycket långt lösenord med mellanslag"

    answer = client.post("/trial/refusals/invalid", data={"new_password": secret, "csrf_token": secret})

    assert secret not in answer.text


def test_what_was_typed_is_shown_as_text(client: Browser) -> None:
    answer = client.post("/trial/refusals/invalid", data={"body": "</textarea><script>alert(1)</script>"})

    assert not [script for script in page_of(answer).css("script") if "alert" in script.text()]


def test_an_address_that_leads_nowhere_says_so(client: Browser) -> None:
    answer = client.get("/nowhere")

    assert answer.status_code == 404
    assert page_of(answer).css_first("h1").text()


def test_a_missing_file_is_told_briefly(client: Browser) -> None:
    answer = client.get("/static/dist/gone.css")

    assert answer.status_code == 404
    assert len(answer.text) < 500


def test_a_wrong_method_tells_which_are_right(client: Browser) -> None:
    answer = client.post("/trial/decided")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_too_much_is_refused_in_words(client: Browser) -> None:
    answer = client.post("/trial/flash", data={"said": "x" * 3_000_000})

    assert answer.status_code == 413
    assert page_of(answer).css_first("main p").text()


def test_a_file_that_is_too_large_is_refused_in_words(client: Browser) -> None:
    answer = client.post("/trial/flash", data=b"x" * 3_000_000, content_type="multipart/form-data; boundary=line")

    assert answer.status_code == 413


@pytest.mark.in_earnest
@pytest.mark.parametrize(("name", "status"), [("bug", 500), ("busy", 503)])
def test_a_failure_gives_back_what_was_typed_without_asking_the_database(
    client: Browser, session: Session, name: str, status: int
) -> None:
    client.sign_in(a_person(session))

    answer = client.post(f"/trial/failures/{name}", data={"body": LONG})

    assert answer.status_code == status
    assert LONG in page_of(answer).css_first("textarea").text()
    assert "ZeroDivision" not in answer.text


def test_a_failure_stops_a_test(client: Browser) -> None:
    with pytest.raises(ZeroDivisionError):
        client.get("/trial/failures/bug")


@pytest.mark.csrf
def test_a_form_without_its_token_is_not_accepted_and_gives_back_what_was_typed(client: Browser) -> None:
    answer = client.post("/trial/open", data={"body": LONG})

    assert answer.status_code == 400
    assert LONG in page_of(answer).css_first("textarea").text()


@pytest.mark.csrf
def test_a_form_with_its_token_is_accepted(client: Browser) -> None:
    token = client.page("/sign-in").css_first('main input[name="csrf_token"]').attributes["value"]

    assert client.post("/trial/open", data={"csrf_token": token}).text == "come in"


@pytest.mark.csrf
def test_the_token_of_another_browser_is_not_accepted(client: Browser) -> None:
    token = client.page("/sign-in").css_first('main input[name="csrf_token"]').attributes["value"]
    other = client.application.test_client()
    other.session = client.session
    other.get("/sign-in")

    assert other.post("/trial/open", data={"csrf_token": token}).status_code == 400
