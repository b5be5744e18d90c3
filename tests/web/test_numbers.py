"""Numbers in addresses that no database can hold."""

import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.roadmap import a_plan

_PAGED = ("/glossary", "/glossary/changes", "/administration/mail", "/desk", "/me/threads")
_PAGED_OF_AREAS = ("/roadmap", "/threads", "/log")


@pytest.mark.parametrize("number", [2**31, 10**30])
def test_there_is_nothing_at_them(client: Browser, number: int) -> None:
    rules = [rule.rule for rule in client.application.url_map.iter_rules() if "<int:" in rule.rule]
    assert rules

    for rule in rules:
        address = "/".join(str(number) if "<int:" in part else "ett" for part in rule.split("/")[1:])
        assert client.get(f"/{address}").status_code in {404, 405}, rule


@pytest.mark.parametrize("number", [-(10**30), -1, 0, 2**31, 2**63, 10**30])
def test_asked_for_behind_the_question_mark_they_name_nothing(client: Browser, session: Session, number: int) -> None:
    slug = a_plan(session).roadmap.area.slug
    client.sign_in(a_person(session, "Karin Åslund", is_coordinator=True))
    names = ("page", "before", "undoable")
    asked = "&".join(f"{name}={number}" for name in names)

    for path in (*_PAGED, *(f"/areas/{slug}{path}" for path in _PAGED_OF_AREAS)):
        assert client.get(f"{path}?{asked}").status_code == 200, path
