"""Candidates are made of what was told, worded, decided about with reasons, and become goals and activities."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.discovery import rules
from roadmaps.discovery.events import FinderTold, Occasion
from roadmaps.discovery.figures import figures_of
from roadmaps.discovery.models import Candidate, CandidateFinding, CandidateOutcome, CandidateWording, Decision
from roadmaps.discovery.queries import candidates_of, decisions_on, findings_in, outcomes_of, standing_decisions
from roadmaps.discovery.rules.candidates import Wording
from roadmaps.discovery.words import CandidateState, Standing
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser, page_of
from tests.factories.discovery import ON, a_candidate, a_finding, an_unread_finding, decided
from tests.factories.roadmap import AT, Plan, a_plan

GONE, REST, FIRST = CandidateState.CHOSEN_AWAY, CandidateState.RESTING, CandidateState.PRIORITISED
OPEN = CandidateState.CONSIDERED


def decide(plan: Plan, candidate: Candidate, state: CandidateState, **facts: object) -> Decision:
    told = {
        "reasons": "Därför.",
        "decided_on": ON,
        "decided_by": "Styrgruppen",
        "actor": plan.leader,
        "at": AT,
        **facts,
    }
    return rules.decide(plan.session, candidate, state, **told)  # type: ignore[arg-type]


def made_of(plan: Plan, candidate: Candidate) -> list[str]:
    return [finding.title for finding, _ in plan.session.execute(findings_in([candidate.id]))]


def test_a_candidate_joins_several_findings_and_shows_those_that_waited(session: Session) -> None:
    plan = a_plan(session)
    read, (unread, _) = a_finding(plan, "Läst"), an_unread_finding(plan, "Oläst")

    candidate = a_candidate(plan, read, unread)
    rules.join(session, candidate, [read], actor=plan.leader, at=AT)

    assert sorted(made_of(plan, candidate)) == ["Läst", "Oläst"]
    assert unread.standing is Standing.SHOWN
    assert candidate.number == 1
    assert a_candidate(plan).number == 2


def test_a_candidate_without_anything_that_somebody_told_is_refused(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid):
        rules.begin(session, plan.roadmap, [], Wording("Något", "Vad"), actor=plan.leader, at=AT)
    only = a_finding(plan)
    candidate = a_candidate(plan, only)
    with pytest.raises(Invalid):
        rules.take_out(session, candidate, only, actor=plan.leader, at=AT)


def test_what_was_set_aside_or_told_elsewhere_is_not_joined(session: Session) -> None:
    here, there = a_plan(session), a_plan(session)
    aside = a_finding(here)
    rules.set_aside(session, aside, reason="Nej.", actor=here.leader, at=AT)

    for wrong in (aside, a_finding(there)):
        with pytest.raises(Invalid):
            a_candidate(here, wrong)


def test_what_was_taken_out_can_be_joined_again(session: Session) -> None:
    plan = a_plan(session)
    one, other = a_finding(plan, "Ett"), a_finding(plan, "Ett annat")
    candidate = a_candidate(plan, one, other)

    rules.take_out(session, candidate, one, actor=plan.leader, at=AT)
    assert made_of(plan, candidate) == ["Ett annat"]
    rules.join(session, candidate, [one], actor=plan.leader, at=AT)
    assert sorted(made_of(plan, candidate)) == ["Ett", "Ett annat"]


def test_the_table_holds_a_finding_once_in_a_candidate(session: Session) -> None:
    plan = a_plan(session)
    finding = a_finding(plan)
    candidate = a_candidate(plan, finding)

    with pytest.raises(IntegrityError), session.begin_nested():
        facts = {"joined_at": AT, "joined_by_id": plan.leader.person_id}
        session.add(CandidateFinding(candidate_id=candidate.id, finding_id=finding.id, **facts))


def test_how_a_candidate_read_before_is_kept_and_nothing_is_overwritten(session: Session) -> None:
    plan = a_plan(session)
    candidate = a_candidate(plan, title="Mat")

    rules.word(session, candidate, Wording("Fjällmat", "Mer"), version=1, actor=plan.leader, at=AT)
    with pytest.raises(Invalid):
        rules.word(session, candidate, Wording("Skogsmat", "Mindre"), version=1, actor=plan.leader, at=AT)
    rules.word(session, candidate, Wording("Fjällmat", "Mer"), version=2, actor=plan.leader, at=AT)

    assert (candidate.title, candidate.version) == ("Fjällmat", 2)
    assert [one.title for one in session.scalars(select(CandidateWording))] == ["Mat"]


def test_what_has_been_decided_about_is_not_worded_otherwise(session: Session) -> None:
    plan = a_plan(session)
    candidate = decided(plan, a_candidate(plan), GONE)

    with pytest.raises(Invalid):
        rules.word(session, candidate, Wording("Ny", "Ny"), version=1, actor=plan.leader, at=AT)
    with pytest.raises(Invalid):
        rules.join(session, candidate, [a_finding(plan)], actor=plan.leader, at=AT)


def test_a_sub_area_is_one_of_the_roadmap(session: Session) -> None:
    plan = a_plan(session)
    part, goal = plan.add("sub_area", "Livsmedel"), plan.add("goal", "Mål")

    wording = Wording("Mat", "Mat", sub_area_id=part)
    assert rules.begin(session, plan.roadmap, [a_finding(plan)], wording, actor=plan.leader, at=AT).sub_area_id == part
    for wrong, refusal in ((goal, Invalid), (uuid4(), NotFound)):
        with pytest.raises(refusal):
            wording = Wording("Mat", "Mat", sub_area_id=wrong)
            rules.begin(session, plan.roadmap, [a_finding(plan)], wording, actor=plan.leader, at=AT)


def test_every_decision_stays_and_what_was_chosen_away_is_taken_up_again_with_a_reason(session: Session) -> None:
    plan = a_plan(session)
    candidate = decided(plan, a_candidate(plan), GONE, "För tidigt.")

    with pytest.raises(Invalid):
        decide(plan, candidate, OPEN, reasons=" ")
    decide(plan, candidate, OPEN, reasons="Nu finns en utlysning.", at=AT + timedelta(days=1))

    found = session.scalars(decisions_on([candidate.id])).all()
    assert [(one.state, one.reasons) for one in found] == [(GONE, "För tidigt."), (OPEN, "Nu finns en utlysning.")]
    assert candidate.state is OPEN
    assert standing_decisions(session, [candidate.id])[candidate.id].state is OPEN


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"reasons": ""}, "reasons"),
        ({"decided_by": " "}, "decided_by"),
        ({"decided_on": date(2027, 1, 1)}, "decided_on"),
        ({"look_again_on": ON}, "look_again_on"),
    ],
    ids=["no reasons", "nobody", "a day ahead", "looked at again before"],
)
def test_a_decision_that_says_too_little_is_refused(session: Session, facts: dict[str, object], field: str) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        decide(plan, a_candidate(plan), REST, **facts)

    assert list(refused.value.fields) == [field]


def test_the_same_decision_twice_is_refused(session: Session) -> None:
    plan = a_plan(session)
    candidate = decided(plan, a_candidate(plan), REST)

    with pytest.raises(Invalid):
        decide(plan, candidate, REST)


def test_those_who_told_are_told_what_was_decided_each_once(session: Session) -> None:
    plan = a_plan(session)
    mine = [a_finding(plan, by=plan.editor), a_finding(plan, by=plan.editor)]
    candidate = a_candidate(plan, *mine, a_finding(plan, by=plan.leader), a_finding(plan, email="a@example.org"))
    take_recorded(session)

    decision = decide(plan, candidate, GONE)

    told = [one for one in take_recorded(session) if isinstance(one, FinderTold)]
    assert [(one.occasion, one.person_id, one.decision_id) for one in told] == [
        (Occasion.DECIDED, plan.editor.person_id, decision.id)
    ]


def test_only_those_who_lead_the_area_decide(session: Session) -> None:
    plan = a_plan(session)
    candidate = a_candidate(plan)

    with pytest.raises(NotAllowed):
        decide(plan, candidate, FIRST, actor=plan.editor)


def test_a_prioritised_candidate_is_tied_to_a_goal_once_and_untied(session: Session) -> None:
    plan = a_plan(session)
    goal, need = plan.add("goal", "Mer mat"), plan.add("need", "Ett behov")
    candidate = a_candidate(plan)
    with pytest.raises(NotAllowed):
        rules.tie(session, candidate, goal, actor=plan.leader, at=AT)
    decided(plan, candidate, FIRST)

    rules.tie(session, candidate, goal, actor=plan.editor, at=AT)
    rules.tie(session, candidate, goal, actor=plan.leader, at=AT)
    with pytest.raises(Invalid):
        rules.tie(session, candidate, need, actor=plan.leader, at=AT)

    [outcome] = outcomes_of(session, [candidate.id])[candidate.id]
    assert (outcome.title, outcome.kind, outcome.is_new) == ("Mer mat", "goal", False)
    rules.untie(session, candidate, outcome.id, actor=plan.leader, at=AT)
    assert candidate.id not in outcomes_of(session, [candidate.id])
    assert session.scalars(select(CandidateOutcome.untied_at)).one() == AT


def test_the_funnel_counts_what_became_of_what(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)
    goal = plan.add("goal", "Mer mat")
    first = decided(plan, a_candidate(plan, a_finding(plan, helix=Helix.BUSINESS), a_finding(plan)), FIRST)
    decided(plan, a_candidate(plan), GONE)
    an_unread_finding(plan, helix=Helix.BUSINESS)
    rules.tie(session, first, goal, actor=plan.leader, at=AT)

    found = figures_of(session, [plan.roadmap.id, other.roadmap.id])

    assert [step.count for step in found[plan.roadmap.id].steps] == [4, 3, 2, 2, 1, 1]
    from_helix = {row.helix: (row.told, row.joined, row.prioritised) for row in found[plan.roadmap.id].from_helix}
    assert from_helix == {Helix.BUSINESS: (2, 1, 1), None: (2, 2, 1)}
    assert [step.count for step in found[other.roadmap.id].steps] == [0] * 6


def test_candidates_are_asked_for_by_state(session: Session) -> None:
    plan = a_plan(session)
    away, open_one = decided(plan, a_candidate(plan), GONE), a_candidate(plan)

    assert session.scalars(candidates_of(plan.roadmap)).all() == [away, open_one]
    assert session.scalars(candidates_of(plan.roadmap, GONE, FIRST)).all() == [away]


def test_a_leader_goes_from_what_has_come_in_to_a_goal_with_a_link_back(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    one, other = a_finding(plan, "Ingen kör varorna"), a_finding(plan, "Samlastning")
    client.sign_in(plan.person(plan.leader))

    begin = f"/areas/{plan.slug}/discovery/candidates/new?finding={one.id}&finding={other.id}"
    assert "Samlastning" in client.page(begin).css_first("[name=what]").text()
    version = client.page(begin).css_first("[name=version]").attributes["value"]
    wording = {
        "version": str(version),
        "title": "Gemensam distribution",
        "what": "Samlasta varor.",
        "why": "Det är långt mellan butikerna.",
    }
    page = str(client.post(begin, data=wording).headers["Location"])
    client.post(
        f"{page}/decision",
        data={
            "state": "prioritised",
            "reasons": "Störst nytta.",
            "decided_by": "Styrgruppen",
            "decided_on": "2026-05-18",
        },
    )
    assert "Störst nytta." in client.page(page).css_first(".callout").text()

    [link] = [a for a in client.page(page).css("a") if "/new/goal" in str(a.attributes["href"])]
    form = client.page(str(link.attributes["href"]))
    assert form.css_first("[name=title]").attributes["value"] == "Gemensam distribution"
    assert form.css_first("[name=rationale]").text().strip() == "Det är långt mellan butikerna."
    sent = {field.attributes["name"]: field.attributes.get("value") or "" for field in form.css("input[type=hidden]")}
    client.post(
        f"/areas/{plan.slug}/roadmap/new/goal",
        data={**sent, "title": "Gemensam distribution", "goal_type": "long_term"},
    )

    [outcome] = session.scalars(select(CandidateOutcome))
    assert outcome.is_new
    assert "Gemensam distribution" in client.page(page).css_first(".candidate-outcomes").text()
    document = client.page(f"/areas/{plan.slug}/roadmap")
    assert document.css_first(".came-from a").attributes["href"] == page.removeprefix("http://localhost")
    assert "Gemensam distribution" in client.page(f"/areas/{plan.slug}/roadmap/history").css_first(".came-from").text()


def test_what_was_chosen_away_is_read_by_everyone_with_why(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    candidate = decided(plan, a_candidate(plan, title="Regionalt näringslivsråd"), GONE, "Det finns redan ett råd.")

    page = client.page(f"/candidates/{candidate.id}")

    assert "Det finns redan ett råd." in page.css_first(".callout").text()
    index = client.page(f"/areas/{plan.slug}/discovery")
    assert "Det finns redan ett råd." in index.css_first("[data-state=chosen_away]").text()
    assert client.page("/county/discovery").css_first("tbody td.number") is not None


def test_a_decision_form_keeps_what_was_typed(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    address = f"/candidates/{a_candidate(plan).id}/decision"

    answer = client.post(address, data={"reasons": "Därför att.", "decided_by": "Styrgruppen"})

    assert answer.status_code == 422
    assert "Därför att." in page_of(answer).css_first("[name=reasons]").text()


def test_whoever_decides_on_an_old_page_reads_first_what_was_decided(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    candidate = a_candidate(plan)
    address = f"/candidates/{candidate.id}/decision"
    typed = {"state": "prioritised", "reasons": "Ja.", "decided_by": "Vi", "decided_on": "2026-05-18", "version": "0"}
    decided(plan, candidate, GONE, "Det finns redan ett råd.")

    refused = page_of(client.post(address, data=typed))

    assert candidate.state is GONE
    assert "Det finns redan ett råd." in refused.css_first("main").text()
    client.post(address, data={**typed, "version": str(refused.css_first("[name=version]").attributes["value"])})
    session.refresh(candidate)
    assert candidate.state is CandidateState.PRIORITISED


def test_two_wordings_are_compared_and_saved_again(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    candidate = a_candidate(plan)
    address, typed = f"/candidates/{candidate.id}/wording", {"title": "Fjällmat", "what": "Mer", "version": "1"}
    rules.word(session, candidate, Wording("Skogsmat", "Svamp"), version=1, actor=plan.leader, at=AT)

    refused = page_of(client.post(address, data=typed))

    assert "Svamp" in refused.css_first(".callout").text()
    client.post(address, data={**typed, "version": str(refused.css_first("[name=version]").attributes["value"])})
    session.refresh(candidate)
    assert candidate.title == "Fjällmat"


def test_more_is_added_to_a_candidate_from_what_has_come_in(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    candidate, finding = a_candidate(plan), a_finding(plan, "Ännu ett")
    client.sign_in(plan.person(plan.leader))
    chosen = f"finding={finding.id}&into={candidate.id}"

    address = str(client.get(f"/areas/{plan.slug}/discovery/candidates/new?{chosen}").headers["Location"])
    ticked = client.page(address).css_first("[name=findings][checked]").attributes["value"]
    client.post(address, data={"findings": ticked})

    assert "Ännu ett" in made_of(plan, candidate)


def test_candidates_of_a_roadmap_that_is_not_public_are_not_found(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)

    assert client.get(f"/candidates/{a_candidate(plan).id}").status_code == 404


def test_a_paused_roadmap_lets_its_leader_decide(session: Session) -> None:
    plan = a_plan(session)
    candidate = a_candidate(plan)
    plan.roadmap.phase = Phase.PAUSED.value

    decide(plan, candidate, REST, look_again_on=date(2026, 12, 1))

    assert candidate.state is REST
