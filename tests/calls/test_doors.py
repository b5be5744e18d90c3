import io
from datetime import date

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.calls.models import Assessment, Call, CallInterest
from roadmaps.calls.queries import assessments, interests_in, standing_calls
from roadmaps.calls.rules.assessing import finish, judge
from tests.browsing import Browser
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import a_coordinator, a_role, an_area
from tests.factories.calls import AT, Funded, a_call, a_funded_plan, a_sheet
from tests.factories.large import a_large_plan


def leader_of(session: Session, funded: Funded) -> Person:
    return funded.plan.person(funded.plan.leader)


def from_torsta(session: Session, funded: Funded) -> Person:
    person = a_person(session, "Kajsa Torstadotter")
    a_membership(session, person, funded.torsta)
    return person


def form_of(**facts: object) -> dict:
    return {"title": "Innovation i hela länet", "fund": "ERUF", "measure": "ERUF 1:4", "currency": "sek", **facts}


def test_an_empty_list_says_what_it_is_for_and_offers_the_first_step(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)

    stranger = client.page(f"/areas/{funded.area.slug}/calls")
    client.sign_in(leader_of(session, funded))
    leader = client.page(f"/areas/{funded.area.slug}/calls")

    assert "No calls yet" in stranger.html or "Inga utlysningar" in stranger.html
    assert stranger.css_first("a[href^='/calls/new']") is None
    assert leader.css_first("a[href^='/calls/new']") is not None


