"""Writing, sending, mending and withdrawing suggestions, and what others say to them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.discussion.queries import threads_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST
from roadmaps.roadmap.phases import Phase
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import (
    ChangeAct,
    SourceSort,
    Stance,
    SuggestedWording,
    SuggestionStance,
    SuggestionState,
)
from roadmaps.suggestions.queries import find_suggestion, suggestions_of
from roadmaps.suggestions.rules import Source, Wish
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit

LINK = Source(SourceSort.LINK, "Statistik om företag", "https://www.scb.se/foretag")


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def goal(plan: Plan):
    return plan.add("goal", "Mer mat", text="Länet förädlar mer.")


def test_an_actor_who_may_not_write_suggests_and_the_text_stays(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(
        session, plan, an_edit(plan, goal, text="Länet förädlar dubbelt så mycket."), sources=(LINK,)
    )

    assert plan.state[goal].content["text"] == "Länet förädlar mer."
    assert suggestion.state is SuggestionState.OPEN
    assert suggestion.changes[0].content == {"text": "Länet förädlar dubbelt så mycket."}
    assert [source.address for source in suggestion.sources] == ["https://www.scb.se/foretag"]


def test_only_the_fields_that_differ_are_kept(session: Session, plan: Plan, goal) -> None:
    whole = {**plan.state[goal].content, "horizon": 2035}

    suggestion = a_suggestion(session, plan, an_edit(plan, goal, **whole))

    assert suggestion.changes[0].content == {"horizon": 2035}


def test_a_suggestion_that_changes_nothing_is_refused(session: Session, plan: Plan, goal) -> None:
    with pytest.raises(Invalid):
        a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat"))


def test_a_value_that_cannot_be_right_is_refused_beside_its_field(session: Session, plan: Plan, goal) -> None:
    with pytest.raises(Invalid) as refusal:
        a_suggestion(session, plan, an_edit(plan, goal, horizon="snart"))

    assert "horizon" in refusal.value.fields


def test_a_suggestion_says_why(session: Session, plan: Plan, goal) -> None:
    with pytest.raises(Invalid) as refusal:
        a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), motive=" ")

    assert "motive" in refusal.value.fields


def test_sources_are_required_where_the_area_says_so(session: Session, plan: Plan, goal) -> None:
    author, wish = an_actor_of(plan), an_edit(plan, goal, title="Ny")
    rules.set_requires_source(session, plan.roadmap.area, True, actor=plan.leader)

    with pytest.raises(Invalid) as refusal:
        a_suggestion(session, plan, wish, by=author)
    own = Source(SourceSort.EXPERIENCE, "Vi har drivit tre mejerier.")
    sent = a_suggestion(session, plan, wish, by=author, sources=(own,))

    assert "sources" in refusal.value.fields
    assert sent.is_open


@pytest.mark.parametrize("address", ["javascript:alert(1)", "www.scb.se", "ftp://scb.se", "", "https://"])
def test_a_web_page_needs_a_whole_address(session: Session, plan: Plan, goal, address: str) -> None:
    source = Source(SourceSort.LINK, "Statistik", address)

    with pytest.raises(Invalid) as refusal:
        a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), sources=(source,))

    assert "sources" in refusal.value.fields


def test_several_blocks_go_in_one_suggestion(session: Session, plan: Plan, goal) -> None:
    other, moved = plan.add("goal"), plan.add("goal")
    wishes = [
        an_edit(plan, goal, title="Mer mat härifrån"),
        Wish(ChangeAct.REMOVE, other, based_on=plan.number),
        Wish(ChangeAct.MOVE, moved, based_on=plan.number, after=FIRST),
        Wish(ChangeAct.ADD, new_id(), kind="activity", content={"title": "Kurs", "goal": str(goal)}),
    ]

    suggestion = a_suggestion(session, plan, *wishes)

    assert [one.act.value for one in suggestion.changes] == ["edit", "remove", "move", "add"]


def test_a_draft_is_its_authors_own_until_it_is_sent(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    draft = rules.begin(session, plan.roadmap, actor=author, at=AT)
    rules.put_change(session, draft, an_edit(plan, goal, title="Ny"), actor=author)

    assert rules.begin(session, plan.roadmap, actor=author, at=AT) is draft
    assert session.scalars(suggestions_of(plan.roadmap)).all() == []
    with pytest.raises(NotFound):
        find_suggestion(session, draft.id, plan.leader)


def test_what_is_wanted_of_a_block_is_wanted_once(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    draft = rules.begin(session, plan.roadmap, actor=author, at=AT)
    rules.put_change(session, draft, an_edit(plan, goal, title="Ny"), actor=author)
    rules.put_change(session, draft, an_edit(plan, goal, title="Nyare"), actor=author)

    assert [one.content for one in draft.changes] == [{"title": "Nyare"}]


def test_a_draft_can_be_emptied_and_thrown_away(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    draft = rules.begin(session, plan.roadmap, actor=author, at=AT)
    change = rules.put_change(session, draft, an_edit(plan, goal, title="Ny"), actor=author)
    rules.take_out_change(session, draft, change.id, actor=author)

    with pytest.raises(Invalid):
        rules.send(session, draft, motive="Därför.", actor=author, at=AT)
    rules.discard(session, draft, actor=author)

    assert rules.begin(session, plan.roadmap, actor=author, at=AT).id != draft.id


def test_a_suggestion_has_a_thread_of_its_own_that_stands_apart(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    assert suggestion.thread.block_id == goal
    assert session.scalars(threads_of(plan.roadmap)).all() == []


def test_locked_and_resting_text_takes_suggestions(session: Session, plan: Plan, goal) -> None:
    plan.lock(None)
    plan.roadmap.phase = Phase.PAUSED.value

    assert a_suggestion(session, plan, an_edit(plan, goal, title="Ny")).is_open


@pytest.mark.parametrize("who", ["reader", "editor elsewhere"])
def test_whoever_may_not_comment_may_not_suggest(session: Session, plan: Plan, goal, who: str) -> None:
    with pytest.raises(NotAllowed):
        a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), by=plan.others[who])


def test_nobody_answers_for_others_by_a_suggestion(session: Session, plan: Plan) -> None:
    activity = plan.add("activity")
    part = plan.part(activity, plan.leader.acting_for_id, "leads")

    suggestion = a_suggestion(session, plan, an_edit(plan, part, note="Håller kursen", answer="accepted"))

    assert suggestion.changes[0].content == {"note": "Håller kursen"}


def test_mending_keeps_the_earlier_wording(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), by=author)

    rules.mend(session, suggestion, an_edit(plan, goal, title="Nyare"), actor=author, at=AT)

    assert suggestion.changes[0].content == {"title": "Nyare"}
    assert [one.content for one in session.scalars(select(SuggestedWording))] == [{"title": "Ny"}]


def test_only_the_proposer_mends_and_withdraws(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    with pytest.raises(NotAllowed):
        rules.mend(session, suggestion, an_edit(plan, goal, title="Nyare"), actor=plan.leader, at=AT)
    with pytest.raises(NotAllowed):
        rules.withdraw(session, suggestion, reason="", actor=plan.leader, at=AT)


def test_what_is_withdrawn_stays_on_record(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), by=author)

    rules.withdraw(session, suggestion, reason="Jag hade fel.", actor=author, at=AT)

    assert suggestion in session.scalars(suggestions_of(plan.roadmap)).all()
    assert (suggestion.state, suggestion.reason) == (SuggestionState.WITHDRAWN, "Jag hade fel.")


def test_another_organisation_supports_changes_its_mind_and_takes_it_back(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    other = an_actor_of(plan, "LRF")

    rules.take_stance(session, suggestion, Stance.SUPPORTS, actor=other, at=AT)
    rules.take_stance(session, suggestion, Stance.HOLDS_BACK, words="Kostnaden.", actor=other, at=AT)
    [said] = session.scalars(select(SuggestionStance)).all()
    told = said.stance, said.words
    rules.take_stance(session, suggestion, None, actor=other, at=AT)

    assert told == (Stance.HOLDS_BACK, "Kostnaden.")
    assert session.scalars(select(SuggestionStance)).all() == []


def test_ones_own_organisation_does_not_support_its_own_suggestion(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"), by=author)

    with pytest.raises(NotAllowed):
        rules.take_stance(session, suggestion, Stance.SUPPORTS, actor=author, at=AT)


def test_to_hold_back_is_told_with_what(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    with pytest.raises(Invalid):
        rules.take_stance(session, suggestion, Stance.HOLDS_BACK, actor=an_actor_of(plan, "LRF"), at=AT)
