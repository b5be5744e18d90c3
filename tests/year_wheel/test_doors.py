"""The wheel as it is met page by page."""

from datetime import date

from icalendar import Calendar
from sqlalchemy import select

from roadmaps.calendars.models import Scope
from roadmaps.calendars.rules import make_link
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules import plan_meeting
from roadmaps.year_wheel.models import WheelEntry
from tests.factories.calls import a_call
from tests.factories.meetings import facts as meeting_facts
from tests.factories.roadmap import AT, a_plan
from tests.factories.year_wheel import an_entry, local


def a_meeting(session, plan, day=date(2026, 2, 12), **changed):
    facts = meeting_facts(**{"starts_at": local(day, 13), "ends_at": local(day, 15), **changed})
    return plan_meeting(session, facts, area=plan.roadmap.area, actor=plan.leader, at=AT)


def test_everyone_reads_the_wheel_and_its_list_and_only_those_who_lead_write_in_it(client, session):
    plan = a_plan(session)
    a_meeting(session, plan)
    a_call(session, plan.leader, plan.roadmap.area)
    address = f"/areas/{plan.slug}/year"
    client.set_cookie("language", "en")

    page = client.get(address).text
    assert "Öppet möte om beredskap" in page
    assert "Last day to apply" in page
    assert page.count('class="wheel-mark"') == 3
    assert page.count('class="wheel-arc"') == 1
    assert "Write a day" not in page
    client.sign_in(plan.person(plan.leader))
    assert "Write a day" in client.get(address).text


def test_a_wheel_without_anything_says_what_it_is_for(client, session):
    plan = a_plan(session)
    client.set_cookie("language", "en")

    assert "Nothing stands in 2026 yet" in client.get(f"/areas/{plan.slug}/year").text
    assert "Nothing stands in 2031 yet" in client.get(f"/areas/{plan.slug}/year?year=2031").text


def test_the_look_is_held_by_the_address_and_what_makes_no_sense_is_passed_over(client, session):
    plan, other = a_plan(session), a_plan(session)
    a_meeting(session, plan)
    an_entry(session, other, "Där")
    client.set_cookie("language", "en")

    only_meetings = client.get("/county/year?year=2026&sort=meeting").text
    assert "Öppet möte om beredskap" in only_meetings and "Där" not in only_meetings
    assert "sort=meeting" in only_meetings
    one_area = client.get(f"/county/year?area={other.slug}").text
    assert "Där" in one_area and "Öppet möte om beredskap" not in one_area
    assert "Nothing fits the choice" in client.get("/county/year?sort=pulse").text
    for strange in ("year=99999", "year=%C2%B2026", "sort=x", "area=nowhere"):
        assert client.get(f"/county/year?{strange}").status_code == 200


def test_a_leader_writes_a_day_changes_it_and_takes_it_out(client, session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    address = f"/areas/{plan.slug}/year"
    client.set_cookie("language", "en")

    refused = client.post(f"{address}/entries/new", data={"title": "", "sort": "deadline", "on_day": "i mars"})
    assert refused.status_code == 422
    made = client.post(
        f"{address}/entries/new",
        data={"title": "Handlingar", "sort": "deadline", "on_day": "2027-03-12", "until_on": "", "is_yearly": "1"},
    )
    assert made.location.endswith(f"{address}?year=2027")
    entry = session.scalars(select(WheelEntry)).unique().one()
    here = f"/year-entries/{entry.id}"
    assert "Each year on the same date" in client.get(here).text
    changed = {"title": "Nya handlingar", "sort": "report", "on_day": "2027-03-15", "version": "1"}
    assert client.post(f"{here}/facts", data=changed).status_code == 303
    assert "Nya handlingar" in client.get(f"{address}?year=2027").text
    assert client.post(f"{here}/facts", data=changed).status_code == 409
    assert client.post(f"{here}/removal").status_code == 303
    assert "Nya handlingar" not in client.get(f"{address}?year=2027").text
    assert client.get(here).status_code == 404


def test_the_next_year_is_proposed_ticked_changed_and_made(client, session):
    plan = a_plan(session)
    a_meeting(session, plan)
    an_entry(session, plan)
    entry = session.scalars(select(WheelEntry)).unique().one()
    client.sign_in(plan.person(plan.leader))
    client.set_cookie("language", "en")
    address = f"/areas/{plan.slug}/year/2027/proposal"
    meeting = session.scalars(select(Meeting)).unique().one()

    page = client.get(address).text
    assert 'value="2027-02-11"' in page and 'value="2027-03-11"' in page
    wrong = {
        "make": [str(meeting.id), str(entry.id)],
        f"day-{meeting.id}": "2027-02-18",
        f"title-{meeting.id}": "Ett möte till",
        f"day-{entry.id}": "snart",
        f"title-{entry.id}": "Handlingar",
    }
    refused = client.post(address, data=wrong)
    assert refused.status_code == 422
    assert 'value="2027-02-18"' in refused.text and "Ett möte till" in refused.text and 'value="snart"' in refused.text
    made = client.post(address, data={**wrong, f"day-{entry.id}": "2027-03-10"})
    assert made.location.endswith(f"/areas/{plan.slug}/year?year=2027")
    there = client.get(made.location).text
    assert "2 lines are made" in there and "Ett möte till" in there
    assert client.get(address).text.count("Made already") == 2
    assert client.post(address, data=wrong).status_code == 422


def test_nobody_else_is_shown_the_proposal_and_there_is_none_for_a_year_that_is_none(client, session):
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/year/2027/proposal"

    assert "/sign-in" in client.get(address).location
    client.sign_in(plan.person(plan.editor))
    assert client.get(address).status_code == 403
    assert client.post(address, data={"make": "x"}).status_code == 403
    assert client.get("/county/year/2027/proposal").status_code == 403
    client.sign_in(plan.person(plan.others["coordinator"]))
    assert client.get("/county/year/2027/proposal").status_code == 200
    assert client.get("/county/year/1999/proposal").status_code == 404


def test_the_file_for_calendars_has_the_days_that_everybody_may_see(client, session):
    plan, closed = a_plan(session), a_plan(session, is_public=False)
    meeting = a_meeting(session, plan)
    an_entry(session, plan, "Kurs", on_day=date(2026, 11, 9), until_on=date(2026, 11, 27))
    an_entry(session, closed, "Internt")

    answer = client.get(f"/areas/{plan.slug}/year.ics?language=en")

    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert {str(one["SUMMARY"]) for one in events} == {"Öppet möte om beredskap", "Kurs"}
    timed = next(one for one in events if str(one["SUMMARY"]).startswith("Öppet"))
    assert timed.decoded("DTSTART") == meeting.starts_at
    days = next(one for one in events if one["SUMMARY"] == "Kurs")
    assert (days.decoded("DTSTART"), days.decoded("DTEND")) == (date(2026, 11, 9), date(2026, 11, 28))
    assert b"Internt" not in client.get("/county/year.ics").data


def test_a_private_link_to_the_plan_brings_the_wheel_along(client, session):
    closed = a_plan(session, is_public=False)
    a_meeting(session, closed)
    an_entry(session, closed, "Internt")
    _, token = make_link(session, Scope.AREA, closed.roadmap.area_id, at=AT, actor=closed.leader)

    found = client.get(f"/calendars/{token}.ics").data.decode()

    assert "Öppet möte om beredskap" in found and "Internt" in found
