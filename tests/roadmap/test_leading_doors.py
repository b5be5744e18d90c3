"""The pages of those who lead: states, locks, period, who may read, and the beginning."""

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.roadmap.locks import standing_locks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser, page_of
from tests.factories.areas import a_coordinator, an_area, someone_with
from tests.factories.roadmap import Plan, a_plan

STATE = {
    "phase": "consultation",
    "since": "2026-11-01",
    "reason": "Målen är klara.",
    "next_step": "Öppet möte i Ås.",
    "next_on": "2026-12-10",
}


def words(page: LexborHTMLParser, selector: str = "main") -> str:
    found = page.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text().split())


def as_leader(client: Browser, plan: Plan) -> Browser:
    client.set_cookie("language", "en")
    return client.sign_in(plan.person(plan.leader))


def test_a_change_of_state_is_seen_by_everyone_who_reads(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    as_leader(client, plan)

    answer = client.post(f"{plan.address}/state", data=STATE)

    assert answer.location.endswith(plan.address)
    header = words(client.page(plan.address), ".roadmap-header")
    assert all(
        told in header
        for told in ("Consultation", "1 November 2026", "Målen är klara.", "Öppet möte i Ås.", "10 December 2026")
    )
    assert "Målen är klara." in words(client.page(f"{plan.address}/states"))
    assert "Öppet möte i Ås." in words(client.page(f"/areas/{plan.slug}"))


def test_what_was_said_of_the_states_tells_its_language_on_an_english_page(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    told = {"reason": "Tjänsten är obesatt.", "decision": "Nämnden § 4", "next_step": "Ny ledare."}
    client.post(
        f"/areas/{plan.slug}/roadmap/state",
        data={"phase": "paused", "since": "2026-11-02", "next_on": "2027-02-01", **told},
    )
    client.set_cookie("language", "en")

    page = client.page(f"/areas/{plan.slug}/roadmap/states")

    assert {one.text() for one in page.css("main [lang=sv]")} >= set(told.values())


def test_a_state_without_a_reason_is_told_beside_the_fields(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    as_leader(client, plan)

    answer = client.post(f"{plan.address}/state", data={**STATE, "reason": "", "next_step": "", "since": "i går"})

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("#field-since-error") is not None
    assert page.css_first("input[name=phase][value=consultation][checked]") is not None
    assert plan.roadmap.state is Phase.PREPARING


def test_the_form_begins_with_the_state_of_today(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    as_leader(client, plan)

    page = client.page(f"{plan.address}/state")

    assert page.css_first("input[name=phase][value=preparing][checked]") is not None
    assert page.css_first("input[name=since]").attributes["value"] == "2026-11-21"


def test_a_lock_is_set_with_a_reason_and_lifted(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer")
    as_leader(client, plan)
    assert "Förädla mer" in words(client.page(f"/blocks/{goal}/lock"), "h1")

    assert client.post(f"/blocks/{goal}/lock", data={"reason": " "}).status_code == 422
    answer = client.post(f"/blocks/{goal}/lock", data={"reason": "Hos nämnden."})
    assert answer.location.endswith(f"#block-{goal}")
    assert "Locked: Hos nämnden." in words(client.page(plan.address), f"#block-{goal}")
    assert client.post(f"/blocks/{goal}/lock", data={"reason": "En gång till."}).status_code == 422

    client.post(f"/blocks/{goal}/lock/lifting")
    assert standing_locks(session, plan.roadmap).blocks == {}


def test_the_whole_is_locked_and_opened(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    as_leader(client, plan)

    client.post(f"{plan.address}/lock", data={"reason": "Remiss pågår."})
    assert "Remiss pågår." in words(client.page(plan.address))
    assert "Remiss pågår." in words(client.page(f"{plan.address}/leading"))
    client.post(f"{plan.address}/lock/lifting")

    assert standing_locks(session, plan.roadmap).whole is None


def test_the_working_version_is_shown_to_all_and_kept_again(client: Browser, session: Session) -> None:
    plan = a_plan(session, is_public=False)
    as_leader(client, plan)

    client.post(f"{plan.address}/public", data={"is_public": "yes"})
    assert plan.roadmap.is_working_public
    client.post(f"{plan.address}/public", data={"is_public": "no"})
    assert not plan.roadmap.is_working_public


def test_the_period_is_set(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    as_leader(client, plan)

    refused = client.post(f"{plan.address}/period", data={"period_from": "2027", "period_to": "2021"})
    assert refused.status_code == 422
    assert page_of(refused).css_first("#field-period_to-error") is not None
    client.post(f"{plan.address}/period", data={"period_from": "2028", "period_to": "2034"})

    assert (plan.roadmap.period_from, plan.roadmap.period_to) == (2028, 2034)


PAGES = ["leading", "state", "period", "lock"]
ACTS = [
    ("state", STATE),
    ("period", {"period_from": "2028", "period_to": "2034"}),
    ("lock", {"reason": "Nej"}),
    ("lock/lifting", {}),
    ("public", {"is_public": "yes"}),
]


@pytest.mark.parametrize("who", ["reader", "actor", "editor"])
def test_these_doors_are_closed_to_those_who_do_not_lead(client: Browser, session: Session, who: str) -> None:
    plan = a_plan(session)
    actor = plan.editor if who == "editor" else plan.others[who]
    client.sign_in(plan.person(actor))

    assert {page: client.get(f"{plan.address}/{page}").status_code for page in PAGES} == dict.fromkeys(PAGES, 403)
    for act, form in ACTS:
        assert client.post(f"{plan.address}/{act}", data=form).status_code == 403, act
    assert plan.roadmap.state is Phase.PREPARING


def test_these_doors_do_not_exist_for_those_who_may_not_read(client: Browser, session: Session) -> None:
    plan = a_plan(session, is_public=False)
    client.sign_in(plan.person(plan.others["editor elsewhere"]))

    for page in [*PAGES, "states", "history"]:
        assert client.get(f"{plan.address}/{page}").status_code == 404, page
    for act, form in ACTS:
        assert client.post(f"{plan.address}/{act}", data=form).status_code == 404, act


def test_a_coordinator_begins_the_roadmap_of_an_area(client: Browser, session: Session) -> None:
    area = an_area(session)
    coordinator = session.get_one(Person, a_coordinator(session).person_id)
    client.sign_in(coordinator)

    assert (
        client.post(f"/areas/{area.slug}/roadmap/begin", data={"period_from": "x", "period_to": ""}).status_code == 422
    )
    answer = client.post(f"/areas/{area.slug}/roadmap/begin", data={"period_from": "2021", "period_to": "2027"})

    assert answer.location.endswith(f"/areas/{area.slug}/roadmap")
    assert session.scalars(select(Roadmap).where(Roadmap.area_id == area.id)).one().period_to == 2027
    assert client.page(f"/areas/{area.slug}/roadmap").css_first(".empty-state") is not None


def test_a_roadmap_is_begun_once(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    client.set_cookie("language", "en")
    client.sign_in(plan.person(plan.others["coordinator"]))

    answer = client.post(f"{plan.address}/begin", data={"period_from": "2028", "period_to": "2034"})

    assert answer.status_code == 422
    assert "has a roadmap already" in words(page_of(answer))
    assert plan.roadmap.period_from == 2021


def test_nobody_else_begins_one(client: Browser, session: Session) -> None:
    area = an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    client.sign_in(session.get_one(Person, leader.person_id))

    assert client.get(f"/areas/{area.slug}/roadmap/begin").status_code == 403
    assert (
        client.post(f"/areas/{area.slug}/roadmap/begin", data={"period_from": "2021", "period_to": "2027"}).status_code
        == 403
    )
