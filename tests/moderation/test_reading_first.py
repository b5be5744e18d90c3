import pytest
from sqlalchemy.orm import Session

from roadmaps.discussion import rules, waiting
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Comment, Thread, WaitingComment
from roadmaps.discussion.queries import must_wait, threads_of
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.moderation.queries import waiting_posts
from roadmaps.suggestions import rules as suggestion_rules
from roadmaps.suggestions.models import ChangeAct, Stance, Suggestion, SuggestionState
from roadmaps.suggestions.queries import find_suggestion, open_suggestions_of, suggestions_of
from roadmaps.suggestions.rules import Wish
from tests.factories.discussion import AT, Place, a_place, a_thread, comments_of


def a_place_that_reads_first(session: Session) -> Place:
    place = a_place(session)
    waiting.choose_read_first(session, place.roadmap, is_on=True, actor=place.leader, at=AT)
    return place


def a_waiting_thread(session: Session, place: Place, quote: str = "") -> WaitingComment:
    kept = waiting.post_thread(
        session, place.roadmap, body="Hur mycket?", block_id=place.goal, quote=quote, actor=place.torsta, at=AT
    )
    assert isinstance(kept, WaitingComment)
    return kept


def a_suggestion(session: Session, place: Place) -> Suggestion:
    wish = Wish(ChangeAct.EDIT, place.goal, based_on=1, content={"title": "Förädla allt här"})
    return suggestion_rules.suggest(
        session, place.roadmap, [wish], motive="Det blir bättre.", actor=place.torsta, at=AT
    )


def test_nothing_waits_where_nobody_has_chosen_it(session: Session) -> None:
    place = a_place(session)

    posted = waiting.post_thread(session, place.roadmap, body="Hur mycket?", actor=place.torsta, at=AT)

    assert isinstance(posted, Thread)


def test_what_somebody_new_writes_is_in_no_list_until_it_is_released(session: Session) -> None:
    place = a_place_that_reads_first(session)

    kept = a_waiting_thread(session, place)

    assert session.scalars(threads_of(place.roadmap)).all() == []
    [one] = waiting_posts(session, [place.roadmap.area_id])
    assert (one.id, one.words, one.by_id) == (kept.id, "Hur mycket?", place.torsta.person_id)


def test_the_first_that_is_released_makes_its_author_known(session: Session) -> None:
    place = a_place_that_reads_first(session)
    kept = a_waiting_thread(session, place)

    comment = waiting.release(session, kept, actor=place.leader, at=AT)

    assert (comment.person_id, comment.body, comment.thread.block_id) == (
        place.torsta.person_id,
        "Hur mycket?",
        place.goal,
    )
    assert not must_wait(session, place.roadmap, place.torsta)
    assert isinstance(waiting.post_reply(session, comment.thread, body="Och när?", actor=place.torsta, at=AT), Comment)


def test_somebody_whose_only_comment_was_hidden_is_new_again(session: Session) -> None:
    place = a_place_that_reads_first(session)
    comment = waiting.release(session, a_waiting_thread(session, place), actor=place.leader, at=AT)

    hide_comment(session, comment, reason="Reklam.", actor=place.leader, at=AT)

    assert must_wait(session, place.roadmap, place.torsta)


def test_those_who_write_and_lead_are_never_new(session: Session) -> None:
    place = a_place_that_reads_first(session)

    assert not must_wait(session, place.roadmap, place.editor)
    assert not must_wait(session, place.roadmap, place.leader)


def test_no_other_door_lets_it_past(session: Session) -> None:
    place = a_place_that_reads_first(session)

    with pytest.raises(NotAllowed, match="waits"):
        rules.open_thread(session, place.roadmap, body="Hur mycket?", actor=place.torsta, at=AT)


def test_an_answer_waits_and_comes_into_its_thread(session: Session) -> None:
    place = a_place_that_reads_first(session)
    thread = a_thread(session, place, actor=place.editor)

    kept = waiting.post_reply(session, thread, body="Ja.", actor=place.torsta, at=AT)
    assert isinstance(kept, WaitingComment)
    waiting.release(session, kept, actor=place.leader, at=AT)

    assert [one.body for one in comments_of(session, thread)] == ["Hur mycket mer?", "Ja."]


def test_an_answer_to_a_thread_that_was_resolved_meanwhile_is_not_lost(session: Session) -> None:
    place = a_place_that_reads_first(session)
    thread = a_thread(session, place, actor=place.editor)
    kept = waiting.post_reply(session, thread, body="Ja.", actor=place.torsta, at=AT)
    assert isinstance(kept, WaitingComment)
    rules.resolve(session, thread, outcome=rules.Outcome.CHANGED, text="", actor=place.leader, at=AT)

    with pytest.raises(Invalid, match="resolved"):
        waiting.release(session, kept, actor=place.leader, at=AT)

    assert kept.is_waiting


