"""The choices of the page are drawn once for all who are offered the same, and never shown to others or when they are old."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.freshness.marks import SITE, move
from roadmaps.search.offered import OfferedLately
from tests.browsing import Browser
from tests.factories.roadmap import Plan, a_plan
from tests.factories.search import know_all


@pytest.fixture(autouse=True)
def remembering(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application remembers what it has drawn, as it does in earnest, and nothing of other tests."""
    monkeypatch.setattr(app.extensions["kept_pages"], "is_on", True)
    monkeypatch.setitem(app.extensions, "offered_in_search", OfferedLately())
    yield


@pytest.fixture
def plan(session: Session) -> Plan:
    made = a_plan(session)
    made.add("goal", "Vätgas")
    know_all(session)
    return made


def _choices(client: Browser, more: str = "", **headers: str) -> str:
    return str(client.page(f"/search?q=vätgas{more}", headers=headers).css_first("form.search-page").html)


def test_a_change_on_the_site_is_in_the_choices_at_once(plan: Plan, client: Browser) -> None:
    before = plan.roadmap.area.name
    assert before in _choices(client)

    plan.roadmap.area.name = "Nytt namn"
    plan.session.flush()
    move(plan.session, [SITE])

    assert "Nytt namn" in _choices(client)
    assert before not in _choices(client)


def test_each_language_has_its_own_choices(plan: Plan, client: Browser) -> None:
    in_swedish, in_english = _choices(client), _choices(client, **{"Accept-Language": "en"})

    assert "Narrow the search" in in_english
    assert in_swedish != in_english
    assert _choices(client) == in_swedish


def test_what_one_has_chosen_is_shown_to_nobody_else(plan: Plan, client: Browser) -> None:
    chosen = _choices(client, f"&area={plan.slug}")

    assert "selected" in chosen
    assert "selected" not in _choices(client)
    assert 'value="date"' in _choices(client, "&order=date")
    assert 'value="date"' not in _choices(client)
    assert "aria-invalid" in _choices(client, "&from=fel")
    assert "aria-invalid" not in _choices(client)


def test_who_may_see_more_is_offered_more(session: Session, client: Browser) -> None:
    hidden = a_plan(session, is_public=False)
    organisation = hidden.editor.organisations[0]
    hidden.part(hidden.add("activity", "En kurs"), organisation[0])
    know_all(session)

    assert organisation[1] not in _choices(client)
    client.sign_in(hidden.person(hidden.leader))
    assert organisation[1] in _choices(client)
