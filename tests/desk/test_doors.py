"""The pages of the desk: the list, each point with what can be decided, and where one goes from there."""

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.desk.models import PointAssignment, PointSnooze
from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.browsing import Browser, page_of
from tests.factories.desk import a_question, an_invitation, some_suggestions, the_desk
from tests.factories.indicators import an_indicator
from tests.factories.responsibilities import a_lead, asked_for_lead
from tests.factories.roadmap import AT, Plan, a_plan
from tests.roadmap.test_reading_doors import counted, english


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def leader(client: Browser, plan: Plan) -> Browser:
    return english(client).sign_in(plan.person(plan.leader))


def links(page: LexborHTMLParser) -> list[str]:
    return [str(link.attributes["href"]) for link in page.css(".waiting-title a")]


def said(page: LexborHTMLParser, where: str = "main") -> str:
    found = page.css_first(where)
    return " ".join(found.text().split()) if found else ""


def test_the_desk_lists_what_waits_with_counts(session: Session, leader: Browser, plan: Plan) -> None:
    some_suggestions(plan, 2)
    a_question(plan)

    page = leader.page("/desk")

    assert len(links(page)) == 3
    assert said(page, ".subnav") == "Everything 3 Suggestions 2 Threads 1"
    assert "for 3 months" in said(page, ".waiting")
    assert said(page, ".site-links .nav-count") == "3 waiting"


def test_the_choice_is_in_the_address_and_stays_on_the_way(session: Session, leader: Browser, plan: Plan) -> None:
    some_suggestions(plan, 1)
    a_question(plan)

    page = leader.page("/desk?kind=threads&whose=nobody")

    [link] = links(page)
    assert link.endswith("?kind=threads&whose=nobody")
    assert "1 of 1" in said(leader.page(link), ".desk-steps")


def test_an_empty_desk_says_something_warm(leader: Browser) -> None:
    assert "Your desk is clear" in said(leader.page("/desk"))


def test_a_choice_that_nothing_fits_leads_back_to_everything(leader: Browser, plan: Plan) -> None:
    a_question(plan)

    assert "Nothing of that sort waits" in said(leader.page("/desk?kind=readings"))


@pytest.mark.parametrize("who", ["reader", "actor"])
def test_who_has_no_desk_is_told_so_and_sees_no_way_there(client: Browser, plan: Plan, who: str) -> None:
    english(client).sign_in(plan.person(plan.others[who]))

    assert client.get("/desk").status_code == 403
    assert 'href="/desk"' not in client.get("/glossary").get_data(as_text=True)


def test_strangers_are_led_to_sign_in(client: Browser) -> None:
    assert client.get("/desk").location == "/sign-in?next=/desk"


def test_a_point_of_another_area_is_not_there(session: Session, leader: Browser) -> None:
    thread = a_question(a_plan(session))

    assert leader.get(f"/desk/threads/{thread.id}").status_code == 404
    assert leader.get(f"/desk/nonsense/{thread.id}").status_code == 404


def test_accepting_leads_to_the_next_point(session: Session, leader: Browser, plan: Plan) -> None:
    first, second = some_suggestions(plan, 2)
    page = leader.page(f"/desk/suggestions/{first}")
    form = page.css_first(f"form[action='/suggestions/{first}/acceptance']")

    answer = leader.post(f"/suggestions/{first}/acceptance", data=fields(form))

    assert session.get_one(Suggestion, first).state is SuggestionState.ACCEPTED
    assert answer.location == f"/desk/suggestions/{second}"
    assert "1 of 1" in said(leader.page(answer.location), ".desk-steps")


def test_a_refused_form_remembers_where_to_go_on(leader: Browser, plan: Plan) -> None:
    first, second = some_suggestions(plan, 2)
    onward = f"/desk/suggestions/{second}"

    answer = leader.post(f"/suggestions/{first}/refusal", data={"reason": "", "next": onward})

    form = page_of(answer).css_first(f"form[action='/suggestions/{first}/refusal']")
    assert answer.status_code == 422
    assert fields(form)["next"] == onward


