import pytest
from sqlalchemy import select

from roadmaps.consultation.events import ConsulteeTold, Occasion
from roadmaps.consultation.listeners import reply_with_decision, take_back_with_decision
from roadmaps.consultation.models import Point, PointTurn
from roadmaps.consultation.points import PointFilter, counts_of, page_of_points, templates_in
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules import holding, publishing, replying, sorting
from roadmaps.consultation.rules.working_in import beginning
from roadmaps.consultation.words import PartSort, PointTurnSort, Reply, State
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.suggestions import rules as suggestion_rules
from roadmaps.suggestions.events import DecisionTakenBack, SuggestionDecided
from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.factories.consultation import a_consultation, statement, view
from tests.factories.roadmap import AT


def answered(session, *names):
    held = a_consultation(session)
    held.open()
    for name in names:
        held.answer(name, f"{name} tycker.")
    return held


def hear(session):
    """Let the room hear what has been decided, as the unit of work would."""
    for one in take_recorded(session):
        if isinstance(one, SuggestionDecided):
            reply_with_decision(session, one)
        if isinstance(one, DecisionTakenBack):
            take_back_with_decision(session, one)


def with_a_proposal(session):
    held = a_consultation(session)
    held.open()
    kim = held.somebody_at("Krokoms kommun")
    held.propose(kim, "goal", text="Tio fler företag förädlar sina råvaror i länet.")
    held.send(kim)
    return held, held.points[0]


def test_a_reply_is_given_and_taken_back_and_both_stay_on_record(session):
    held = answered(session, "Krokoms kommun")
    [point] = held.points

    replying.reply(session, [point], Reply.NOT_FOLLOWED, words="Det ryms inte.", actor=held.leader, at=AT)
    assert (point.reply, point.is_waiting) == (Reply.NOT_FOLLOWED, False)
    replying.take_back_reply(session, point, actor=held.leader, at=AT)

    assert point.is_waiting
    turns = [one.turn for one in session.scalars(select(PointTurn).order_by(PointTurn.id))]
    assert turns == [PointTurnSort.REPLIED, PointTurnSort.REPLY_UNDONE]


@pytest.mark.parametrize("said", [Reply.NOT_FOLLOWED, Reply.PARTLY_FOLLOWED])
def test_a_no_needs_a_reason(session, said):
    held = answered(session, "Krokoms kommun")

    with pytest.raises(Invalid) as refused:
        replying.reply(session, held.points, said, words=" ", actor=held.leader, at=AT)

    assert "words" in refused.value.fields


def test_the_same_is_replied_to_many_at_once(session):
    held = answered(session, "Krokoms kommun", "Bergs kommun", "Åre kommun")

    replying.reply(session, held.points, Reply.OUTSIDE, words="Hör till RUS.", actor=held.leader, at=AT)

    counts = counts_of(session, held.consultation.id)
    assert (counts.waiting, counts.replied, counts.by_reply) == (0, 3, {Reply.OUTSIDE: 3})


def test_who_replies_to_what_somebody_else_has_replied_to_is_told(session):
    held = answered(session, "Krokoms kommun")
    replying.reply(session, held.points, Reply.FOLLOWED, words="", actor=held.leader, at=AT)

    with pytest.raises(Invalid):
        replying.reply(session, held.points, Reply.OUTSIDE, words="Nej.", actor=held.leader, at=AT)

    replying.reply(session, held.points, Reply.OUTSIDE, words="Nej.", seen_at=AT, actor=held.leader, at=AT)
    assert held.points[0].reply is Reply.OUTSIDE


def test_points_that_say_the_same_are_replied_to_once(session):
    held = answered(session, "Krokoms kommun", "Bergs kommun")
    first, second = held.points

    sorting.join(session, [first, second], first, actor=held.leader, at=AT)

    assert counts_of(session, held.consultation.id).waiting == 1
    page = page_of_points(session, held.consultation, PointFilter(state="waiting"))
    assert [one.id for one in page.points] == [first.id]
    assert [one.id for one in page.joined[first.id]] == [second.id]
    with pytest.raises(Invalid):
        replying.reply(session, [second], Reply.FOLLOWED, words="", actor=held.leader, at=AT)

    sorting.part(session, second, actor=held.leader, at=AT)
    assert counts_of(session, held.consultation.id).waiting == 2


def test_a_statement_is_split_into_points_of_their_own_and_put_together_again(session):
    held = answered(session, "Krokoms kommun")
    [point] = held.points
    places = frozen_text(session, held.consultation).places

    made = sorting.split(session, point, ["Ett.", "", "Två."], "goals", places=places, actor=held.leader, at=AT)

    assert [(one.number, one.words, one.place) for one in made] == [(2, "Ett.", "goals"), (3, "Två.", "goals")]
    assert counts_of(session, held.consultation.id).waiting == 2
    sorting.put_together(session, point, actor=held.leader, at=AT)
    assert [one.id for one in held.points] == [point.id]


def test_a_point_is_given_to_an_editor_who_may_then_reply(session):
    held = answered(session, "Krokoms kommun", "Bergs kommun")
    editor = held.plan.editor
    first, second = held.points

    sorting.assign(session, [first], editor.person_id, actor=held.leader, at=AT)

    replying.reply(session, [first], Reply.FOLLOWED, words="", actor=editor, at=AT)
    with pytest.raises(NotAllowed):
        replying.reply(session, [second], Reply.FOLLOWED, words="", actor=editor, at=AT)
    with pytest.raises(Invalid):
        sorting.assign(session, [second], held.plan.others["reader"].person_id, actor=held.leader, at=AT)


