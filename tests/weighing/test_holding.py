"""A round from its preparation to its end: who may do what when, what is fixed, and who is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.discovery.rules.candidates import Wording, word
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.weighing import policy
from roadmaps.weighing.events import Occasion, WeigherTold
from roadmaps.weighing.models import WeighingTurn
from roadmaps.weighing.queries import criteria_of, find_link, result_in, waiting_for, weighers_of
from roadmaps.weighing.rules import criteria, giving, holding, preparing
from roadmaps.weighing.rules.criteria import Wanted
from roadmaps.weighing.rules.giving import Given, Overtaken
from roadmaps.weighing.rules.preparing import Facts
from roadmaps.weighing.words import Kind, State, Turn
from tests.factories.roadmap import AT, a_plan
from tests.factories.weighing import CLOSES, CRITERIA, OPENS, a_round

LATER = AT + timedelta(days=1)


def told(session: Session) -> list[tuple[Occasion, str]]:
    """Who was written to, and why."""
    found = [one for one in take_recorded(session) if isinstance(one, WeigherTold)]
    return [(one.occasion, find_link(session, one.token).weigher.organisation.name) for one in found]


def test_nobody_is_told_before_it_opens_and_then_each_has_a_link_of_its_own(session: Session) -> None:
    held = a_round(session)
    torsta, rise = held.somebody_at("Torsta"), held.somebody_at("RISE", Helix.ACADEMIA, role=None)
    held.ask(torsta, rise)
    assert told(session) == []

    held.open()

    assert sorted(told(session)) == [(Occasion.INVITED, "RISE"), (Occasion.INVITED, "Torsta")]
    assert held.round.state is State.OPEN


def test_whoever_is_asked_while_it_is_open_is_told_at_once_and_only_once(session: Session) -> None:
    held = a_round(session).open()
    torsta = held.somebody_at("Torsta")

    held.ask(torsta)
    held.ask(torsta)

    assert told(session) == [(Occasion.INVITED, "Torsta")]


def test_words_and_criteria_are_fixed_when_it_opens(session: Session) -> None:
    held = a_round(session).open()
    before = criteria_of(session, held.round)

    candidate = held.candidates[0]
    wording = Wording("En annan kurs", "Något annat.")
    word(session, candidate, wording, version=candidate.version, actor=held.leader, at=LATER)
    other = [*CRITERIA, Wanted("Klimat")]
    criteria.set_criteria(session, held.plan.roadmap, other, reason="Klimatet saknades.", actor=held.leader, at=LATER)

    assert held.round.entries[0].title == "Kurs"
    assert criteria_of(session, held.round) == before
    with pytest.raises(NotAllowed):
        preparing.change(session, held.round, Facts("Nytt", OPENS, CLOSES), held.candidates, actor=held.leader)


def test_before_it_opens_everything_can_be_told_otherwise(session: Session) -> None:
    held = a_round(session)

    preparing.change(session, held.round, Facts("Nytt", OPENS, CLOSES), held.candidates[1:], actor=held.leader)

    assert [one.candidate.title for one in held.round.entries] == ["Mat", "Råd"]
    assert held.round.title == "Nytt"


def test_it_opens_and_closes_by_itself(session: Session) -> None:
    held = a_round(session, opens_on=date(2026, 11, 23), closes_on=date(2026, 11, 24)).open()
    assert held.round.state is State.WAITING

    holding.open_due(session, AT + timedelta(days=1))
    assert held.round.state is State.WAITING
    holding.open_due(session, AT + timedelta(days=2))
    assert held.round.state is State.OPEN
    holding.close_due(session, AT + timedelta(days=3))
    assert held.round.state is State.OPEN
    holding.close_due(session, AT + timedelta(days=4))

    assert held.round.state is State.CLOSED
    turns = [one.turn for one in session.scalars(select(WeighingTurn).order_by(WeighingTurn.id))]
    assert turns == [Turn.PREPARED, Turn.CONFIRMED, Turn.OPENED, Turn.CLOSED]


def test_without_criteria_or_without_anybody_to_weigh_it_does_not_open(session: Session) -> None:
    plan = a_plan(session)
    held = a_round(session, plan=plan, is_open_call=False)

    with pytest.raises(Invalid, match="Nobody is asked"):
        held.open()


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"title": " "}, "title"),
        ({"closes_on": date(2026, 11, 20)}, "closes_on"),
    ],
)
def test_what_cannot_be_right_is_refused(session: Session, facts, fault) -> None:
    with pytest.raises(Invalid) as refusal:
        a_round(session, **facts)

    assert fault in refusal.value.fields


def test_there_must_be_something_to_choose_between(session: Session) -> None:
    with pytest.raises(Invalid) as refusal:
        a_round(session, titles=["Kurs"])

    assert "candidates" in refusal.value.fields


def test_candidates_of_another_area_are_refused(session: Session) -> None:
    held, elsewhere = a_round(session), a_round(session)

    with pytest.raises(Invalid):
        preparing.change(
            session,
            held.round,
            Facts("Nytt", OPENS, CLOSES),
            [*held.candidates, elsewhere.candidates[0]],
            actor=held.leader,
        )


def test_only_those_who_lead_hold_rounds_and_set_criteria(session: Session) -> None:
    held = a_round(session)
    facts = Facts("Nytt", OPENS, CLOSES)

    for who in (held.plan.editor, held.plan.others["actor"], held.plan.others["editor elsewhere"]):
        with pytest.raises(NotAllowed):
            preparing.prepare(session, held.plan.roadmap, Kind.CRITERIA, facts, held.candidates, actor=who, at=AT)
        with pytest.raises(NotAllowed):
            criteria.set_criteria(session, held.plan.roadmap, CRITERIA[:3], reason="", actor=who, at=AT)
        with pytest.raises(NotAllowed):
            holding.confirm(session, held.round, actor=who, at=AT)


def test_criteria_are_three_to_seven_with_names_of_their_own_and_reasons_for_others(session: Session) -> None:
    plan = a_plan(session)

    def set_to(*wanted: Wanted, reason: str = "") -> int:
        return criteria.set_criteria(session, plan.roadmap, wanted, reason=reason, actor=plan.leader, at=AT).number

    with pytest.raises(Invalid):
        set_to(*CRITERIA[:2])
    with pytest.raises(Invalid):
        set_to(*(Wanted(f"Nummer {n}") for n in range(8)))
    with pytest.raises(Invalid) as refusal:
        set_to(*CRITERIA, Wanted(" styrka"))
    assert "name-1" in refusal.value.fields
    assert set_to(*CRITERIA) == 1
    assert set_to(*CRITERIA) == 1
    with pytest.raises(Invalid, match="another look"):
        set_to(*CRITERIA, Wanted("Klimat"))
    assert set_to(*CRITERIA, Wanted("Klimat"), reason="Klimatet saknades.") == 2


def test_an_organisation_gives_points_part_by_part_and_changes_them_until_it_closes(session: Session) -> None:
    held = a_round(session).open()
    torsta = held.somebody_at("Torsta")

    held.give(torsta, 0, 5, 4, 3)
    held.give(torsta, 1, 2, None, 3)
    held.give(torsta, 0, 1, 1, 1, version=1, motive="Vi tänkte om.")

    result = result_in(session, held.round)
    assert {one.candidate_id: one.whole.median for one in result.standings if one.whole} == {
        held.candidates[0].id: 1.0,
        held.candidates[1].id: 2.25,
    }
    held.close()
    with pytest.raises(NotAllowed):
        held.give(torsta, 2, 5, 5, 5)


def test_all_criteria_have_an_answer_and_the_points_have_a_motive(session: Session) -> None:
    held = a_round(session).open()
    torsta = held.somebody_at("Torsta")

    for points, motive, fault in (
        ((5, 4), "Därför.", f"points-{held.criteria[2]}"),
        ((5, 4, 6), "Därför.", f"points-{held.criteria[2]}"),
        ((None, None, None), "Därför.", "points"),
        ((5, 4, 3), " ", "motive"),
        ((5, 4, 3), "x" * 1_001, "motive"),
    ):
        with pytest.raises(Invalid) as refusal:
            held.give(torsta, 0, *points, motive=motive)
        assert fault in refusal.value.fields


def test_a_colleague_who_was_quicker_is_not_overwritten_unseen(session: Session) -> None:
    held = a_round(session).open()
    torsta = held.somebody_at("Torsta")
    held.give(torsta, 0, 5, 5, 5)

    with pytest.raises(Overtaken):
        held.give(torsta, 0, 1, 1, 1)
    held.give(torsta, 0, 5, 5, 5)
    held.give(torsta, 0, 1, 1, 1, version=1)

    assert result_in(session, held.round).standings[0].whole.median == 1


def test_nothing_comes_in_after_the_last_day_even_before_it_has_been_closed(session: Session) -> None:
    held = a_round(session, closes_on=OPENS).open()

    with pytest.raises(NotAllowed, match="last day"):
        held.give(held.somebody_at("Torsta"), 0, 5, 5, 5, at=LATER)


def test_who_was_not_asked_weighs_only_where_all_of_the_area_may(session: Session) -> None:
    held = a_round(session)
    asked = held.somebody_at("RISE", role=None)
    held.ask(asked)
    held.round.is_open_call = False
    held.open()

    held.give(asked, 0, 5, 5, 5)
    with pytest.raises(NotAllowed):
        held.give(held.somebody_at("Torsta"), 0, 5, 5, 5)
    held.round.is_open_call = True
    held.give(held.somebody_at("Torsta två"), 0, 5, 5, 5)
    with pytest.raises(NotAllowed):
        held.give(held.somebody_at("Utan roll", role=None), 0, 5, 5, 5)


def test_a_round_of_another_candidate_or_criterion_is_not_written_into(session: Session) -> None:
    held, other = a_round(session).open(), a_round(session).open()
    torsta = held.somebody_at("Torsta")
    weigher = giving.come(session, held.round, torsta.acting_for_id, actor=torsta, at=AT)
    facts = {"version": 0, "actor": torsta, "at": AT}

    with pytest.raises(Exception, match="nothing at this address"):
        giving.give(session, weigher, other.round.entries[0], Given({}, "Så."), **facts)
    with pytest.raises(Exception, match="nothing at this address"):
        giving.give(session, weigher, held.round.entries[0], Given({other.criteria[0]: 5}, "Så."), **facts)


def test_whoever_presses_twice_reminds_once(session: Session) -> None:
    held = a_round(session)
    torsta = held.somebody_at("Torsta")
    held.ask(torsta)
    held.open()
    take_recorded(session)

    letters = [
        holding.remind(session, held.round, actor=held.leader, at=AT + timedelta(minutes=minutes))
        for minutes in (0, 1, 90)
    ]

    assert letters == [1, 0, 1]


def test_those_who_are_not_ready_are_reminded_once_by_the_site_and_told_of_more_time(session: Session) -> None:
    held = a_round(session)
    ready, begun = held.somebody_at("Färdig"), held.somebody_at("Påbörjad")
    held.ask(ready, begun)
    held.open()
    for entry in range(3):
        held.give(ready, entry, 3, 3, 3)
    held.give(begun, 0, 3, 3, 3)
    take_recorded(session)

    near = AT + timedelta(days=25)
    holding.remind_due(session, near)
    holding.remind_due(session, near + timedelta(hours=1))
    assert told(session) == [(Occasion.REMINDED, "Påbörjad")]
    more = {"reason": "Fler hinner.", "actor": held.leader, "at": near}
    holding.extend(session, held.round, date(2027, 1, 10), **more)
    assert told(session) == [(Occasion.EXTENDED, "Påbörjad")]
    with pytest.raises(Invalid):
        holding.extend(session, held.round, date(2027, 1, 9), **more)


def test_those_who_weighed_are_told_of_the_result(session: Session) -> None:
    held = a_round(session)
    torsta, silent = held.somebody_at("Torsta"), held.somebody_at("Tyst")
    held.ask(torsta, silent)
    held.open().give(torsta, 0, 3, 3, 3)
    take_recorded(session)

    held.close()

    assert told(session) == [(Occasion.CLOSED, "Torsta")]


def test_a_cancelled_round_tells_why_and_shows_no_result(session: Session) -> None:
    held = a_round(session)
    torsta = held.somebody_at("Torsta")
    held.ask(torsta)
    held.open()
    take_recorded(session)

    with pytest.raises(Invalid):
        holding.cancel(session, held.round, reason=" ", actor=held.leader, at=AT)
    holding.cancel(session, held.round, reason="Kandidaterna görs om.", actor=held.leader, at=AT)

    assert told(session) == [(Occasion.CANCELLED, "Torsta")]
    assert not policy.may_see_result(held.leader, held.round)


def test_nobody_sees_the_result_before_it_closes(session: Session) -> None:
    held = a_round(session).open()

    assert not policy.may_see_result(held.leader, held.round)
    held.close()
    assert policy.may_see_result(None, held.round)


def test_what_waits_for_an_organisation_is_found_until_all_is_weighed(session: Session) -> None:
    held = a_round(session)
    torsta = held.somebody_at("Torsta")
    held.ask(torsta)
    held.open()

    assert [one.round_id for one in waiting_for(session, [torsta.acting_for_id])] == [held.round.id]
    for entry in range(3):
        held.give(torsta, entry, 3, 3, 3)
    assert waiting_for(session, [torsta.acting_for_id]) == []


def test_an_organisation_keeps_the_part_of_society_that_it_came_in_with(session: Session) -> None:
    held = a_round(session).open()
    held.give(held.somebody_at("RISE", Helix.ACADEMIA), 0, 3, 3, 3)
    [weigher] = weighers_of(session, held.round.id)

    weigher.organisation.helix = Helix.PUBLIC

    assert result_in(session, held.round).weighers_by_helix[Helix.ACADEMIA] == 1


def test_somebody_who_is_muted_does_not_weigh(session: Session) -> None:
    held = a_round(session).open()
    torsta = held.somebody_at("Torsta")
    muted = type(torsta)(**{**vars(torsta), "mutes": {None: date(2027, 1, 1)}})

    with pytest.raises(NotAllowed, match="cannot write"):
        held.give(muted, 0, 3, 3, 3)
