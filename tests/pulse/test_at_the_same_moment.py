from sqlalchemy import select

from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.pulse.models import Pulse, PulseAnswer, PulseAsked
from roadmaps.pulse.rules import answering, preparing
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.words import Mark
from tests.accounts.test_at_the_same_moment import outcomes
from tests.factories.pulse import a_pulse, facts
from tests.factories.roadmap import AT


def test_of_two_colleagues_who_answer_at_once_the_second_is_told(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        taken = a_pulse(session)
        taken.open(Gaaltije="info@example.org")
        asked_id, questions = taken.asked[0].id, [one.id for one in taken.pulse.questions]

    def answer(mark):
        def act(session):
            asked = session.get_one(PulseAsked, asked_id)
            said = Said(dict.fromkeys(questions, mark))
            answering.answer(session, asked, said, version=0, actor=None, by_letter=True, at=AT)

        return act

    told = outcomes(fresh_database, [answer(Mark.PARTLY), answer(Mark.LARGELY)])

    with fresh_database.reading() as session:
        [kept] = session.scalars(select(PulseAnswer)).all()
        assert len({one.mark for one in kept.marks}) == 1
    assert told == ["done", "refused"]


def test_two_pulses_that_are_begun_at_once_get_a_number_each(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        taken = a_pulse(session)
        area, leader = taken.plan.roadmap.area, taken.leader

    def begin(session):
        preparing.prepare(session, session.merge(area), facts(), actor=leader, at=AT)

    told = outcomes(fresh_database, [begin, begin])

    with fresh_database.reading() as session:
        assert sorted(session.scalars(select(Pulse.number))) == [1, 2, 3]
    assert told == ["done", "done"]