def test_following_a_proposal_writes_it_into_the_text_although_that_has_moved_on(session):
    held, point = with_a_proposal(session)
    held.plan.edit(held.blocks["goal"], title="Förädla mycket mer")

    replying.reply(session, [point], Reply.FOLLOWED, words="", actor=held.leader, at=AT)
    hear(session)

    goal = held.plan.state[held.blocks["goal"]].content
    assert (goal["title"], goal["text"]) == ("Förädla mycket mer", "Tio fler företag förädlar sina råvaror i länet.")
    assert (point.reply, point.revision_number) == (Reply.FOLLOWED, held.plan.number)


def test_what_is_decided_about_the_suggestion_is_the_reply(session):
    held, point = with_a_proposal(session)
    suggestion = session.get_one(Suggestion, point.suggestion_id)

    suggestion_rules.decline(session, suggestion, reason="Tio är för många.", actor=held.leader, at=AT)
    hear(session)
    assert (point.reply, point.reply_words) == (Reply.NOT_FOLLOWED, "Tio är för många.")

    suggestion_rules.take_back(session, suggestion, reason="Vi tänkte om.", actor=held.leader, at=AT)
    hear(session)
    assert point.is_waiting


def test_saying_no_to_a_proposal_declines_the_suggestion(session):
    held, point = with_a_proposal(session)

    replying.reply(session, [point], Reply.OUTSIDE, words="Hör till RUS.", actor=held.leader, at=AT)
    hear(session)

    assert session.get_one(Suggestion, point.suggestion_id).state is SuggestionState.DECLINED
    assert point.reply is Reply.OUTSIDE


def test_replies_are_published_once_nothing_waits_and_then_stay(session):
    held = answered(session, "Krokoms kommun", "Bergs kommun")
    holding.close(session, held.consultation, next_step="Vi svarar.", actor=held.leader, at=AT)

    with pytest.raises(Invalid):
        publishing.publish(session, held.consultation, actor=held.leader, at=AT)
    replying.reply(session, held.points, Reply.ALREADY_THERE, words="", actor=held.leader, at=AT)
    take_recorded(session)
    publishing.publish(session, held.consultation, actor=held.leader, at=AT)

    told = [one for one in take_recorded(session) if isinstance(one, ConsulteeTold)]
    assert [one.occasion for one in told] == [Occasion.REPLIED, Occasion.REPLIED]
    assert held.consultation.state is State.PUBLISHED
    with pytest.raises(NotAllowed):
        replying.take_back_reply(session, held.points[0], actor=held.leader, at=AT)


def test_the_table_is_filtered_by_what_lies_in_the_address(session):
    held = a_consultation(session)
    held.open()
    kim = held.somebody_at("Krokoms kommun")
    held.write(kim, statement("Bra."), view("goals", "agrees"))
    held.send(kim)
    held.answer("Bergs kommun")
    krokom = held.consultee(kim)

    def found(**wanted):
        return [one.number for one in page_of_points(session, held.consultation, PointFilter(**wanted)).points]

    assert found() == [1, 3, 2]
    assert found(order="consultee") == [3, 1, 2]
    assert found(place="goals") == [2]
    assert found(consultee=str(krokom.id)) == [1, 2]
    assert found(person="nobody", state="replied") == []
    assert found(person="not an id", page=99) == [1, 3, 2]


def test_templates_are_kept_by_title(session):
    held = answered(session)
    area = held.plan.roadmap.area

    replying.keep_template(session, area, title="Tack", said=None, words="Tack.", actor=held.leader)
    replying.keep_template(session, area, title=" Tack ", said=Reply.FOLLOWED, words="Tack!", actor=held.leader)

    assert [(one.title, one.words) for one in templates_in(session, area.id)] == [("Tack", "Tack!")]
    with pytest.raises(NotAllowed):
        replying.keep_template(session, area, title="X", said=None, words="X", actor=held.plan.editor)


def test_a_table_takes_as_many_queries_however_much_there_is(session, shared_database):
    held = answered(session, "Krokoms kommun")

    def queries():
        session.expire_all()
        counted = []
        from sqlalchemy import event

        def note(*_):
            counted.append(1)

        event.listen(shared_database.engine, "before_cursor_execute", note)
        page_of_points(session, held.consultation, PointFilter())
        event.remove(shared_database.engine, "before_cursor_execute", note)
        return len(counted)

    few = queries()
    for number in range(12):
        held.answer(f"Kommun {number}")

    assert queries() <= few + 1
    assert session.query(Point).count() == 13


def test_what_was_decided_as_a_suggestion_is_undone_there(session):
    held, point = with_a_proposal(session)
    replying.reply(session, [point], Reply.NOT_FOLLOWED, words="Nej.", actor=held.leader, at=AT)

    with pytest.raises(Invalid):
        replying.take_back_reply(session, point, actor=held.leader, at=AT)


def test_another_wording_begins_the_form_together_with_what_others_have_written_since(session):
    held = a_consultation(session)
    held.open()
    actor = held.somebody_at("Torsta")
    held.propose(actor, "goal", text="Många fler företag förädlar sina råvaror i länet.")
    held.send(actor)
    [point] = [one for one in held.points if one.sort is PartSort.PROPOSAL]
    held.plan.edit(held.blocks["goal"], text="Fler företag förädlar sina råvaror här i länet.")

    goal, need = (held.plan.state[held.blocks[name]] for name in ("goal", "need"))

    assert beginning(session, point, goal)["text"] == "Många fler företag förädlar sina råvaror här i länet."
    assert beginning(session, point, need) == need.content
