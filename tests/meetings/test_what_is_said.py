"""What is said at a meeting, who was there, and what they are told of what became of it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.meetings.events import Occasion
from roadmaps.meetings.models import Input, Meeting
from roadmaps.meetings.presence import heads_in, presence_of, those_there
from roadmaps.meetings.proposing import proposals_for
from roadmaps.meetings.queries import input_turns, resting_inputs, tallies
from roadmaps.meetings.rules import attending, plan_meeting, planning, settling, writing
from roadmaps.meetings.rules.attending import Come
from roadmaps.meetings.rules.planning import Wanted
from roadmaps.meetings.words import Fate, InputTurnSort, Subject
from tests.factories.accounts import an_organisation
from tests.factories.consultation import a_consultation
from tests.factories.meetings import a_meeting, a_meeting_held, facts
from tests.factories.roadmap import AT


def test_the_beginning_of_a_name_is_enough_to_tell_who_said_it(session: Session) -> None:
    held = a_meeting_held(session)
    gaaltije = an_organisation(session, "Gaaltije", helix=Helix.CIVIL_SOCIETY)
    an_organisation(session, "Region Norr")
    an_organisation(session, "Region Söder")

    known, unclear, unknown = held.say("A", "gaal"), held.say("B", "region"), held.say("C", "En gäst")

    assert known.organisation_id == gaaltije.id
    assert (unclear.organisation_id, unclear.said_by) == (None, "region")
    assert (unknown.organisation_id, unknown.who) == (None, "En gäst")


def test_lines_of_two_who_write_at_once_get_numbers_of_their_own(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        held = a_meeting_held(session)
        meeting_id, leader = held.meeting.id, held.leader
    start = Barrier(2)

    def write(name: str) -> None:
        start.wait()
        for number in range(4):
            with units.change() as session:
                meeting = session.get_one(Meeting, meeting_id)
                writing.write_input(session, meeting, f"{name} {number}", key=f"{name}{number}", actor=leader, at=AT)

    threads = [Thread(target=write, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with fresh_database.reading() as session:
        assert sorted(session.scalars(select(Input.number))) == list(range(1, 9))


def test_who_was_there_is_counted_by_part_of_society(session: Session) -> None:
    held = a_meeting_held(session)
    torsta = an_organisation(session, "Torsta AB")
    anna, _bo = held.ask("Anna Persson", "Bo Ek", invite=False)

    attending.tell_attendance(
        session,
        held.meeting,
        [anna.id],
        [Come("Torsta AB", heads=3), Come("Byskolan", helix=Helix.ACADEMIA), Come("", name="En gäst")],
        actor=held.leader,
        at=AT,
    )

    presences = presence_of(those_there(held.people))
    assert [(one.helix, list(one.organisations), one.heads) for one in presences] == [
        (Helix.ACADEMIA, [("Byskolan", 1)], 1),
        (Helix.BUSINESS, [(torsta.name, 3)], 3),
        (None, [], 2),
    ]
    assert heads_in(presences) == 6


def test_who_was_there_cannot_be_told_before_it_has_begun(session: Session) -> None:
    held = a_meeting(session)

    with pytest.raises(Invalid):
        attending.tell_attendance(session, held.meeting, [], actor=held.leader, at=AT)


def test_what_becomes_of_a_line_is_kept_step_by_step(session: Session) -> None:
    held = a_meeting_held(session)
    goal = held.plan.add("goal", "Förädla mer", text="Mer förädlas här.")
    said = held.say("Förädla mer")

    settling.put_in_progress(session, said, words="Torsta skriver.", actor=held.leader, at=AT)
    held.work_in(said, goal, at=AT + timedelta(hours=1))
    settling.reopen(session, said, reason="Det räckte inte.", actor=held.leader, at=AT + timedelta(hours=2))
    settling.decline(session, said, reason="Ligger hos Almi.", actor=held.leader, at=AT + timedelta(hours=3))

    turns = session.scalars(input_turns(said)).all()
    assert [one.turn for one in turns] == [
        InputTurnSort.SAID,
        InputTurnSort.IN_PROGRESS,
        InputTurnSort.WORKED_IN,
        InputTurnSort.REOPENED,
        InputTurnSort.DECLINED,
    ]
    assert turns[2].revision_number == held.plan.number
    assert tallies(session, [held.meeting.id])[held.meeting.id].by_fate == {Fate.DECLINED: 1}


@pytest.mark.parametrize("act", [settling.put_in_progress, settling.decline, settling.reopen])
def test_only_those_who_hold_it_say_what_becomes_of_it(session: Session, act: object) -> None:
    held = a_meeting_held(session)
    said = held.say("Förädla mer")
    words = {"words" if act is settling.put_in_progress else "reason": "Därför."}

    with pytest.raises(NotAllowed):
        act(session, said, **words, actor=held.plan.editor, at=AT)


def test_it_is_tied_only_to_a_revision_that_changed_the_part(session: Session) -> None:
    held = a_meeting_held(session)
    goal = held.plan.add("goal", "Förädla mer", text="Mer förädlas här.")
    said = held.say("Förädla mer")
    roadmap, number = held.plan.roadmap, held.plan.number

    with pytest.raises(Invalid):
        settling.tie_to_revision(session, said, roadmap, goal, number + 1, actor=held.leader, at=AT)
    with pytest.raises(Invalid):
        settling.tie(session, said, roadmap, new_id(), actor=held.leader, at=AT)
    settling.tie_to_revision(session, said, roadmap, goal, number, actor=held.leader, at=AT)

    assert said.fate is Fate.WORKED_IN


def test_those_who_were_there_are_told_once_and_in_one_letter(session: Session) -> None:
    held = a_meeting_held(session)
    anna, bo = held.ask("Anna Persson", "Bo Ek", invite=False)
    attending.tell_attendance(session, held.meeting, [anna.id], actor=held.leader, at=AT)
    first, second, _waiting = held.say("A"), held.say("B"), held.say("C")
    settling.decline(session, first, reason="Nej.", actor=held.leader, at=AT)
    settling.put_in_progress(session, second, words="Snart.", actor=held.leader, at=AT + timedelta(hours=1))

    settling.tell_due(session, AT + timedelta(hours=2))
    at_it = list(held.letters)
    settling.tell_due(session, AT + timedelta(hours=5))
    settling.tell_due(session, AT + timedelta(hours=9))

    assert at_it == []
    assert [(one.occasion, one.participant_id) for one in held.letters] == [(Occasion.TOLD, anna.id)]
    assert bo.id not in {one.participant_id for one in held.letters}
    settling.decline(session, second, reason="Nej.", actor=held.leader, at=AT + timedelta(hours=10))
    assert settling.tell_what_came(session, held.meeting, actor=held.leader, at=AT + timedelta(hours=10)) == 1


def test_an_agenda_is_proposed_from_what_rests_and_what_is_discussed(session: Session) -> None:
    earlier = a_meeting_held(session)
    said = earlier.say("Vi saknar slakteri")
    done = earlier.say("Klart")
    settling.decline(session, done, reason="Nej.", actor=earlier.leader, at=AT)
    thread = open_thread(session, earlier.plan.roadmap, body="Hur mycket mer?", actor=earlier.plan.editor, at=AT)
    a_meeting_held(session).say("Något annat")
    next_one = plan_meeting(session, facts(), area=earlier.meeting.area, actor=earlier.leader, at=AT)

    proposals = proposals_for(session, next_one, earlier.leader)
    planning.put_agenda(
        session,
        next_one,
        [Wanted(one.title, None, one.subject, one.about_id) for one in proposals],
        actor=earlier.leader,
    )

    assert [(one.subject, one.about_id) for one in proposals] == [
        (Subject.INPUT, said.id),
        (Subject.THREAD, thread.id),
    ]


def test_what_rests_is_found_for_its_area_and_for_the_county(session: Session) -> None:
    one, other = a_meeting_held(session), a_meeting_held(session, is_public=False)
    said, hidden = one.say("Här"), other.say("Där")

    def rests(actor: object, area: object) -> set[object]:
        return {one.id for one in session.scalars(resting_inputs(actor, area)).unique()}

    assert rests(one.leader, one.meeting.area_id) == {said.id}
    assert rests(None, None) == {said.id}
    assert rests(other.leader, None) == {said.id, hidden.id}


def test_points_without_a_reply_are_proposed_as_one_for_their_consultation(session: Session) -> None:
    asked = a_consultation(session)
    asked.open()
    asked.answer("Almi", "Målen är för många.")
    asked.answer("LRF", "Målen är för få.")
    meeting = plan_meeting(session, facts(), area=asked.plan.roadmap.area, actor=asked.leader, at=AT)

    [proposal] = proposals_for(session, meeting, asked.leader)

    assert (proposal.subject, proposal.about_id) == (Subject.CONSULTATION, asked.consultation.id)
