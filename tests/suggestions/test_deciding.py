"""What becomes of suggestions: accepted whole, in part or with own changes, declined, joined, taken back."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners, take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST, WriteConflict
from roadmaps.revisions.models import How
from roadmaps.revisions.queries import find_revision
from roadmaps.suggestions import rules
from roadmaps.suggestions.events import SuggestionDecided, SuggestionOutdated
from roadmaps.suggestions.hunks import hunks_of, with_some
from roadmaps.suggestions.listeners import wire
from roadmaps.suggestions.models import ChangeAct, SuggestionState
from roadmaps.suggestions.rules import Wish
from roadmaps.suggestions.rules.deciding import Part
from roadmaps.suggestions.standing import standings_of
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit

TEXT = "Länet förädlar mer.\n\nFler företag växer.\n\nAlla är med."


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def goal(plan: Plan):
    return plan.add("goal", "Mer mat", text=TEXT)


def standing(session: Session, suggestion):
    return standings_of(session, [suggestion])[suggestion.id][0]


def after_edit(session: Session, plan: Plan, block, **facts) -> None:
    """Somebody edits, and the suggestions hear it."""
    take_recorded(session)
    plan.edit(block, **facts)
    heard = Listeners()
    wire(heard)
    session.info["told"] = heard.tell_in_transaction(session)


def test_what_is_accepted_names_proposer_and_approver(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=author)

    revision = rules.accept(session, suggestion, actor=plan.leader, at=AT)

    assert plan.state[goal].content["title"] == "Mer mat härifrån"
    assert (revision.person_id, revision.organisation_id) == (author.person_id, author.acting_for_id)
    assert (revision.approved_by_id, revision.approved_for_id) == (plan.leader.person_id, plan.leader.acting_for_id)
    assert revision.how == How.SUGGESTION
    assert (suggestion.state, suggestion.revision_number) == (SuggestionState.ACCEPTED, revision.number)
    assert not suggestion.thread.is_open


def test_all_of_several_blocks_is_accepted_as_one_revision(session: Session, plan: Plan, goal) -> None:
    other, moved, added = plan.add("goal"), plan.add("goal"), new_id()
    suggestion = a_suggestion(
        session,
        plan,
        an_edit(plan, goal, title="Ny"),
        Wish(ChangeAct.REMOVE, other, based_on=plan.number),
        Wish(ChangeAct.MOVE, moved, based_on=plan.number, after=FIRST),
        Wish(ChangeAct.ADD, added, kind="activity", content={"title": "Kurs", "goal": str(goal)}),
    )
    before = plan.number

    rules.accept(session, suggestion, actor=plan.leader, at=AT)

    assert plan.number == before + 1
    assert [one.id for one in plan.state.of_kind("goal")] == [moved, goal]
    assert plan.state[added].content["goal"] == str(goal)


def test_the_proposal_follows_the_text_as_long_as_they_can_be_merged(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, text=TEXT.replace("mer", "dubbelt så mycket")))
    after_edit(session, plan, goal, text=TEXT.replace("Alla", "Alla åtta kommuner"))

    rules.accept(session, suggestion, actor=plan.leader, at=AT)

    assert not suggestion.needs_look
    assert "dubbelt så mycket" in plan.state[goal].content["text"]
    assert "Alla åtta kommuner" in plan.state[goal].content["text"]


def test_a_proposal_that_no_longer_fits_needs_a_look_and_stops_nobody(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"))

    after_edit(session, plan, goal, title="Mer kött")

    assert plan.state[goal].content["title"] == "Mer kött"
    assert suggestion.needs_look
    assert [type(one) for one in session.info["told"] if isinstance(one, SuggestionOutdated)] == [SuggestionOutdated]
    assert standing(session, suggestion).conflict.fields["title"].theirs == "Mer kött"
    with pytest.raises(Invalid):
        rules.accept(session, suggestion, actor=plan.leader, at=AT)


def test_a_proposal_fits_again_when_the_text_comes_back_or_it_is_mended(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=author)
    after_edit(session, plan, goal, title="Mer kött")
    after_edit(session, plan, goal, title="Mer mat")
    came_back = suggestion.needs_look
    after_edit(session, plan, goal, title="Mer fisk")

    rules.mend(session, suggestion, an_edit(plan, goal, title="Mer fisk härifrån"), actor=author, at=AT)
    rules.accept(session, suggestion, actor=plan.leader, at=AT)

    assert not came_back
    assert plan.state[goal].content["title"] == "Mer fisk härifrån"


def test_a_proposal_about_what_has_been_removed_needs_a_look(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    plan.remove(goal)

    assert not standing(session, suggestion).is_clean


def test_what_the_text_says_already_is_accepted_without_a_revision(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    plan.edit(goal, title="Ny")

    assert standing(session, suggestion).is_there_already
    assert rules.accept(session, suggestion, actor=plan.leader, at=AT) is None
    assert suggestion.state is SuggestionState.ACCEPTED


def test_some_changes_are_accepted_and_the_rest_is_answered(session: Session, plan: Plan, goal) -> None:
    other = plan.add("goal", "Fler kurser")
    suggestion = a_suggestion(
        session, plan, an_edit(plan, goal, title="Ny", horizon=2040), an_edit(plan, other, title="Nej")
    )
    parts = {suggestion.changes[0].id: Part(["horizon"])}

    with pytest.raises(Invalid):
        rules.accept(session, suggestion, parts=parts, actor=plan.leader, at=AT)
    rules.accept(session, suggestion, parts=parts, reason="Rubrikerna är beslutade.", actor=plan.leader, at=AT)

    assert (plan.state[goal].content["title"], plan.state[goal].content["horizon"]) == ("Mer mat", 2040)
    assert plan.state[other].content["title"] == "Fler kurser"
    assert suggestion.state is SuggestionState.PARTLY_ACCEPTED
    assert [one.is_accepted for one in suggestion.changes] == [True, False]


def test_places_within_a_text_are_chosen_one_by_one(session: Session, plan: Plan, goal) -> None:
    wanted = TEXT.replace("mer", "dubbelt").replace("Alla", "Ingen")
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, text=wanted))
    parts = {suggestion.changes[0].id: Part(["text"], {"text": [0]})}

    rules.accept(session, suggestion, parts=parts, reason="Alla ska med.", actor=plan.leader, at=AT)

    assert plan.state[goal].content["text"] == TEXT.replace("mer", "dubbelt")
    assert suggestion.state is SuggestionState.PARTLY_ACCEPTED


def test_choosing_everything_is_accepting_the_whole(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, text=TEXT.replace("mer", "dubbelt")))

    rules.accept(
        session,
        suggestion,
        parts={suggestion.changes[0].id: Part(["text"], {"text": [0]})},
        actor=plan.leader,
        at=AT,
    )

    assert suggestion.state is SuggestionState.ACCEPTED


def test_what_the_decider_writes_is_the_deciders_own(session: Session, plan: Plan, goal) -> None:
    author = an_actor_of(plan)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"), by=author)

    rules.accept(session, suggestion, own={goal: {"title": "Mer mat från länet"}}, actor=plan.leader, at=AT)

    suggested, own = (find_revision(session, plan.roadmap.history, plan.number - step) for step in (1, 0))
    assert plan.state[goal].content["title"] == "Mer mat från länet"
    assert (suggested.person_id, own.person_id) == (author.person_id, plan.leader.person_id)


def test_undoing_takes_out_the_deciders_own_words_too(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Mer mat härifrån"))
    before = plan.state[goal].content
    own = {"title": "Mer mat från länet", "rationale": "Så säger alla."}
    rules.accept(session, suggestion, own={goal: own}, actor=plan.leader, at=AT)

    rules.take_back(session, suggestion, reason="För tidigt.", actor=plan.leader, at=AT)

    assert plan.state[goal].content == before
    assert suggestion.is_open
    assert standing(session, suggestion).is_clean


def test_a_lead_that_its_own_organisation_suggested_is_accepted_by_it(session: Session, plan: Plan) -> None:
    author = an_actor_of(plan)
    activity, part = plan.add("activity"), new_id()
    facts = {"organisation": str(author.acting_for_id), "part": "leads"}
    wish = Wish(ChangeAct.ADD, part, kind="responsibility", content=facts, parent_id=activity)

    rules.accept(session, a_suggestion(session, plan, wish, by=author), actor=plan.leader, at=AT)

    assert plan.state[part].content["answer"] == "accepted"


def test_a_no_says_why(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    with pytest.raises(Invalid):
        rules.decline(session, suggestion, reason=" ", actor=plan.leader, at=AT)
    take_recorded(session)
    rules.decline(session, suggestion, reason="Målet är beslutat.", actor=plan.leader, at=AT)

    [told] = [one for one in take_recorded(session) if isinstance(one, SuggestionDecided)]
    assert (told.state, told.reason) == ("declined", "Målet är beslutat.")
    assert plan.state[goal].content["title"] == "Mer mat"


def test_more_is_asked_in_the_thread(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))

    rules.ask_for_more(session, suggestion, words="Vilka företag menar du?", actor=plan.leader, at=AT)

    assert suggestion.asked_at == AT
    assert suggestion.is_open


def test_two_that_say_the_same_are_joined(session: Session, plan: Plan, goal) -> None:
    first = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    second = a_suggestion(session, plan, an_edit(plan, goal, title="Ny!"), by=an_actor_of(plan, "LRF"))

    rules.join(session, second, first, actor=plan.leader, at=AT)

    assert (second.state, second.joined_with_id) == (SuggestionState.MERGED, first.id)
    with pytest.raises(Invalid):
        rules.join(session, first, first, actor=plan.leader, at=AT)


@pytest.mark.parametrize("who", ["editor", "actor", "editor elsewhere"])
def test_only_process_leaders_decide(session: Session, plan: Plan, goal, who: str) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    actor = plan.editor if who == "editor" else plan.others[who]

    for act in (
        lambda: rules.accept(session, suggestion, actor=actor, at=AT),
        lambda: rules.decline(session, suggestion, reason="Nej.", actor=actor, at=AT),
        lambda: rules.ask_for_more(session, suggestion, words="Varför?", actor=actor, at=AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_is_decided_is_decided_once(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    rules.decline(session, suggestion, reason="Nej.", actor=plan.leader, at=AT)

    with pytest.raises(NotAllowed):
        rules.accept(session, suggestion, actor=plan.leader, at=AT)


def test_an_acceptance_is_taken_back_with_what_it_brought(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    rules.accept(session, suggestion, actor=plan.leader, at=AT)
    plan.edit(goal, horizon=2040)

    rules.take_back(session, suggestion, reason="Fel förslag.", actor=plan.leader, at=AT)

    assert (plan.state[goal].content["title"], plan.state[goal].content["horizon"]) == ("Mer mat", 2040)
    assert suggestion.is_open
    assert suggestion.thread.is_open


def test_an_acceptance_that_others_have_built_on_is_not_torn_out(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    rules.accept(session, suggestion, actor=plan.leader, at=AT)
    plan.edit(goal, title="Nyare")

    with pytest.raises(WriteConflict):
        rules.take_back(session, suggestion, reason="Fel.", actor=plan.leader, at=AT)


def test_a_no_is_taken_back(session: Session, plan: Plan, goal) -> None:
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Ny"))
    rules.decline(session, suggestion, reason="Nej.", actor=plan.leader, at=AT)

    rules.take_back(session, suggestion, reason="Vi tänkte om.", actor=plan.leader, at=AT)

    assert suggestion.is_open


@pytest.mark.parametrize("chosen", [[], [0], [1], [0, 1], [0, 1, 2]])
def test_some_hunks_make_a_text_between_the_two(chosen: list[int]) -> None:
    old, new = "ett två tre\nfyra\nfem sex", "ett TVÅ tre\nfyra\nfem SEX sju\n"

    made = with_some(old, new, chosen)

    assert (made == old) == (not chosen)
    assert (made == new) == (set(chosen) >= {one.number for one in hunks_of(old, new)})