def test_after_the_last_point_one_is_back_at_the_desk(leader: Browser, plan: Plan) -> None:
    [only] = some_suggestions(plan, 1)
    form = leader.page(f"/desk/suggestions/{only}?kind=suggestions").css_first("form[action$='/refusal']")

    answer = leader.post(f"/suggestions/{only}/refusal", data={**fields(form), "reason": "Nej."})

    assert answer.location == "/desk?kind=suggestions"
    assert "It waits no more" in said(page_of(leader.get(f"/desk/suggestions/{only}")))


def test_answering_and_resolving_a_thread_leads_on(session: Session, leader: Browser, plan: Plan) -> None:
    first, second, third = (a_question(plan, at=AT - timedelta(days=10 - number)) for number in range(3))
    reply = leader.page(f"/desk/threads/{first.id}").css_first("form.thread-reply")
    onward = leader.post(f"/threads/{first.id}/comments", data={**fields(reply), "body": "Tjugo procent."})
    resolve = leader.page(f"/desk/threads/{second.id}").css_first("form[action$='/resolution']")
    last = leader.post(f"/threads/{second.id}/resolution", data={**fields(resolve), "outcome": "changed"})

    assert onward.location == f"/desk/threads/{second.id}"
    assert last.location == f"/desk/threads/{third.id}"
    assert the_desk(session, plan.leader).count == 1


def test_an_organisation_is_asked_again_from_the_desk(session: Session, client: Browser, at) -> None:
    lead = a_lead(session)
    _, question = asked_for_lead(lead)
    question.asked_at = at - timedelta(days=20)
    english(client).sign_in(lead.plan.person(lead.plan.leader))

    page = client.page(f"/desk/leads/{lead.part}")
    answer = client.post(f"/blocks/{lead.part}/questions", data=fields(page.css_first("form[action$='/questions']")))

    assert "has not answered" in said(page)
    assert answer.location == "/desk"
    assert not the_desk(session, lead.plan.leader, at).points


def test_a_reading_and_a_review_lead_to_their_forms(session: Session, client: Browser) -> None:
    measured = an_indicator(session)
    measured.read("2024", "50")
    plan = measured.plan
    between = [str(plan.add("goal", "Uttag")), str(plan.add("goal", "Bete"))]
    conflict = plan.add("goal_conflict", "Uttag mot bete", between=between, next_review="2026-10", state="open")
    english(client).sign_in(plan.person(plan.leader))

    reading = client.page(f"/desk/readings/{measured.indicator}")
    review = client.page(f"/desk/reviews/{conflict}")

    assert reading.css_first(f".desk-acts a[href='/indicators/{measured.indicator}/readings/new']") is not None
    assert review.css_first(f".desk-acts a[href='/blocks/{conflict}/edit']") is not None


def test_an_invitation_is_withdrawn_from_the_desk(session: Session, leader: Browser, plan: Plan) -> None:
    invitation = an_invitation(plan, expires_at=AT - timedelta(days=1))
    form = leader.page(f"/desk/people/{invitation.id}").css_first("form[action$='/withdrawal']")

    answer = leader.post(f"/invitations/{invitation.id}/withdrawal", data=fields(form))

    assert answer.location == "/desk"
    assert not the_desk(session, plan.leader).points


def test_a_point_is_given_to_a_colleague_who_then_has_a_desk(session: Session, leader: Browser, plan: Plan) -> None:
    thread = a_question(plan)
    form = leader.page(f"/desk/threads/{thread.id}").css_first("form.arranging")

    sent = {**fields(form), "to": str(plan.editor.person_id), "note": "Hinner du?"}
    answer = leader.post("/desk/assignments", data=sent)
    mine = leader.page("/desk?whose=others")
    editors = leader.sign_in(plan.person(plan.editor)).page("/desk")

    assert answer.location == "/desk"
    assert "Erik Nilsson takes care of it" in said(mine)
    assert "Yours to take care of" in said(editors)
    assert leader.page(links(editors)[0]).css_first("form.arranging") is None


