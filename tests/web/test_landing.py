"""Where in a page a form leads, for Turbo, which loses the fragment of a redirect."""

import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.roadmap import a_plan

TURBO = {"X-Turbo-Request-Id": "1"}


@pytest.mark.parametrize("headers", [TURBO, {}], ids=["with Turbo", "without"])
def test_the_next_page_is_told_once_where_the_form_led(
    client: Browser, session: Session, headers: dict[str, str]
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    client.sign_in(plan.person(plan.editor))

    answer = client.post(f"/blocks/{goal}/edit", data={"title": "Nytt mål", "based_on": 1}, headers=headers)
    first, second = client.page(plan.address), client.page(plan.address)

    assert answer.location.endswith(f"#block-{goal}")
    place = first.css_first("meta[name=landing]")
    assert (place.attributes["content"] if place else None) == (f"block-{goal}" if headers else None)
    assert second.css_first("meta[name=landing]") is None


def test_a_link_that_leads_on_lands_where_it_says(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")

    client.get(f"/blocks/{goal}", headers=TURBO)

    place = client.page(plan.address).css_first("meta[name=landing]")
    assert place.attributes["content"] == f"block-{goal}"
