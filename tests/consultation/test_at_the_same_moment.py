from sqlalchemy import select

from roadmaps.consultation.models import Consultee, Point, Response
from roadmaps.consultation.rules import answering, holding, replying, sending
from roadmaps.consultation.words import Reply
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from tests.accounts.test_at_the_same_moment import outcomes
from tests.factories.consultation import a_consultation, statement
from tests.factories.roadmap import AT


def test_four_organisations_that_send_at_once_get_a_number_each(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_consultation(session)
        held.open()
        people = [held.somebody_at(f"Kommun {number}") for number in range(4)]
        for one in people:
            held.write(one, statement("Bra."))
        consultees = {one.person_id: held.consultee(one).id for one in people}

    def send(actor):
        def act(session):
            consultee = session.get_one(Consultee, consultees[actor.person_id])
            sending.submit(session, consultee, signed_by="Kim", writer=Writer(actor.name, actor), at=AT)

        return act

    told = outcomes(fresh_database, [send(one) for one in people])

    with fresh_database.reading() as session:
        numbers = sorted(session.scalars(select(Response.number)))
        points = sorted(session.scalars(select(Point.number)))
    assert told == ["done"] * 4
    assert (numbers, points) == ([1, 2, 3, 4], [1, 2, 3, 4])


def test_two_colleagues_who_save_the_same_part_at_once_overwrite_nothing(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_consultation(session)
        held.open()
        people = [held.somebody_at("Krokoms kommun") for _ in range(2)]
        consultee_id = held.consultee(people[0]).id
    clashes = []

    def write(actor):
        def act(session):
            consultee = session.get_one(Consultee, consultee_id)
            text = statement(f"Skrivet av {actor.person_id}")
            clashes.extend(answering.save(session, consultee, [text], writer=Writer(actor.name, actor), at=AT))

        return act

    assert outcomes(fresh_database, [write(one) for one in people]) == ["done", "done"]
    assert len(clashes) == 1


def test_two_leaders_who_reply_to_the_same_point_at_once_do_so_once(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_consultation(session)
        held.open()
        held.answer("Krokoms kommun")
        leader, [point] = held.leader, held.points
        point_id = point.id

    def reply(said):
        def act(session):
            mine = session.get_one(Point, point_id)
            replying.reply(session, [mine], said, words="Så.", actor=leader, at=AT)

        return act

    assert outcomes(fresh_database, [reply(Reply.FOLLOWED), reply(Reply.OUTSIDE)]) == ["done", "refused"]


def test_who_closes_while_somebody_sends_leaves_no_half_answer(fresh_database):
    with UnitsOfWork(fresh_database, Listeners()).change() as session:
        held = a_consultation(session)
        held.open()
        kim = held.somebody_at("Krokoms kommun")
        held.write(kim, statement("Bra."))
        consultee_id, leader = held.consultee(kim).id, held.leader
        consultation_id = held.consultation.id

    def send(session):
        consultee = session.get_one(Consultee, consultee_id)
        sending.submit(session, consultee, signed_by="Kim", writer=Writer(kim.name, kim), at=AT)

    def close(session):
        consultation = session.get_one(type(held.consultation), consultation_id)
        holding.close(session, consultation, next_step="Vi svarar.", actor=leader, at=AT)

    told = outcomes(fresh_database, [send, close])

    with fresh_database.reading() as session:
        sent = session.scalars(select(Response)).all()
        points = session.scalars(select(Point)).unique().all()
    assert len(sent) == len(points) == told.count("done") - 1
