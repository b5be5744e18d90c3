from datetime import date, timedelta

import pytest
from sqlalchemy import select

from roadmaps.consultation.addressees import addressees_of
from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.models import ConsultationTurn
from roadmaps.consultation.queries import consultees_of
from roadmaps.consultation.rules import holding, preparing
from roadmaps.consultation.words import State, Turn
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.phases import Phase
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.factories.consultation import CLOSES, a_consultation, facts
from tests.factories.roadmap import AT


def told(session, occasion):
    return [one.email for one in take_recorded(session) if isinstance(one, ConsulteeTold) and one.occasion is occasion]


def test_nobody_is_told_before_it_is_confirmed(session):
    held = a_consultation(session)
    held.somebody_at("Krokoms kommun")

    held.ask("Krokoms kommun")

    assert told(session, Occasion.INVITED) == []
    assert held.consultation.state is State.PREPARED


def test_it_opens_at_once_when_its_day_has_come_and_writes_to_everyone_who_is_asked(session):
    held = a_consultation(session)
    held.somebody_at("Krokoms kommun")
    held.ask("Krokoms kommun", Sametinget="registrator@example.org")

    holding.confirm(session, held.consultation, actor=held.leader, at=AT)

    assert held.consultation.is_open
    assert len(told(session, Occasion.INVITED)) == 2
    assert held.plan.roadmap.state is Phase.CONSULTATION


def test_it_waits_for_its_first_day_and_then_opens_by_itself(session):
    held = a_consultation(session, opens_on=date(2026, 12, 1))
    held.ask("Krokoms kommun")
    holding.confirm(session, held.consultation, actor=held.leader, at=AT)
    assert held.consultation.state is State.WAITING

    holding.open_due(session, AT + timedelta(days=9))
    assert held.consultation.state is State.WAITING

    holding.open_due(session, AT + timedelta(days=10))
    assert held.consultation.is_open


def test_who_is_asked_twice_is_asked_once(session):
    held = a_consultation(session)
    held.somebody_at("Krokoms kommun")

    held.ask("Krokoms kommun", "krokoms kommun", "Sametinget")
    held.ask("Sametinget")

    assert [one.name for one in session.scalars(consultees_of(held.consultation.id))] == [
        "Krokoms kommun",
        "Sametinget",
    ]


def test_an_address_that_is_a_persons_gets_one_letter(session):
    held = a_consultation(session)
    kim = held.somebody_at("Krokoms kommun")
    held.ask("Krokoms kommun")
    [consultee] = session.scalars(consultees_of(held.consultation.id))

    consultee.email = held.plan.person(kim).email

    assert len(addressees_of(session, [consultee], AT)[consultee.id]) == 1


def test_once_it_is_open_it_asks_everyone_the_same(session):
    held = a_consultation(session)
    held.open()

    with pytest.raises(NotAllowed):
        preparing.change(session, held.consultation, held.snapshot, facts(title="Nytt"), actor=held.leader)


def test_before_it_opens_everything_can_be_told_otherwise(session):
    held = a_consultation(session)

    preparing.change(
        session, held.consultation, held.snapshot, facts(title="Nytt", questions=["Bara en?"]), actor=held.leader
    )

    session.refresh(held.consultation)
    assert held.consultation.title == "Nytt"
    assert [one.words for one in held.consultation.questions] == ["Bara en?"]


def test_it_is_held_on_a_consultation_version_only(session):
    held = a_consultation(session)
    frozen = freeze(session, held.plan.roadmap, kind=SnapshotKind.WORKING, title="Arbete", actor=held.leader, at=AT)

    with pytest.raises(Invalid) as refused:
        preparing.prepare(session, held.plan.roadmap, frozen, facts(), actor=held.leader, at=AT)

    assert "snapshot" in refused.value.fields


def test_more_time_is_given_with_a_reason_and_told_to_those_who_are_silent(session):
    held = a_consultation(session)
    held.somebody_at("Krokoms kommun")
    held.somebody_at("Ragunda kommun")
    held.open("Krokoms kommun", "Ragunda kommun")
    held.answer("Krokoms kommun")
    take_recorded(session)

    with pytest.raises(Invalid):
        holding.extend(session, held.consultation, date(2027, 2, 1), reason=" ", actor=held.leader, at=AT)
    holding.extend(session, held.consultation, date(2027, 2, 1), reason="Flera bad om det.", actor=held.leader, at=AT)

    assert len(told(session, Occasion.EXTENDED)) == 1
    turns = session.scalars(select(ConsultationTurn).where(ConsultationTurn.turn == Turn.EXTENDED)).all()
    assert [(one.words, one.closes_on) for one in turns] == [("Flera bad om det.", date(2027, 2, 1))]


def test_silence_is_reminded_of_once_a_week_before_the_last_day(session):
    held = a_consultation(session)
    held.somebody_at("Krokoms kommun")
    held.open("Krokoms kommun")
    take_recorded(session)
    near = AT.replace(year=2027, month=1, day=8)

    holding.remind_due(session, near - timedelta(days=1))
    assert told(session, Occasion.REMINDED) == []

    holding.remind_due(session, near)
    holding.remind_due(session, near + timedelta(days=1))
    assert len(told(session, Occasion.REMINDED)) == 1


def test_an_answer_after_the_last_day_is_taken_and_marked_until_it_is_closed(session):
    held = a_consultation(session)
    held.open()
    late = AT.replace(year=2027, month=1, day=16)

    in_time = held.answer("Krokoms kommun", at=AT.replace(year=CLOSES.year, month=1, day=15))
    after = held.answer("Ragunda kommun", at=late)
    holding.close(session, held.consultation, next_step="Vi svarar.", actor=held.leader, at=late)

    assert (in_time.is_late, after.is_late) == (False, True)
    with pytest.raises(NotAllowed):
        held.answer("Bergs kommun", at=late)
    assert held.plan.roadmap.state is Phase.BEING_WRITTEN


def test_cancelling_needs_a_reason_and_tells_it(session):
    held = a_consultation(session)
    held.somebody_at("Krokoms kommun")
    held.open("Krokoms kommun")
    take_recorded(session)

    with pytest.raises(Invalid):
        holding.cancel(session, held.consultation, reason="", next_step="Omtag.", actor=held.leader, at=AT)
    holding.cancel(session, held.consultation, reason="Fel text.", next_step="Omtag.", actor=held.leader, at=AT)

    assert len(told(session, Occasion.CANCELLED)) == 1
    assert held.consultation.state is State.CANCELLED


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere"])
def test_only_those_who_lead_hold_one(session, who):
    held = a_consultation(session)

    with pytest.raises(NotAllowed):
        preparing.prepare(session, held.plan.roadmap, held.snapshot, facts(), actor=held.plan.others[who], at=AT)


def test_those_who_prepare_it_change_an_address_before_it_opens_and_nobody_is_told_yet(session):
    held = a_consultation(session)
    held.ask("Krokoms kommun", Sametinget="registrator@example.org")
    consultee = next(one for one in session.scalars(consultees_of(held.consultation.id)) if one.email)

    preparing.set_address(session, consultee, "remiss@example.org", actor=held.leader, at=AT)

    assert consultee.email == "remiss@example.org"
    assert told(session, Occasion.INVITED) == []


def test_nobody_else_changes_where_its_letters_go(session):
    held = a_consultation(session)
    somebody = held.somebody_at("Krokoms kommun")
    held.ask("Krokoms kommun")
    [consultee] = session.scalars(consultees_of(held.consultation.id))

    with pytest.raises(NotAllowed):
        preparing.set_address(session, consultee, "annan@example.org", actor=somebody, at=AT)
