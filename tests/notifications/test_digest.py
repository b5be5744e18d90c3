from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.chores.rounds import Chores
from roadmaps.discussion import comments
from roadmaps.discussion.rules import open_thread, reply
from roadmaps.following import rules as following
from roadmaps.following.models import SubjectSort
from roadmaps.following.subjects import find_subject
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.digest import SETTLED, Digests
from roadmaps.notifications.models import DigestMark, MailChoice, OutgoingMail, Rhythm
from roadmaps.notifications.queries import ordinary_choice
from roadmaps.notifications.rhythms import latest_morning
from tests.factories.areas import someone_with
from tests.factories.notifications import BASE_URL, the_outbox
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.together import write_together

# The Monday after the Saturday on which the tests stand.
MONDAY = datetime(2026, 11, 23, 6, 1, tzinfo=LOCAL)


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


def follow(session: Session, who: Actor, sort: SubjectSort, subject_id: object) -> None:
    following.follow(session, find_subject(session, sort, subject_id, who), actor=who, at=AT)  # type: ignore[arg-type]


def a_mark(session: Session, who: Actor, upto: datetime = AT - timedelta(minutes=1)) -> None:
    session.add(DigestMark(person_id=who.person_id, upto=upto, done_at=upto))
    session.flush()


def letters_to(session: Session, who: Actor) -> list[OutgoingMail]:
    return list(session.scalars(select(OutgoingMail).where(OutgoingMail.person_id == who.person_id)))


def write_due(session: Session, at: datetime = MONDAY) -> None:
    for _ in range(3):
        Digests(the_outbox()).write_due(session, at)


@pytest.mark.parametrize(
    ("rhythm", "at", "morning"),
    [
        (Rhythm.WEEKLY, datetime(2026, 11, 21, 10, tzinfo=LOCAL), datetime(2026, 11, 16, 6, tzinfo=LOCAL)),
        (Rhythm.WEEKLY, datetime(2026, 11, 23, 5, 59, tzinfo=LOCAL), datetime(2026, 11, 16, 6, tzinfo=LOCAL)),
        (Rhythm.WEEKLY, datetime(2026, 11, 23, 6, 0, tzinfo=LOCAL), datetime(2026, 11, 23, 6, tzinfo=LOCAL)),
        (Rhythm.DAILY, datetime(2026, 11, 21, 5, 0, tzinfo=LOCAL), datetime(2026, 11, 20, 6, tzinfo=LOCAL)),
        (Rhythm.DAILY, datetime(2026, 3, 29, 7, 0, tzinfo=LOCAL), datetime(2026, 3, 29, 6, tzinfo=LOCAL)),
    ],
)
def test_mornings_are_those_in_sweden(rhythm: Rhythm, at: datetime, morning: datetime) -> None:
    assert latest_morning(rhythm, at) == morning


def test_one_letter_tells_what_others_did_to_what_one_follows_with_the_changed_words(
    session: Session, plan: Plan
) -> None:
    goal = plan.add("goal", "Förädla mer", by=plan.leader, text="Mer av skogens råvara förädlas i länet.")
    follow(session, plan.editor, SubjectSort.ROADMAP, plan.roadmap.id)
    a_mark(session, plan.editor, AT)
    later(session, plan, lambda: plan.edit(goal, by=plan.leader, text="Mer av åkerns råvara förädlas i länet."))

    write_due(session)

    [mail] = letters_to(session, plan.editor)
    assert "{-skogens-}{+åkerns+}" in mail.text
    assert "<del>skogens</del><ins>åkerns</ins>" in mail.html
    assert plan.leader.name in mail.text
    assert f"{BASE_URL}/blocks/{goal}" in mail.text
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.headers["List-Unsubscribe"].strip("<>") in mail.text


def later(session: Session, plan: Plan, act: object) -> None:
    """Let something be written an hour after the moment at which the tests stand."""
    before = plan.number
    act()  # type: ignore[operator]
    from roadmaps.revisions.models import Revision

    for revision in session.scalars(
        select(Revision).where(Revision.history_id == plan.roadmap.history_id, Revision.number > before)
    ):
        revision.written_at = AT + timedelta(hours=1)
    session.flush()