def test_a_leader_adds_a_call_and_sees_what_fits(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    client.sign_in(leader_of(session, funded))

    answer = client.post(
        f"/calls/new?area={funded.area.slug}",
        data=form_of(areas=str(funded.area.id), closes_on="2026-12-15", share="40", most="1 200 000"),
        follow_redirects=True,
    )

    call = session.scalars(standing_calls()).one()
    assert (call.share, str(call.most), call.areas) == (40, "1200000", [funded.area])
    assert "Ett kök för småskalig livsmedelsförädling" in answer.text
    assert "ERUF 1:4 kan passa" in answer.text


def test_what_somebody_wrote_of_a_call_is_told_as_swedish_on_an_english_page(client: Browser, session: Session) -> None:
    call = a_call(session, a_coordinator(session), cofinancing="Regionen", who="Minst två parter", sought="förädling")

    page = client.page(f"/calls/{call.id}", headers={"Accept-Language": "en"})

    swedish = {one.text(strip=True) for one in page.css("main [lang=sv]")}
    assert {call.title, call.name, "Regionen", "Minst två parter", "förädling"} <= swedish
    assert page.css_first("h1").text(strip=True) == call.title


def test_an_activity_that_names_the_call_itself_is_not_folded_away(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    for number in range(5):
        funded.plan.add("activity", f"Något annat {number}", funding_state="unfunded")
    call = a_call(session, funded.plan.others["coordinator"], funded.area, sought="rymdfart")

    fold = client.page(f"/calls/{call.id}").css_first("details.call-more")

    assert "småskalig livsmedelsförädling" in fold.css_first(".call-fit-title").text()
    assert "open" in fold.attributes


def test_what_is_wrong_with_a_call_is_told_in_the_form(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    client.sign_in(leader_of(session, funded))
    areas = str(funded.area.id)
    answer = client.post(
        "/calls/new", data=form_of(areas=areas, opens_on="2026-12-02", closes_on="2026-12-01", link="x")
    )

    assert answer.status_code == 422
    assert 'id="field-closes_on-error"' in answer.text
    assert 'value="Innovation i hela länet"' in answer.text


def test_nobody_else_adds_calls(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    client.sign_in(funded.plan.person(funded.plan.editor))

    assert client.get("/calls/new").status_code == 403
    assert client.get("/calls/import").status_code == 403


def test_two_who_change_the_same_see_what_the_other_wrote(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    client.sign_in(leader_of(session, funded))
    address, areas = f"/calls/{call.id}/edit", str(funded.area.id)
    client.post(address, data=form_of(areas=areas, based_on="1", share="40"))

    answer = client.post(address, data=form_of(areas=areas, based_on="1", share="50"))

    assert answer.status_code == 409
    assert "40 %" in answer.text
    assert 'name="based_on" value="2"' in answer.text
    assert client.post(address, data=form_of(areas=areas, based_on="2", share="50")).status_code == 303


def test_a_call_is_taken_back_with_a_reason_and_counts_again(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    client.sign_in(leader_of(session, funded))

    assert client.post(f"/calls/{call.id}/withdrawal", data={"words": ""}).status_code == 422
    client.post(f"/calls/{call.id}/withdrawal", data={"words": "Inställd"})
    assert "Inställd" in client.page(f"/calls/{call.id}").html
    client.post(f"/calls/{call.id}/return")

    assert session.get_one(Call, call.id).withdrawn_at is None


def test_an_organisation_says_what_it_wants_and_takes_it_back(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    client.sign_in(from_torsta(session, funded))
    facts = {
        "organisation": str(funded.torsta.id),
        "wish": "seeks_partners",
        "activity": str(funded.hub),
        "words": "Vi söker ett lärosäte.",
        "contact_name": "Kajsa",
        "contact_email": "kajsa@torsta.se",
    }

    client.post(f"/calls/{call.id}/interest", data=facts)
    own = client.page(f"/calls/{call.id}").html
    with client.session_transaction() as cookie:
        cookie.clear()
    stranger = client.page(f"/calls/{call.id}").html

    assert "Vi söker ett lärosäte." in own
    assert "kajsa@torsta.se" in own
    assert "Vi söker ett lärosäte." in stranger
    assert "kajsa@torsta.se" not in stranger
    interest = session.scalars(interests_in([call.id])).one()
    client.sign_in(session.get_one(Person, interest.said_by_id))
    assert client.page(f"/organisations/{funded.torsta.id}").css_first(f"a[href^='/calls/{call.id}']") is not None
    client.post(f"/calls/{call.id}/interests/{interest.id}/withdrawal")
    assert session.get_one(CallInterest, interest.id).contact_email == ""


def test_an_interest_of_another_call_is_not_found(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call, other = (a_call(session, funded.plan.leader, funded.area) for _ in range(2))
    client.sign_in(from_torsta(session, funded))
    client.post(f"/calls/{call.id}/interest", data={"organisation": str(funded.torsta.id), "wish": "applies"})
    interest = session.scalars(interests_in([call.id])).one()

    assert client.post(f"/calls/{other.id}/interests/{interest.id}/withdrawal").status_code == 404


def test_whoever_acts_for_nobody_says_nothing(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    client.sign_in(a_person(session))

    assert client.get(f"/calls/{call.id}/interest").status_code == 403


def test_those_whose_activities_fit_are_told(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    client.sign_in(leader_of(session, funded))

    assert client.page(f"/calls/{call.id}/notice").css_first(f"input[value='{funded.hub}']") is not None
    assert client.post(f"/calls/{call.id}/notice", data={}).status_code == 422
    assert client.post(f"/calls/{call.id}/notice", data={"activities": str(funded.hub)}).status_code == 303
    assert client.page(f"/calls/{call.id}/notice").css_first(f"input[value='{funded.hub}']") is None


def test_a_call_of_a_closed_area_shows_nothing_of_its_roadmap(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session, is_public=False)
    call = a_call(session, funded.plan.leader, funded.area)

    page = client.page(f"/calls/{call.id}")

    assert page.css_first("h1").text() == call.title
    assert "Ett kök" not in page.html
    assert client.get(f"/areas/{funded.area.slug}/calls").status_code == 404


def test_a_sheet_from_beginning_to_word(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    client.sign_in(leader_of(session, funded))
    address = f"/calls/{call.id}/assessments/new?area={funded.area.slug}&activity={funded.hub}"
    form = client.page(address)
    assert form.css_first(f"input[value='{funded.hub}'][checked]") is not None

    facts = {
        "title": "Kök för fler",
        "applicant_id": str(funded.torsta.id),
        "activities": str(funded.hub),
        "on_day": "2026-11-21",
    }
    client.post(address, data=facts)
    sheet = session.scalars(assessments(call=call)).unique().one()
    page = f"/assessments/{sheet.id}"
    assert "Mer mat förädlas i länet" in client.page(page).html
    client.post(f"{page}/completion", data={"based_on": "1"})
    assert not session.get_one(Assessment, sheet.id).is_finished
    judged = {"standpoint": "conditions", "text": "Den **behövs**.", "conditions": "Fråga samebyarna.", "based_on": "1"}
    assert client.post(f"{page}/judgement", data=judged).status_code == 303
    client.post(f"{page}/completion", data={"based_on": "2"})
    word = client.get(f"{page}/files/docx")

    assert "<strong>behövs</strong>" in client.page(page).html
    assert word.status_code == 200
    assert word.data.startswith(b"PK")
    assert client.get(f"{page}/judgement").status_code == 403
    assert client.get(f"{page}/files/exe").status_code == 404


def test_drafts_are_for_those_who_lead_and_what_is_finished_for_the_area(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    plan = funded.plan
    call = a_call(session, plan.leader, funded.area)
    draft, done = (a_sheet(session, funded, call) for _ in range(2))
    judge(session, done, {"standpoint": "supports", "text": "Ja."}, based_on=1, actor=plan.leader, at=AT)
    finish(session, done, based_on=2, actor=plan.leader, at=AT)

    seen = {}
    for name, person in (
        ("nobody", None),
        ("reader", plan.person(plan.others["reader"])),
        ("leader", leader_of(session, funded)),
    ):
        if person:
            client.sign_in(person)
        seen[name] = [client.get(f"/assessments/{one.id}").status_code for one in (draft, done)]
        listed = client.page(f"/areas/{funded.area.slug}/assessments")
        assert len(listed.css(".call-sheets li")) == seen[name].count(200)

    assert seen == {"nobody": [404, 404], "reader": [404, 200], "leader": [200, 200]}


def test_a_draft_is_laid_aside(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    sheet = a_sheet(session, funded, a_call(session, funded.plan.leader, funded.area))
    client.sign_in(leader_of(session, funded))

    assert client.post(f"/assessments/{sheet.id}/withdrawal", data={"words": ""}).status_code == 422
    client.post(f"/assessments/{sheet.id}/gathering")
    client.post(f"/assessments/{sheet.id}/withdrawal", data={"words": "Ansökan drogs tillbaka."})

    assert "Ansökan drogs tillbaka." in client.page(f"/assessments/{sheet.id}").html
    assert client.get(f"/assessments/{sheet.id}/judgement").status_code == 403


def test_the_document_and_the_area_tell_of_the_calls_that_fit(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)

    document = client.page(f"/areas/{funded.area.slug}/roadmap")
    area = client.page(f"/areas/{funded.area.slug}")

    places = document.css(".block-calls")
    assert len(places) == 1
    assert call.title in places[0].text()
    assert area.css_first(f"a[href='/calls/{call.id}']") is not None
    assert client.page("/county").css_first("a[href='/county/calls']") is not None


def test_the_county_lists_every_call_by_state_and_narrows_the_list(client: Browser, session: Session) -> None:
    coordinator, area = a_coordinator(session), an_area(session)
    a_call(session, coordinator, title="Öppen")
    a_call(
        session,
        coordinator,
        area,
        title="Kommande",
        fund="Vinnova",
        measure="",
        opens_on=date(2027, 1, 1),
        closes_on=None,
    )
    a_call(session, coordinator, title="Stängd", opens_on=None, closes_on=date(2026, 1, 1), applicants=["academia"])

    everything = client.page("/county/calls")
    narrowed = client.page("/county/calls?fund=vinnova&state=coming")
    nothing = client.page("/county/calls?state=withdrawn")

    assert [one.text().split(" (")[0].strip() for one in everything.css("main section h2, main summary h2")]
    assert "Kommande" in narrowed.html
    assert "Öppen" not in " ".join(one.text() for one in narrowed.css("table"))
    assert not nothing.css("table")


def test_a_large_plan_is_listed_with_few_questions(client: Browser, session: Session) -> None:
    large = a_large_plan(session)
    coordinator = a_coordinator(session)
    for number in range(10):
        a_call(session, coordinator, title=f"Utlysning {number}", sought="förädling")

    page = client.page(f"/areas/{large.slug}/calls")

    assert len(page.css("tbody tr")) == 10


def test_a_leader_of_several_areas_is_asked_for_which_one(client: Browser, session: Session) -> None:
    funded, other = a_funded_plan(session), an_area(session)
    person = leader_of(session, funded)
    a_role(session, other, person, Role.DEPUTY)
    client.sign_in(person)

    page = client.page("/calls/new")

    assert len(page.css("input[name='areas'][checked]")) == 2
    answer = client.post("/calls/new", data=form_of())
    assert answer.status_code == 422
    assert 'id="field-areas-error"' in answer.text


def a_file(text: str) -> dict:
    return {"file": (io.BytesIO(text.encode("utf-8-sig")), "utlysningar.csv")}


def test_a_file_of_calls_is_shown_and_then_written_once(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    client.sign_in(session.get_one(Person, funded.plan.others["coordinator"].person_id))
    text = "Titel;Fond;Stänger\r\nInnovation;ERUF;2026-12-15\r\n"

    shown = client.post("/calls/import", data=a_file(text))
    page = client.page(shown.location)
    seal = page.css_first("input[name='seal']").attributes["value"]
    client.post(f"{shown.location}/confirmation", data={"seal": seal})
    again = client.post(f"{shown.location}/confirmation", data={"seal": seal})

    assert [call.title for call in session.scalars(standing_calls())] == ["Innovation"]
    assert again.status_code == 303


def test_a_bad_file_is_told_of_and_one_can_be_forgotten(client: Browser, session: Session) -> None:
    funded = a_funded_plan(session)
    client.sign_in(leader_of(session, funded))

    assert client.post("/calls/import", data={}).status_code == 422
    assert client.post("/calls/import", data=a_file("x;y\r\n1;2")).status_code == 422
    shown = client.post("/calls/import", data=a_file("Titel;Fond;Stänger\r\nInnovation;ERUF;imorgon\r\n"))
    bad = client.page(shown.location)
    client.post(f"{shown.location}/withdrawal")

    assert bad.css_first("input[name='seal']") is None
    assert client.get(shown.location).status_code == 404
    for name in ("csv", "xlsx"):
        assert client.get(f"/calls/import/template.{name}").status_code == 200
    assert client.get("/calls/import/template.exe").status_code == 404
