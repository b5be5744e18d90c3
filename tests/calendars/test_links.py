from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role, RoleGrant
from roadmaps.calendars.models import CalendarLink, Scope
from roadmaps.calendars.queries import open_links_of
from roadmaps.calendars.rules import MOST_LINKS, make_link, revoke
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Invalid, NotAllowed
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.areas import someone_with
from tests.factories.calendars import a_link, events_in
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    plan = a_plan(session, is_public=False)
    plan.add("activity", "Kurs", start="2026-12-01")
    return plan


def summaries(client: Browser, address: str, **kwargs) -> list[str]:
    response = client.get(address, **kwargs)
    assert (response.status_code, response.mimetype) == (200, "text/calendar")
    return list(events_in(response.data))


def test_a_link_shows_without_signing_in_what_its_person_may_see(client: Browser, session: Session, plan: Plan) -> None:
    _, address = a_link(session, plan.editor)

    response = client.get(address)

    assert len(events_in(response.data)) == 1
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers


def test_the_words_are_in_the_persons_language(client: Browser, session: Session, plan: Plan) -> None:
    plan.person(plan.editor).language = "en"
    _, address = a_link(session, plan.editor)

    assert summaries(client, address, headers={"Accept-Language": "sv"}) == ["Starts: Kurs"]


def test_what_is_kept_of_a_link_does_not_open_it(client: Browser, session: Session, plan: Plan) -> None:
    link, address = a_link(session, plan.editor)

    assert link.token_hash not in address
    assert client.get(f"/calendars/{link.token_hash}.ics").status_code == 404
    assert client.get("/calendars/nonsense.ics").status_code == 404


def test_a_revoked_link_is_not_found(client: Browser, session: Session, plan: Plan) -> None:
    link, address = a_link(session, plan.editor)

    revoke(session, link, at=AT, actor=plan.editor)

    assert client.get(address).status_code == 404
    assert session.scalars(open_links_of(plan.editor.person_id)).all() == []


def test_only_the_owner_revokes_a_link(client: Browser, session: Session, plan: Plan) -> None:
    link, address = a_link(session, plan.editor)

    with pytest.raises(NotAllowed):
        revoke(session, link, at=AT, actor=plan.leader)
    client.sign_in(plan.person(plan.leader))

    assert client.post(f"/me/calendars/{link.id}/revocation").status_code == 404
    assert client.get(address).status_code == 200


def test_the_link_of_someone_deactivated_is_not_found(client: Browser, session: Session, plan: Plan, at) -> None:
    _, address = a_link(session, plan.editor)

    plan.person(plan.editor).deactivated_at = at

    assert client.get(address).status_code == 404


def test_who_has_lost_a_role_sees_less_from_the_same_day(client: Browser, session: Session, plan: Plan) -> None:
    reader = someone_with(session, plan.roadmap.area, Role.READER)
    _, address = a_link(session, reader, Scope.AREA, plan.roadmap.area_id)
    assert len(summaries(client, address)) == 1

    grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == reader.person_id)).one()
    grant.until_on = today() - timedelta(days=1)
    session.flush()

    assert summaries(client, address) == []


def test_the_day_of_use_is_kept_once_a_day(client: Browser, session: Session, plan: Plan, at) -> None:
    link, address = a_link(session, plan.editor)

    client.get(address)
    assert session.get_one(CalendarLink, link.id).last_used_on == today()
    with time_machine.travel(at + timedelta(days=1), tick=False):
        client.get(address)
        assert session.get_one(CalendarLink, link.id).last_used_on == today()


def test_what_has_not_changed_is_not_sent_again(client: Browser, session: Session, plan: Plan) -> None:
    _, address = a_link(session, plan.editor)
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    plan.add("activity", "En till", start="2026-12-02")
    changed = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert changed.status_code == 200