def test_several_changes_by_the_same_writer_are_told_as_one(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla mer")
    follow(session, plan.leader, SubjectSort.BLOCK, goal)
    a_mark(session, plan.leader, AT)
    later(session, plan, lambda: [plan.edit(goal, title=f"Förädla {word}") for word in ("något", "mer", "mest")])

    write_due(session)

    [mail] = letters_to(session, plan.leader)
    assert mail.text.count(f"/blocks/{goal}") == 1
    assert "något" not in mail.text


def test_what_several_wrote_together_is_told_to_others_with_all_of_them_and_to_none_of_them(
    session: Session, plan: Plan
) -> None:
    goal = plan.add("goal", "Förädla mer", text="Mer.")
    reader = plan.others["deputy"]
    for who in (plan.leader, plan.editor, reader):
        follow(session, who, SubjectSort.ROADMAP, plan.roadmap.id)
        a_mark(session, who, AT)
    pieces = [("Mer", None), (" hos oss", plan.editor), (", snart", plan.leader), (".", None)]
    later(session, plan, lambda: write_together(plan, goal, pieces))

    write_due(session)

    [mail] = letters_to(session, reader)
    names = [f"{who.name} ({who.acting_for_name})" for who in (plan.editor, plan.leader)]
    assert ", ".join(names) in " ".join(mail.text.split())
    assert letters_to(session, plan.leader) == letters_to(session, plan.editor) == []


def test_where_nothing_has_happened_no_letter_is_written_and_the_mark_goes_on(session: Session, plan: Plan) -> None:
    follow(session, plan.editor, SubjectSort.ROADMAP, plan.roadmap.id)
    a_mark(session, plan.editor)
    plan.add("goal")

    write_due(session)

    assert letters_to(session, plan.editor) == []
    assert session.get_one(DigestMark, plan.editor.person_id).upto == MONDAY - SETTLED


def test_what_happens_is_told_once_and_what_comes_after_is_told_the_next_time(session: Session, plan: Plan) -> None:
    follow(session, plan.leader, SubjectSort.ROADMAP, plan.roadmap.id)
    a_mark(session, plan.leader, AT)
    later(session, plan, lambda: plan.add("goal", "Första"))
    write_due(session)
    write_due(session, MONDAY + timedelta(days=2))
    assert len(letters_to(session, plan.leader)) == 1

    later(session, plan, lambda: plan.add("goal", "Andra"))
    for revision in session.scalars(select(DigestMark)):
        revision.upto = AT + timedelta(minutes=59)
    write_due(session, MONDAY + timedelta(days=7))

    assert "Andra" in letters_to(session, plan.leader)[-1].text


def test_who_has_no_mark_yet_gets_the_first_letter_with_the_next_morning(session: Session, plan: Plan) -> None:
    follow(session, plan.leader, SubjectSort.ROADMAP, plan.roadmap.id)
    plan.add("goal", "Under veckan")

    write_due(session, AT + timedelta(hours=1))
    assert letters_to(session, plan.leader) == []

    write_due(session)
    assert "Under veckan" in letters_to(session, plan.leader)[0].text


@pytest.mark.parametrize(
    ("rhythm", "sunday", "monday"), [(Rhythm.DAILY, 1, 1), (Rhythm.WEEKLY, 0, 1), (Rhythm.NEVER, 0, 0)]
)
def test_everyone_chooses_how_often(session: Session, plan: Plan, rhythm: Rhythm, sunday: int, monday: int) -> None:
    follow(session, plan.leader, SubjectSort.ROADMAP, plan.roadmap.id)
    a_mark(session, plan.leader, AT)
    session.add(MailChoice(person_id=plan.leader.person_id, digest=rhythm, wants_answers=True))
    later(session, plan, lambda: plan.add("goal"))

    write_due(session, MONDAY - timedelta(days=1))
    assert len(letters_to(session, plan.leader)) == sunday
    write_due(session)
    assert len(letters_to(session, plan.leader)) == monday


def test_who_has_lost_the_role_is_not_told_what_is_not_public(session: Session, plan: Plan) -> None:
    reader = someone_with(session, plan.roadmap.area, Role.READER)
    follow(session, reader, SubjectSort.ROADMAP, plan.roadmap.id)
    a_mark(session, reader, AT)
    later(session, plan, lambda: plan.add("goal"))
    from roadmaps.areas.models import RoleGrant

    session.scalars(select(RoleGrant).where(RoleGrant.person_id == reader.person_id)).one().ended_at = AT

    write_due(session)

    assert letters_to(session, reader) == []


def test_comments_are_told_to_who_follows_the_area_but_not_what_was_hidden_or_withdrawn(
    session: Session, plan: Plan
) -> None:
    actor = plan.others["actor"]
    at = AT + timedelta(hours=1)
    follow(session, plan.editor, SubjectSort.AREA, plan.roadmap.area_id)
    follow(session, actor, SubjectSort.ROADMAP, plan.roadmap.id)
    for who in (plan.editor, actor):
        a_mark(session, who, AT)
    thread = open_thread(session, plan.roadmap, body="Hur mycket mer?", actor=plan.leader, at=at)
    hidden = reply(session, thread, body="Struntprat", actor=plan.leader, at=at)
    withdrawn = reply(session, thread, body="Förhastat", actor=plan.leader, at=at)
    comments.hide_comment(session, hidden, reason="Osakligt", actor=plan.leader, at=at)
    comments.withdraw_comment(session, withdrawn, actor=plan.leader, at=at)

    write_due(session)

    [mail] = letters_to(session, plan.editor)
    assert "Hur mycket mer?" in mail.text
    assert "Struntprat" not in mail.text + mail.html
    assert "Förhastat" not in mail.text + mail.html
    assert letters_to(session, actor) == []


def test_an_organisation_is_followed_into_the_activities_that_it_has_a_part_in(session: Session, plan: Plan) -> None:
    organisation = plan.editor.organisations[0][0]
    activity, other = plan.add("activity", "Kursen"), plan.add("activity", "Något annat")
    plan.part(activity, organisation, "leads")
    reader = someone_with(session, plan.roadmap.area, Role.READER)
    follow(session, reader, SubjectSort.ORGANISATION, organisation)
    a_mark(session, reader, AT)
    later(session, plan, lambda: plan.edit(activity, by=plan.leader, title="Kursen i beredskap"))
    later(session, plan, lambda: plan.edit(other, by=plan.leader, title="Något helt annat"))

    write_due(session)

    [mail] = letters_to(session, reader)
    assert "Kursen i beredskap" in mail.text
    assert "Något helt annat" not in mail.text


def test_a_letter_is_in_the_language_of_its_reader(session: Session, plan: Plan) -> None:
    session.get_one(Person, plan.leader.person_id).language = "en"
    follow(session, plan.leader, SubjectSort.ROADMAP, plan.roadmap.id)
    a_mark(session, plan.leader, AT)
    later(session, plan, lambda: plan.add("goal", "Förädla mer"))

    write_due(session)

    [mail] = letters_to(session, plan.leader)
    assert "Goal “Förädla mer”: added" in mail.text


class Crash(Exception):
    """The process dies."""


def test_a_crash_between_letter_and_mark_loses_nothing_and_doubles_nothing(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        plan = a_plan(session)
        follow(session, plan.leader, SubjectSort.ROADMAP, plan.roadmap.id)
        a_mark(session, plan.leader, AT)
        later(session, plan, lambda: plan.add("goal", "Förädla mer"))
        leader = plan.leader
    chores, dying = Chores(), Chores()

    def die(session: Session, at: datetime) -> None:
        Digests(the_outbox()).write_due(session, at)
        assert letters_to(session, leader)
        raise Crash

    dying.add("digests", die, every=timedelta(minutes=5))
    chores.add("digests", Digests(the_outbox()).write_due, every=timedelta(minutes=5))

    assert dying.do_due(units, MONDAY) == []
    for minutes in (20, 30, 40):
        chores.do_due(units, MONDAY + timedelta(minutes=minutes))

    with fresh_database.reading() as session:
        assert len(letters_to(session, leader)) == 1


def test_the_ordinary_choice_is_one_letter_a_week(session: Session, plan: Plan) -> None:
    assert ordinary_choice(plan.leader.person_id).digest is Rhythm.WEEKLY