def test_several_points_are_laid_aside_in_one_press(session: Session, leader: Browser, plan: Plan) -> None:
    first, second, _third = some_suggestions(plan, 3)
    chosen = [f"suggestions:{first}", f"suggestions:{second}"]

    answer = leader.post("/desk/snoozes", data={"point": chosen, "until": "month"})

    days = session.scalars(select(PointSnooze.until_on)).all()
    assert answer.location == "/desk"
    assert [day.isoformat() for day in days] == ["2026-12-01"] * 2
    assert len(links(leader.page("/desk"))) == 1
    assert len(links(leader.page("/desk?aside=yes"))) == 2


@pytest.mark.parametrize(
    ("until", "day", "expected"),
    [("tomorrow", "", "2026-11-22"), ("week", "", "2026-11-23"), ("day", "2026-12-24", "2026-12-24")],
)
def test_a_point_is_laid_aside_until_the_day_that_was_chosen(
    session: Session, leader: Browser, plan: Plan, until: str, day: str, expected: str
) -> None:
    [one] = some_suggestions(plan, 1)

    leader.post("/desk/snoozes", data={"point": f"suggestions:{one}", "until": until, "day": day})

    assert session.scalars(select(PointSnooze.until_on)).one().isoformat() == expected


def test_what_is_wrong_with_a_form_is_told_where_it_stands(leader: Browser, plan: Plan) -> None:
    [one] = some_suggestions(plan, 1)
    reference = f"suggestions:{one}"

    in_list = leader.post("/desk/snoozes", data={"point": reference, "until": "day", "day": "i morgon"})
    on_page = leader.post("/desk/assignments", data={"point": reference, "page": reference, "to": ""})
    nothing = leader.post("/desk/snoozes", data={"until": "week"})

    assert [answer.status_code for answer in (in_list, on_page, nothing)] == [422] * 3
    assert page_of(in_list).css_first("input[name=point][checked]") is not None
    assert page_of(in_list).css_first("#snooze-day").attributes["value"] == "i morgon"
    assert "Choose one of the alternatives" in said(page_of(on_page), ".error-summary")
    assert "Nothing is chosen" in said(page_of(nothing), ".error-summary")


def test_nobody_arranges_what_does_not_lie_on_their_desk(session: Session, leader: Browser) -> None:
    thread = a_question(a_plan(session))

    answer = leader.post("/desk/snoozes", data={"point": f"threads:{thread.id}", "until": "week"})

    assert answer.status_code == 422
    assert not session.scalars(select(PointSnooze)).all()


def test_the_list_is_cut_into_pages(leader: Browser, plan: Plan) -> None:
    for number in range(52):
        a_question(plan, at=AT - timedelta(hours=number))

    assert len(links(leader.page("/desk"))) == 50
    assert len(links(leader.page("/desk?page=2"))) == 2
    assert len(links(leader.page("/desk?page=99"))) == 2


@pytest.mark.parametrize("address", ["/desk", "/glossary"])
def test_pages_cost_the_same_number_of_queries_however_much_waits(
    session: Session, leader: Browser, plan: Plan, address: str
) -> None:
    for one in some_suggestions(plan, 2):
        session.add(
            PointAssignment(
                source="suggestions", key=one, area_id=plan.roadmap.area_id, to_id=plan.editor.person_id, by_id=plan.leader.person_id, at=AT
            )
        )  # fmt: skip
    a_question(plan)
    few = queries_of(leader, session, address)

    some_suggestions(plan, 8)
    for _ in range(8):
        a_question(plan)

    assert queries_of(leader, session, address) == few


def queries_of(client: Browser, session: Session, address: str) -> int:
    client.page(address)
    with counted(session) as statements:
        client.page(address)
    return len(statements)


def fields(form: object) -> dict[str, str]:
    """What the form sends that nobody types."""
    return {one.attributes["name"]: one.attributes.get("value") or "" for one in form.css("input[type=hidden]")}
