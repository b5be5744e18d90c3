"""An empty view says what it is for, and offers the first step to those who may take it."""

import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.roadmap import a_plan

FIRST = {
    "activities": "activity",
    "timeline": "activity",
    "responsibilities": "activity",
    "pyramid": "activity",
    "line": "vision",
    "coverage": "goal",
    "logic": "goal",
    "loose-ends": "goal",
}


@pytest.mark.parametrize(("view", "kind"), FIRST.items())
def test_an_empty_view_leads_those_who_write_to_the_first_block(
    session: Session, client: Browser, view: str, kind: str
) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    links = [link.attributes["href"] for link in client.page(f"/areas/{plan.slug}/{view}").css(".empty-state a")]

    assert len(links) == 1
    assert f"kind={kind}" in links[0] or f"/{kind}" in links[0]
    assert client.get(links[0]).status_code == 200


@pytest.mark.parametrize("view", [view for view in FIRST if view != "loose-ends"])
def test_an_empty_view_offers_nothing_to_those_who_only_read(session: Session, client: Browser, view: str) -> None:
    plan = a_plan(session)

    page = client.page(f"/areas/{plan.slug}/{view}")

    assert page.css_first(".empty-state") is not None
    assert page.css(".empty-state a, .empty-state .actions") == []
