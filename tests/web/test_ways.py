"""The row of views: which of them the reader is at."""

import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.roadmap import a_plan


@pytest.mark.parametrize(("view", "said"), [("line", "page"), ("coverage", "true"), ("loose-ends", "true")])
def test_a_page_beneath_a_view_tells_under_which_it_lies(
    client: Browser, session: Session, view: str, said: str
) -> None:
    plan = a_plan(session)
    client.set_cookie("language", "en")
    client.sign_in(plan.person(plan.editor))

    page = client.page(f"/areas/{plan.slug}/{view}")

    here = page.css_first("nav[aria-label='Views of the roadmap'] [aria-current]")
    assert (here.text(), here.attributes["aria-current"]) == ("The line to 2050", said)


def test_who_may_not_read_a_roadmap_is_led_to_none_of_its_views(client: Browser, session: Session) -> None:
    plan = a_plan(session, is_public=False)

    page = client.page(f"/areas/{plan.slug}/year")

    addresses = [str(link.attributes["href"]) for link in page.css("nav.subnav a")]
    assert addresses
    assert {address for address in addresses if client.get(address).status_code != 200} == set()
    assert len(page.css("nav.subnav [aria-current]")) == 2