def test_public_calendars_show_what_is_public_to_everyone(client: Browser, session: Session, plan: Plan) -> None:
    open_plan, torsta = a_plan(session), an_organisation(session, "Torsta i Ås")
    activity = open_plan.add("activity", "Öppen kurs", start="2026-12-01")
    open_plan.part(activity, torsta.id)
    hidden = plan.add("activity", "Dold", start="2026-12-01")
    plan.part(hidden, torsta.id)
    client.sign_in(plan.person(plan.editor))
    shown = ["Starts: Öppen kurs"]

    for address in (
        f"/areas/{open_plan.slug}/calendar.ics",
        "/county/calendar.ics",
        f"/organisations/{torsta.slug}/calendar.ics",
    ):
        assert summaries(client, f"{address}?language=en") == shown
        assert "public" in client.get(address).headers["Cache-Control"]
    assert client.get(f"/areas/{plan.slug}/calendar.ics").status_code == 404
    assert client.get("/areas/nowhere/calendar.ics").status_code == 404
    assert client.get("/organisations/nobody/calendar.ics").status_code == 404


def test_a_link_is_made_on_ones_own_page_and_shown_once(client: Browser, session: Session, plan: Plan) -> None:
    client.sign_in(plan.person(plan.editor))

    made = client.post("/me/calendars", data={"show": f"area:{plan.roadmap.area_id}"})
    page = client.page(made.headers["Location"].partition("#")[0])
    address = page.css_first(".calendar-address code").text()
    again = client.page("/me/calendars")

    assert made.status_code == 303
    assert again.css_first(".calendar-address") is None
    assert plan.roadmap.area.name in again.css_first(".directory").text()
    assert len(summaries(client, urlsplit(address).path)) == 1
    link = page.css_first("a[href^='webcal:']").attributes["href"]
    assert link.partition(":")[2] == address.partition(":")[2]


@pytest.mark.parametrize(
    "asked", ["", "nothing", "area:", "area:x", "organisation:x", "area:01930000-0000-7000-8000-000000000000"]
)
def test_what_is_no_alternative_makes_no_link(client: Browser, session: Session, plan: Plan, asked: str) -> None:
    client.sign_in(plan.person(plan.editor))

    response = client.post("/me/calendars", data={"show": asked})

    assert response.status_code == 422
    assert session.scalars(open_links_of(plan.editor.person_id)).all() == []


def test_nobody_collects_links_without_end(session: Session, plan: Plan) -> None:
    for _ in range(MOST_LINKS):
        a_link(session, plan.editor)

    with pytest.raises(Invalid):
        make_link(session, Scope.ALL, at=AT, actor=plan.editor)


def test_the_ways_to_a_calendar_are_offered_where_the_dates_are(client: Browser, session: Session, plan: Plan) -> None:
    open_plan = a_plan(session)
    private = f"/me/calendars?show=area:{plan.roadmap.area_id}"

    anonymous = client.page(f"/areas/{open_plan.slug}/activities")
    client.sign_in(plan.person(plan.editor))
    signed_in = client.page(f"/areas/{plan.slug}/activities")

    assert anonymous.css_first(f"a[href^='webcal:'][href*='/areas/{open_plan.slug}/calendar.ics']") is not None
    assert anonymous.css_first("a[href^='/me/calendars']") is None
    assert signed_in.css_first("a[href^='webcal:']") is None
    assert signed_in.css_first(f"a[href='{private}']") is not None
    assert client.page("/me").css_first("a[href='/me/calendars']") is not None
    assert "checked" in client.page(private).css_first(f"input[value='area:{plan.roadmap.area_id}']").attributes


def test_links_do_not_come_back_with_somebody_who_is_let_in_again(
    client: Browser, session: Session, plan: Plan
) -> None:
    _, address = a_link(session, plan.editor)
    person = plan.person(plan.editor)
    client.sign_in(plan.person(plan.others["coordinator"]))

    client.post(f"/people/{person.id}/deactivation")
    client.post(f"/people/{person.id}/reactivation")

    assert person.is_active
    assert client.get(address).status_code == 404
    assert session.scalars(open_links_of(person.id)).all() == []
