import pytest

from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.pulse.queries import answer_of, silent_in, waiting_for
from roadmaps.pulse.results import results_of, series_of, words_in
from roadmaps.pulse.rules import answering
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.rules.preparing import Question
from roadmaps.pulse.words import Consent, Mark
from tests.factories.pulse import a_pulse, an_answered_pulse
from tests.factories.roadmap import AT


def result_of(taken):
    taken.close()
    [result] = results_of(taken.session, [taken.pulse])
    return result


def test_an_organisation_answers_once_and_may_change_it_until_it_closes(session):
    taken = an_answered_pulse(session, [(2, 3, 0)])
    [asked] = taken.asked

    changed = taken.answer(asked, 4, 0, 5, version=1)

    assert changed.version == 2
    assert {one.question_id: one.mark for one in changed.marks} == {
        taken.pulse.questions[0].id: 4,
        taken.pulse.questions[2].id: 5,
    }
    taken.close()
    with pytest.raises(NotAllowed):
        taken.answer(asked, 1, 1, 1, version=2)


def test_a_colleague_who_answers_at_the_same_time_is_told_and_overwrites_nothing(session):
    taken = an_answered_pulse(session, [(2, 3, 4)])

    with pytest.raises(Conflict):
        taken.answer(taken.asked[0], 5, 5, 5, version=0)

    assert {one.mark for one in answer_of(session, taken.asked[0].id).marks} == {2, 3, 4}


def test_a_question_that_was_passed_over_is_asked_for(session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")
    first = taken.pulse.questions[0].id

    with pytest.raises(Invalid) as refused:
        answering.answer(
            session, taken.asked[0], Said({first: Mark.PARTLY}), version=0, actor=None, by_letter=True, at=AT
        )

    assert set(refused.value.fields) == {"mark-2", "mark-3"}


def test_to_say_nothing_at_all_is_no_answer(session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")

    with pytest.raises(Invalid):
        taken.answer(taken.asked[0], 0, 0, 0)
    taken.answer(taken.asked[0], 0, 0, 0, words="Vi är nya här.")

    assert session.scalars(silent_in(taken.pulse.id)).all() == []


def test_somebody_answers_for_the_own_organisation_only(session):
    taken = a_pulse(session)
    kim = taken.somebody_at("Krokoms kommun")
    taken.open("Krokoms kommun", Gaaltije="info@example.org")
    other, own = taken.asked
    said = Said(taken.marks(3, 3, 3))
    assert [one.id for one in waiting_for(session, [kim.acting_for_id])] == [own.id]

    with pytest.raises(NotAllowed):
        answering.answer(session, other, said, version=0, actor=kim, at=AT)
    answering.answer(session, own, said, version=0, actor=kim, at=AT)

    assert waiting_for(session, [kim.acting_for_id]) == []


def test_the_answers_are_counted(session):
    taken = an_answered_pulse(session, [(1, 3, 5), (2, 3, 5), (2, 3, 5), (4, 3, 5), (5, 3, 0), (0, 3, 5)])

    result = result_of(taken)

    first, second, third = result.questions
    assert (result.asked, result.answered) == (6, 6)
    assert dict(first.by_mark) == {1: 1, 2: 2, 3: 0, 4: 1, 5: 1}
    assert (first.marked, first.cannot_say, first.average) == (5, 1, 2.8)
    assert second.average == 3
    assert third.cannot_say == 1


def test_nothing_is_told_of_a_question_that_fewer_than_five_have_answered(session):
    taken = an_answered_pulse(session, [(1, 3, 5), (2, 3, 5), (2, 3, 5), (4, 3, 5), (0, 3, 5)])

    result = result_of(taken)

    few, enough, _ = result.questions
    assert not few.is_shown
    assert (few.by_mark, few.marked, few.cannot_say, few.average) == ({}, 0, 0, None)
    assert enough.is_shown


def test_four_answers_tell_nothing(session):
    taken = an_answered_pulse(session, [(1, 3, 5)] * 4)

    assert not result_of(taken).is_shown


def test_words_are_told_as_their_writers_want(session):
    taken = an_answered_pulse(session, [(3, 3, 3)] * 6)
    told = [(Consent.LEADERS, "Till er."), (Consent.UNNAMED, "Till alla."), (Consent.NAMED, "Från oss.")]
    for asked, (consent, words) in zip(taken.asked, told, strict=False):
        taken.answer(asked, 3, 3, 3, words=words, consent=consent, version=1)
    taken.close()

    everyone = words_in(session, taken.pulse, answered=6, for_leaders=False)
    leaders = words_in(session, taken.pulse, answered=6, for_leaders=True)

    assert [(one.text, one.name) for one in everyone] == [("Från oss.", "Förening 02"), ("Till alla.", "")]
    assert [one.text for one in leaders if one.is_for_leaders] == ["Till er."]


def test_words_without_a_name_are_kept_back_where_few_have_answered(session):
    taken = an_answered_pulse(session, [(3, 3, 3)] * 2)
    first, second = taken.asked
    taken.answer(first, 3, 3, 3, words="Till alla.", consent=Consent.UNNAMED, version=1)
    taken.answer(second, 3, 3, 3, words="Från oss.", consent=Consent.NAMED, version=1)
    taken.close()

    assert [one.text for one in words_in(session, taken.pulse, answered=2, for_leaders=False)] == ["Från oss."]


def test_words_can_be_taken_back_also_after_it_is_closed(session):
    taken = an_answered_pulse(session, [(3, 3, 3)])
    [asked] = taken.asked
    taken.answer(asked, 3, 3, 3, words="Från oss.", consent=Consent.NAMED, version=1)
    taken.close()

    answering.take_back_words(session, asked, actor=None, by_letter=True)

    assert words_in(session, taken.pulse, answered=1, for_leaders=False) == []


def test_a_question_is_followed_from_pulse_to_pulse_and_other_words_are_another_question(session):
    first = an_answered_pulse(session, [(2, 2, 2)] * 5)
    first.close()
    own = [Question("clear"), Question("", "Hörs ni?"), Question("useful")]
    second = a_pulse(session, first.plan, questions=own, title="Puls två")
    second.open(**{f"Förening {number}": f"g{number}@example.org" for number in range(5)})
    for asked in second.asked:
        second.answer(asked, 4, 4, 4)
    second.close()

    found = series_of(session, first.plan.roadmap.area_id)

    assert [(one.question.series, [point.average for _, point in one.points]) for one in found] == [
        ("clear", [2, 4]),
        ("hörs ni?", [4]),
        ("useful", [2, 4]),
        ("heard", [2]),
    ]


def test_a_pulse_of_nobody_has_a_result_that_tells_nothing(session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")

    result = result_of(taken)

    assert (result.asked, result.answered, result.is_shown) == (1, 0, False)
