"""The page of responsibilities where there is much on it."""

from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.roadmap import a_plan


def test_a_long_list_of_gaps_is_folded_after_the_first_five(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    for number in range(8):
        plan.add("activity", f"Aktivitet {number}")

    gaps = client.page(f"/areas/{plan.slug}/responsibilities").css_first("section[aria-labelledby=gap-without]")

    assert len(gaps.css("li")) == 8
    assert len(gaps.css("details li")) == 3
    assert "3" in gaps.css_first("details > summary").text()


def test_a_short_list_is_not_folded(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    for number in range(6):
        plan.add("activity", f"Aktivitet {number}")

    gaps = client.page(f"/areas/{plan.slug}/responsibilities").css_first("section[aria-labelledby=gap-without]")

    assert len(gaps.css("li")) == 6
    assert gaps.css_first("details") is None
