from datetime import UTC, date, datetime

import pytest
from flask import Flask, g
from flask_babel import force_locale
from sqlalchemy.orm import Session

from roadmaps.foundation.sentences import say, say_number
from roadmaps.web.language import clock_time, day, locale, moment, shown, translate
from tests.browsing import Browser
from tests.factories.accounts import a_person

EVENING = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)


@pytest.fixture(params=["sv", "en"])
def spoken(request: pytest.FixtureRequest, app: Flask):
    with app.test_request_context("/", headers={"Accept-Language": request.param}):
        yield request.param


@pytest.fixture
def in_english(app: Flask):
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        yield


def language_of(client: Browser, wanted: str | None = None) -> str | None:
    headers = {"Accept-Language": wanted} if wanted is not None else {}
    return client.page("/about", headers=headers).css_first("html").attributes["lang"]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        (None, "sv"),
        ("", "sv"),
        ("en-GB,en;q=0.8", "en"),
        ("sv-SE", "sv"),
        ("de,en;q=0.5", "en"),
        ("fi,nb", "sv"),
        ("*", "sv"),
    ],
)
def test_the_browser_tells_which_language_is_wanted_and_swedish_is_the_default(
    client: Browser, wanted: str | None, given: str
) -> None:
    assert language_of(client, wanted) == given


def test_the_language_of_the_account_goes_before_that_of_the_browser(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, language="en"))

    assert language_of(client, "sv") == "en"


def test_what_was_chosen_here_goes_before_everything(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, language="en"))
    client.set_cookie("language", "sv")

    assert language_of(client, "en") == "sv"


def test_a_language_that_we_do_not_speak_is_not_chosen(client: Browser) -> None:
    client.set_cookie("language", "../../etc")

    assert language_of(client, "en") == "en"


def test_outside_of_a_request_swedish_is_spoken(app: Flask) -> None:
    with app.app_context():
        assert locale() == "sv"


def test_a_letter_speaks_the_language_of_who_gets_it(app: Flask) -> None:
    with app.app_context():
        g.forced_language = "en"

        assert locale() == "en"


@pytest.mark.usefixtures("in_english")
def test_sentences_are_put_together_with_what_they_hold() -> None:
    nested = say("%(what)s was added by %(who)s.", what=say("Goal"), who="Torsta")

    assert translate(nested) == "Goal was added by Torsta."
    assert translate(say_number("%(num)s goal", "%(num)s goals", 1)) == "1 goal"
    assert translate(say_number("%(num)s goal", "%(num)s goals", 7)) == "7 goals"
    assert translate(None) == translate("") == ""


@pytest.mark.usefixtures("in_english")
def test_a_row_of_sentences_is_listed_with_small_letters_but_not_abbreviations() -> None:
    changed = say("Changed: %(fields)s", fields=(say("Title"), say("KPI")))

    assert translate(changed) == "Changed: title, KPI"


def test_what_people_have_written_is_never_translated(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "sv"}):
        assert shown("Yes") == "Yes"
        assert shown(say("Yes")) == "Ja"


def test_a_part_in_another_language_changes_nothing_of_what_follows(app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "sv"}):
        said = [translate(say("Yes"))]
        with force_locale("en"):
            said.append(translate(say("Yes")))
        said.append(translate(say("Yes")))

    assert said == ["Ja", "Yes", "Ja"]


def test_days_are_written_out(spoken: str) -> None:
    assert day(date(2026, 3, 1)) == {"sv": "1 mars 2026", "en": "1 March 2026"}[spoken]


def test_moments_are_told_by_the_clock_in_sweden(spoken: str) -> None:
    assert (
        moment(EVENING)
        == {
            "sv": "söndag 22 november 2026 kl. 00.05",
            "en": "Sunday 22 November 2026, 00:05",
        }[spoken]
    )
    assert clock_time(EVENING) == {"sv": "00.05", "en": "00:05"}[spoken]
    assert day(EVENING).startswith("22 ")