def test_words_whose_passage_is_gone_are_quoted_in_the_comment(session: Session) -> None:
    place = a_place_that_reads_first(session)
    kept = a_waiting_thread(session, place, quote="skogens råvara")
    kept.passage = {**kept.passage, "quote": "något som inte står där"}

    comment = waiting.release(session, kept, actor=place.leader, at=AT)

    assert comment.body == "> något som inte står där\n\nHur mycket?"


def test_what_is_declined_is_never_shown_and_its_author_reads_why(session: Session) -> None:
    place = a_place_that_reads_first(session)
    kept = a_waiting_thread(session, place)

    with pytest.raises(Invalid):
        waiting.decline(session, kept, reason="", actor=place.leader, at=AT)
    waiting.decline(session, kept, reason="Det är reklam.", actor=place.leader, at=AT)

    assert (kept.decline_reason, kept.comment_id) == ("Det är reklam.", None)
    with pytest.raises(Invalid, match="already"):
        waiting.release(session, kept, actor=place.leader, at=AT)


def test_only_those_who_lead_look_through(session: Session) -> None:
    place = a_place_that_reads_first(session)
    kept = a_waiting_thread(session, place)

    for person in (place.torsta, place.editor):
        with pytest.raises(NotAllowed):
            waiting.release(session, kept, actor=person, at=AT)


def test_a_suggestion_by_somebody_new_waits_unseen(session: Session) -> None:
    place = a_place_that_reads_first(session)

    suggestion = a_suggestion(session, place)

    assert suggestion.state is SuggestionState.UNSEEN
    assert session.scalars(suggestions_of(place.roadmap)).all() == []
    assert find_suggestion(session, suggestion.id, place.torsta) is suggestion
    assert find_suggestion(session, suggestion.id, place.leader) is suggestion
    with pytest.raises(NotFound):
        find_suggestion(session, suggestion.id, place.peak)
    assert [one.id for one in waiting_posts(session, [place.roadmap.area_id])] == [suggestion.id]


def test_a_released_suggestion_waits_for_a_decision_as_any_other(session: Session) -> None:
    place = a_place_that_reads_first(session)
    suggestion = a_suggestion(session, place)

    suggestion_rules.release(session, suggestion, actor=place.leader, at=AT)

    assert session.scalars(open_suggestions_of(place.roadmap)).all() == [suggestion]
    assert suggestion.thread is not None
    assert suggestion.thread.opened_by_id == place.torsta.person_id
    assert not must_wait(session, place.roadmap, place.torsta)


def test_a_suggestion_that_is_not_released_stays_with_its_author(session: Session) -> None:
    place = a_place_that_reads_first(session)
    suggestion = a_suggestion(session, place)

    suggestion_rules.decline_release(session, suggestion, reason="Det är reklam.", actor=place.leader, at=AT)

    assert (suggestion.state, suggestion.reason) == (SuggestionState.NOT_RELEASED, "Det är reklam.")
    with pytest.raises(NotFound):
        find_suggestion(session, suggestion.id, place.peak)


def test_what_waited_when_the_choice_was_taken_back_waits_on(session: Session) -> None:
    place = a_place_that_reads_first(session)
    kept = a_waiting_thread(session, place)

    waiting.choose_read_first(session, place.roadmap, is_on=False, actor=place.leader, at=AT)

    assert kept.is_waiting
    assert not must_wait(session, place.roadmap, place.torsta)
    waiting.release(session, kept, actor=place.leader, at=AT)


def test_what_somebody_new_holds_against_a_suggestion_is_no_way_around(session: Session) -> None:
    place = a_place_that_reads_first(session)
    wish = Wish(ChangeAct.EDIT, place.goal, based_on=1, content={"title": "Förädla allt här"})
    facts = {"motive": "Det blir bättre.", "actor": place.editor, "at": AT}
    suggestion = suggestion_rules.suggest(session, place.roadmap, [wish], **facts)
    said = {"words": "Läs min blogg.", "actor": place.torsta, "at": AT}

    with pytest.raises(Invalid) as refused:
        suggestion_rules.take_stance(session, suggestion, Stance.HOLDS_BACK, **said)
    assert "words" in refused.value.fields

    suggestion_rules.take_stance(session, suggestion, Stance.SUPPORTS, actor=place.torsta, at=AT)
    waiting.release(session, a_waiting_thread(session, place), actor=place.leader, at=AT)
    suggestion_rules.take_stance(session, suggestion, Stance.HOLDS_BACK, **said)
