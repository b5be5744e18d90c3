"""Anyone tells of a need, an idea or a strength; those who lead the area read it first."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.discovery import rules
from roadmaps.discovery.events import FinderTold, Occasion
from roadmaps.discovery.models import Finding, FindingTurn
from roadmaps.discovery.queries import find_finding, find_link, findings_of
from roadmaps.discovery.rules.telling import MOST_TO_ONE_ADDRESS, MOST_WITHOUT_ACCOUNT, THEN_EVERY, WITHIN
from roadmaps.discovery.views.telling import PACE
from roadmaps.discovery.words import CandidateState, Sort, Standing, Way
from roadmaps.discussion.models import Comment
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser, page_of
from tests.factories.discovery import a_candidate, a_finding, an_unread_finding, decided, told
from tests.factories.roadmap import AT, Plan, a_plan

FORM = {"sort": "need", "title": "Ingen kör våra varor till butikerna", "words": "Vi har försökt i två år."}


def a_comment(plan: Plan) -> Comment:
    thread = open_thread(plan.session, plan.roadmap, body="Upphandling *driver* på.", actor=plan.editor, at=AT)
    return plan.session.scalars(select(Comment).where(Comment.thread_id == thread.id)).one()


def ways_in(client: Browser, address: str) -> list[str]:
    """The links by which something is taken in from a page."""
    return [href for one in client.page(address).css("a") if "taking-in" in (href := str(one.attributes["href"]))]


def told_letters(session: Session) -> list[tuple[Occasion, str]]:
    return [(one.occasion, one.email) for one in take_recorded(session) if isinstance(one, FinderTold)]


def test_what_nobody_known_tells_waits_and_is_seen_by_leaders_only(session: Session) -> None:
    plan = a_plan(session)

    finding, token = an_unread_finding(plan)

    assert finding.standing is Standing.WAITING
    assert session.scalars(findings_of(plan.roadmap)).all() == []
    assert find_link(session, token).finding is finding
    assert find_finding(session, finding.id, plan.leader) is finding
    for reader in (None, plan.editor, plan.others["actor"]):
        with pytest.raises(NotFound):
            find_finding(session, finding.id, reader)


def test_what_somebody_of_the_area_tells_is_shown_at_once_and_names_the_organisation(session: Session) -> None:
    plan = a_plan(session)

    finding, token = rules.tell(session, plan.roadmap, told(), actor=plan.editor, at=AT)

    assert (finding.standing, token) == (Standing.SHOWN, "")
    assert finding.organisation_id == plan.editor.acting_for_id
    assert finding.helix is not None


def test_somebody_with_an_account_and_no_role_here_is_read_first(session: Session) -> None:
    plan = a_plan(session)

    finding, _ = rules.tell(session, plan.roadmap, told(), actor=plan.others["reader"], at=AT)

    assert finding.standing is Standing.WAITING
    assert find_finding(session, finding.id, plan.others["reader"]) is finding


def test_nothing_is_taken_in_when_the_roadmap_is_closed(session: Session) -> None:
    plan = a_plan(session)
    plan.roadmap.phase = Phase.CLOSED.value

    with pytest.raises(NotAllowed):
        rules.tell(session, plan.roadmap, told(), actor=None, at=AT)


def test_a_paused_roadmap_takes_in_what_is_told(session: Session) -> None:
    plan = a_plan(session)
    plan.roadmap.phase = Phase.PAUSED.value

    finding, _ = rules.tell(session, plan.roadmap, told(), actor=None, at=AT)

    assert finding.standing is Standing.WAITING


def test_a_flood_without_accounts_is_slowed_and_closes_the_form_for_nobody(session: Session) -> None:
    plan = a_plan(session)
    for _ in range(MOST_WITHOUT_ACCOUNT):
        an_unread_finding(plan)

    with pytest.raises(Invalid):
        an_unread_finding(plan)
    rules.tell(session, plan.roadmap, told(), actor=plan.editor, at=AT)
    rules.tell(session, plan.roadmap, told(), actor=None, at=AT + THEN_EVERY)
    with pytest.raises(Invalid):
        rules.tell(session, plan.roadmap, told(), actor=None, at=AT + THEN_EVERY + timedelta(seconds=1))
    rules.tell(session, plan.roadmap, told(), actor=None, at=AT + WITHIN + timedelta(seconds=1))


def test_an_address_gets_one_letter_until_its_reader_has_confirmed_it(session: Session) -> None:
    plan = a_plan(session)
    take_recorded(session)
    finding, token = an_unread_finding(plan, email="Anna@Example.org")
    events = [one for one in take_recorded(session) if isinstance(one, FinderTold)]
    assert [(one.occasion, one.email) for one in events] == [(Occasion.RECEIVED, "anna@example.org")]

    with pytest.raises(NotAllowed):
        rules.confirm_address(session, find_link(session, token), at=AT)
    rules.set_aside(session, finding, reason="Det finns redan.", actor=plan.leader, at=AT)
    assert told_letters(session) == []

    rules.confirm_address(session, find_link(session, events[0].token), at=AT)
    rules.show(session, finding, actor=plan.leader, at=AT)
    rules.set_aside(session, finding, reason="Det finns redan.", actor=plan.leader, at=AT)
    assert told_letters(session) == [(Occasion.SET_ASIDE, "anna@example.org")]


def test_nobody_fills_an_address_with_letters(session: Session) -> None:
    plan, other = a_plan(session), a_plan(session)
    for _ in range(MOST_TO_ONE_ADDRESS):
        rules.tell(session, plan.roadmap, told(email="dem@example.org"), actor=None, at=AT)

    for spelling in ("Dem@example.org", "dem+en@example.org", "Dem+annan@EXAMPLE.org"):
        with pytest.raises(Invalid) as refusal:
            rules.tell(session, other.roadmap, told(email=spelling), actor=None, at=AT)
        assert "email" in refusal.value.fields

    rules.tell(session, plan.roadmap, told(), actor=None, at=AT)
    rules.tell(session, plan.roadmap, told(email="dem@example.org"), actor=None, at=AT + 2 * WITHIN)


def test_who_told_reads_what_was_decided_also_where_the_roadmap_is_not_public(
    session: Session, client: Browser
) -> None:
    plan, other = a_plan(session, is_public=False), a_plan(session)
    finding = a_finding(plan, by=other.editor)
    candidate = decided(plan, a_candidate(plan, finding), CandidateState.RESTING, "Vi väntar på ett besked.")
    client.sign_in(other.person(other.editor))

    page = client.page(f"/findings/{finding.id}")

    assert "Vi väntar på ett besked." in page.css_first("main").text()
    assert f"/candidates/{candidate.id}" not in page.html


def test_an_address_is_forgotten_when_its_reader_wants(session: Session) -> None:
    plan = a_plan(session)
    finding, token = an_unread_finding(plan, email="anna@example.org")

    rules.forget_address(session, find_link(session, token))

    assert (finding.email, finding.email_confirmed_at) == ("", None)


def test_setting_aside_needs_a_reason_and_leaves_what_is_part_of_a_candidate(session: Session) -> None:
    plan = a_plan(session)
    finding = a_finding(plan)

    with pytest.raises(Invalid):
        rules.set_aside(session, finding, reason=" ", actor=plan.leader, at=AT)
    a_candidate(plan, finding)
    with pytest.raises(Invalid):
        rules.set_aside(session, finding, reason="Nej.", actor=plan.leader, at=AT)
    with pytest.raises(NotAllowed):
        rules.set_aside(session, finding, reason="Nej.", actor=plan.editor, at=AT)


def test_what_belongs_elsewhere_is_passed_on_and_read_first_there(session: Session) -> None:
    here, there = a_plan(session), a_plan(session)
    finding = a_finding(here)

    rules.pass_on(session, finding, there.roadmap, actor=here.leader, at=AT)
    session.flush()

    assert (finding.roadmap_id, finding.standing) == (there.roadmap.id, Standing.WAITING)
    turns = session.scalars(select(FindingTurn).where(FindingTurn.finding_id == finding.id).order_by(FindingTurn.at))
    assert here.roadmap.area.name in {one.words for one in turns}
    with pytest.raises(NotFound):
        find_finding(session, finding.id, here.leader)


def test_a_comment_is_taken_in_for_whoever_wrote_it(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    comment = a_comment(plan)
    client.sign_in(plan.person(plan.leader))
    thread = f"/threads/{comment.thread_id}"
    [way] = ways_in(client, thread)

    title = client.page(way).css_first("[name=title]").attributes["value"]
    client.post(way, data={"sort": "idea", "title": title})

    assert title == "Upphandling driver på."
    [finding] = session.scalars(select(Finding))
    assert (finding.way, finding.person_id) == (Way.COMMENT, plan.editor.person_id)
    assert finding.organisation_id == plan.editor.acting_for_id
    assert title in client.page(thread).css_first(".came-from").text()
    client.sign_in(plan.person(plan.editor))
    assert ways_in(client, thread) == []


def test_from_the_form_to_a_page_to_follow_it_by(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)
    address = f"/areas/{plan.slug}/discovery/new"
    assert client.page(address).css_first("[name=email]") is not None

    answer = client.post(address, data={**FORM, "helix": "business", "voice": "Ett mejeri i Krokom"})
    follow = answer.headers["Location"]

    assert "Ett mejeri i Krokom" in client.page(follow).text()
    assert client.get(follow).headers["X-Robots-Tag"] == "noindex"
    [finding] = session.scalars(select(Finding))
    assert (finding.sort, finding.helix, finding.way) == (Sort.NEED, Helix.BUSINESS, Way.FORM)
    assert client.get(f"/areas/{plan.slug}/discovery").status_code == 404
    assert client.get(f"/findings/{finding.id}").status_code == 404


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/discovery/new"

    answer = client.post(address, data={"title": "Något", "email": "ingen adress"})

    assert answer.status_code == 422
    assert page_of(answer).css_first("[name=title]").attributes["value"] == "Något"
    assert client.post(address, data={**FORM, "email": "ingen adress"}).status_code == 422
    assert session.scalars(select(Finding)).all() == []


@pytest.mark.limits
def test_one_address_cannot_tell_without_end(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/discovery/new"
    for _ in range(58):
        client.application.extensions["limits"].keep(PACE, address="127.0.0.1")

    answers = [client.post(address, data=FORM).status_code for _ in range(3)]

    assert answers == [303, 303, 429]


def test_the_leader_reads_first_from_what_has_come_in(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    finding, _ = an_unread_finding(plan, "Fjällmat")
    client.sign_in(plan.person(plan.leader))
    inbox = f"/areas/{plan.slug}/discovery/inbox"
    assert "Fjällmat" in client.page(inbox).css_first(".finding-waiting").text()

    client.post(f"/findings/{finding.id}/showing", data={"back": inbox})

    assert client.page(inbox).css_first(".finding-waiting") is None
    assert "Fjällmat" in client.page(f"/areas/{plan.slug}/discovery/findings").text()


def test_a_flood_is_set_aside_with_one_reason(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    flood = [an_unread_finding(plan)[0] for _ in range(3)]
    kept, _ = an_unread_finding(plan)
    client.sign_in(plan.person(plan.leader))
    inbox = client.page(f"/areas/{plan.slug}/discovery/inbox")
    assert len(inbox.css("[name=finding][form=several]")) == 4
    address = f"/areas/{plan.slug}/discovery/setting-aside"

    assert client.post(address, data={"finding": str(kept.id)}).status_code == 303
    client.post(address, data={"finding": [str(one.id) for one in flood], "reason": "Reklam."})

    session.expire_all()
    assert {one.aside_reason for one in flood} == {"Reklam."}
    assert kept.standing is Standing.WAITING
    client.sign_in(plan.person(plan.editor))
    assert client.post(address, data={"finding": str(kept.id), "reason": "Bort."}).status_code == 403


def test_others_do_not_come_to_the_inbox(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))

    assert client.get(f"/areas/{plan.slug}/discovery/inbox").status_code == 403
