"""What those who suggest are told by mail, and what others read of it in the letter that gathers everything."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role, RoleGrant
from roadmaps.following import rules as following
from roadmaps.following.models import SubjectSort
from roadmaps.following.subjects import find_subject
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.notifications.digest import Digests
from roadmaps.notifications.discussion_letters import DiscussionLetters
from roadmaps.notifications.models import DigestMark, MailKind, OutgoingMail
from roadmaps.notifications.rules import stop
from roadmaps.notifications.suggestion_letters import SuggestionLetters
from roadmaps.suggestions import rules
from roadmaps.suggestions.listeners import wire
from roadmaps.suggestions.models import ChangeAct, Stance, Suggestion
from roadmaps.suggestions.rules import Wish
from roadmaps.suggestions.rules.deciding import Part
from roadmaps.suggestions.standing import standings_of
from tests.factories.notifications import BASE_URL, the_outbox
from tests.factories.roadmap import AT, Plan, a_plan, a_voice
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit
from tests.factories.together import write_together


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


@pytest.fixture
def goal(plan: Plan) -> UUID:
    return plan.add("goal", "Mer mat", text="Länet förädlar mer.\n\nFler företag växer.")


@pytest.fixture
def author(plan: Plan) -> Actor:
    return an_actor_of(plan)


@pytest.fixture
def suggestion(session: Session, plan: Plan, goal: UUID, author: Actor) -> Suggestion:
    made = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=author)
    take_recorded(session)
    return made


def tell(session: Session) -> list[OutgoingMail]:
    listeners = Listeners()
    wire(listeners)
    SuggestionLetters(the_outbox()).wire(listeners)
    DiscussionLetters(the_outbox()).wire(listeners)
    listeners.tell_in_transaction(session)
    session.flush()
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def test_who_suggested_is_told_at_once_that_it_was_accepted_and_where_it_stands(
    session: Session, plan: Plan, goal: UUID, author: Actor, suggestion: Suggestion
) -> None:
    rules.accept(session, suggestion, actor=plan.leader, at=AT)

    [mail] = tell(session)

    assert mail.person_id == author.person_id
    for body in (mail.text, mail.html):
        assert "Mer mat härifrån" in body
        assert f"{BASE_URL}/blocks/{goal}" in body
        assert f"{BASE_URL}/suggestions/{suggestion.id}" in body
    assert mail.headers["References"] == f"<thread.{suggestion.thread_id}@fardplan.example.org>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.fixture
def in_english(session: Session, author: Actor) -> Actor:
    """The author reads English, whose words the tests know."""
    session.get_one(Person, author.person_id).language = "en"
    return author


@pytest.mark.usefixtures("in_english")
class TestEachDecisionIsToldInWords:
    def test_whole(self, session: Session, plan: Plan, suggestion: Suggestion) -> None:
        rules.accept(session, suggestion, actor=plan.leader, at=AT)
        [mail] = tell(session)
        assert "Your suggestion was accepted as it stands." in mail.text

    def test_with_own_words(self, session: Session, plan: Plan, suggestion: Suggestion, goal: UUID) -> None:
        own = {goal: {"title": "Mer mat från länet"}}
        rules.accept(session, suggestion, own=own, actor=plan.leader, at=AT)
        [mail] = tell(session)
        assert "Your suggestion was accepted, with changes." in mail.text
        assert "Mer mat från länet" in mail.text

    def test_in_part(self, session: Session, plan: Plan, goal: UUID, author: Actor) -> None:
        made = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat här", text="Allt annat."), by=author)
        take_recorded(session)
        change = standings_of(session, [made])[made.id][0].change
        rules.accept(
            session, made, parts={change.id: Part(["title"])}, reason="Resten tar vi senare", actor=plan.leader, at=AT
        )
        [mail] = tell(session)
        assert "Your suggestion was accepted in part." in mail.text
        assert "> Resten tar vi senare" in mail.text

    def test_no(self, session: Session, plan: Plan, suggestion: Suggestion, goal: UUID) -> None:
        rules.decline(session, suggestion, reason="Inte <nu>", actor=plan.leader, at=AT)
        [mail] = tell(session)
        assert "Your suggestion was declined." in mail.text
        assert "> Inte <nu>" in mail.text
        assert "Inte &lt;nu&gt;" in mail.html
        assert f"/blocks/{goal}" not in mail.text
        assert plan.leader.name in mail.text

    def test_joined(self, session: Session, plan: Plan, suggestion: Suggestion, goal: UUID) -> None:
        other = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån oss"), by=plan.editor)
        take_recorded(session)
        rules.join(session, suggestion, other, actor=plan.leader, at=AT)
        [mail] = tell(session)
        assert "joined with another that says the same" in mail.text
        assert f"{BASE_URL}/suggestions/{other.id}" in mail.text

    def test_taken_back(self, session: Session, plan: Plan, suggestion: Suggestion) -> None:
        rules.decline(session, suggestion, reason="Nej", actor=plan.leader, at=AT)
        take_recorded(session)
        rules.take_back(session, suggestion, reason="Det var för tidigt", actor=plan.leader, at=AT)
        [mail] = tell(session)
        assert "waits again" in mail.subject
        assert "Det var för tidigt" in mail.text

    def test_asked_for_more_in_one_letter_only(self, session: Session, plan: Plan, suggestion: Suggestion) -> None:
        rules.ask_for_more(session, suggestion, words="Vad kostar det?", actor=plan.leader, at=AT)
        [mail] = tell(session)
        assert mail.kind == "suggestions/asked"
        assert "> Vad kostar det?" in mail.text

    def test_the_text_has_moved_on(self, session: Session, plan: Plan, suggestion: Suggestion, goal: UUID) -> None:
        plan.edit(goal, title="Något helt annat")
        [mail] = tell(session)
        assert "needs a look" in mail.subject
        assert f"{BASE_URL}/suggestions/{suggestion.id}" in mail.text


def test_who_wrote_the_newer_text_together_with_others_knows_of_it(
    session: Session, plan: Plan, suggestion: Suggestion, goal: UUID, author: Actor
) -> None:
    write_together(plan, goal, [("Något helt ", plan.editor), ("annat", author)], field="title")

    assert tell(session) == []


def test_a_suggestion_for_something_new_is_named_by_what_it_wanted(session: Session, plan: Plan, author: Actor) -> None:
    wish = Wish(ChangeAct.ADD, new_id(), kind="goal", content={"title": "Ett nytt mål"})
    made = a_suggestion(session, plan, wish, by=author)
    take_recorded(session)

    rules.decline(session, made, reason="Inte nu", actor=plan.leader, at=AT)

    [mail] = tell(session)
    assert "Ett nytt mål" in mail.subject


def test_who_decides_about_an_own_suggestion_gets_no_letter(session: Session, plan: Plan, goal: UUID) -> None:
    made = a_suggestion(session, plan, an_edit(plan, goal, title="Mer"), by=plan.leader)
    take_recorded(session)

    rules.accept(session, made, actor=plan.leader, at=AT)

    assert tell(session) == []


def test_who_wants_no_letters_or_may_not_read_any_more_gets_none(
    session: Session, plan: Plan, goal: UUID, author: Actor, suggestion: Suggestion
) -> None:
    stop(session, author.person_id, MailKind.ANSWERS, at=AT)
    other = an_actor_of(plan, "Coompanion")
    made = a_suggestion(session, plan, an_edit(plan, goal, text="Annat."), by=other)
    take_recorded(session)
    session.scalars(select(RoleGrant).where(RoleGrant.person_id == other.person_id)).one().ended_at = AT

    for one in (suggestion, made):
        rules.decline(session, one, reason="Nej", actor=plan.leader, at=AT)

    assert tell(session) == []


def test_followers_read_of_it_in_the_gathering_letter_and_leaders_without_following(
    session: Session, plan: Plan, goal: UUID, author: Actor
) -> None:
    reader, stranger = plan.others["reader"], plan.others["actor"]
    subject = find_subject(session, SubjectSort.BLOCK, goal, reader)
    following.follow(session, subject, actor=reader, at=AT)
    for who in (reader, stranger, plan.leader):
        session.add(DigestMark(person_id=who.person_id, upto=AT - timedelta(minutes=9), done_at=AT))
    supporter = a_voice(session, plan.roadmap, Role.ACTOR, "Stina", "Hushållningssällskapet")
    made = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=author, motive="Närheten.")
    rules.take_stance(session, made, Stance.SUPPORTS, words="Bra tänkt", actor=supporter, at=AT)
    digests = Digests(the_outbox())

    def letter_to(who: Actor) -> OutgoingMail | None:
        return digests.write(session, plan.person(who), at=AT + timedelta(days=2))

    for who in (reader, plan.leader):
        mail = letter_to(who)
        assert mail is not None
        assert "Närheten." in mail.text
        assert "Bra tänkt" in mail.text
        assert f"{BASE_URL}/suggestions/{made.id}" in mail.text
    assert letter_to(stranger) is None
