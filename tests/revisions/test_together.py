"""Revisions that several wrote: who, and which words of a text are whose."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from roadmaps.revisions.authorship import Written, authors_of_words
from roadmaps.revisions.changes import Author, Change, SharedText, Together
from roadmaps.revisions.contributors import (
    AUTHOR,
    ORGANISATION,
    authors_of,
    for_each_author,
    is_written_by,
    is_written_for,
    shared_words,
)
from roadmaps.revisions.models import History, How, Revision
from roadmaps.revisions.write import write
from tests.factories.accounts import a_person, an_organisation
from tests.factories.revisions import KINDS, WHEN, a_history, a_note, edit

OLD = "Vi möts en gång om året."
NEW = "Vi möts två gånger om året."
RUNS = [(8, None), (3, 0), (8, 1), (8, None)]
WORDS = st.sampled_from(["skogen ", "Målet, ", "länet", "ö", " ", "\n\n", "20 ", "**delar** ", "😀", "."])
PIECES = st.lists(st.tuples(WORDS, st.sampled_from(["A", "B", "C", None])), max_size=25)


def an_author(session: Session, organisation: str = "Torsta") -> Author:
    return Author(a_person(session).id, an_organisation(session, organisation).id)


def write_together(
    session: Session,
    history: History,
    note: object,
    authors: Sequence[Author],
    *,
    text: str = NEW,
    runs: Sequence[tuple[int, int | None]] = RUNS,
) -> Revision | None:
    change = Change(note, history.current, content={"text": text})  # type: ignore[arg-type]
    return write(
        session,
        history,
        [change],
        kinds=KINDS,
        author=authors[0],
        at=WHEN,
        how=How.TOGETHER,
        together=Together(authors, [SharedText(change.block_id, "text", runs)]),
    )


def test_all_who_wrote_are_told_in_order_and_which_words_are_whose(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text=OLD)
    authors = [an_author(session), an_author(session, "Regionen")]

    revision = write_together(session, history, note, authors)

    assert revision is not None
    assert authors_of(session, [revision]) == {revision.id: authors}
    assert shared_words(session, [note]) == {(note, 2): {"text": RUNS}}
    assert shared_words(session, [note], number=1) == {}


def test_what_one_wrote_alone_has_one_author(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history)
    alone = edit(session, history, note, 1, text="Nytt")

    assert alone is not None
    assert authors_of(session, [alone]) == {alone.id: [Author(None, None)]}
    assert shared_words(session, [note]) == {}


def test_each_of_several_authors_is_found_by_person_and_by_organisation(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text=OLD)
    authors = [an_author(session), an_author(session, "Regionen")]
    write_together(session, history, note, authors)
    mine = select(Revision.number).where(Revision.history_id == history.id)

    for author in authors:
        assert author.person_id is not None
        assert author.organisation_id is not None
        assert session.scalars(mine.where(is_written_by(author.person_id))).all() == [2]
        assert session.scalars(mine.where(~is_written_by(author.person_id))).all() == [1]
        assert session.scalars(mine.where(is_written_for(author.organisation_id))).all() == [2]
    every = for_each_author(select(Revision.number, AUTHOR, ORGANISATION).where(Revision.history_id == history.id))
    assert set(session.execute(every).all()) == {
        (1, None, None),
        *((2, author.person_id, author.organisation_id) for author in authors),
    }


def test_of_authors_who_act_for_nobody_no_organisation_is_told(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text=OLD)
    alone = Author(a_person(session).id, None)
    write_together(session, history, note, [an_author(session), alone])

    every = for_each_author(select(AUTHOR, ORGANISATION).where(Revision.number == 2, Revision.history_id == history.id))

    assert (alone.person_id, None) in session.execute(every).all()


@pytest.mark.parametrize("runs", [[], [(8, None)], [*RUNS, (1, 0)]], ids=["none", "too few", "too many"])
def test_runs_that_do_not_make_up_the_text_are_a_fault(session: Session, runs: list[tuple[int, int | None]]) -> None:
    history = a_history(session)
    note = a_note(session, history, text=OLD)

    with pytest.raises(ValueError, match="make up the text"):
        write_together(session, history, note, [an_author(session)], runs=runs)


def test_what_changes_nothing_names_nobody(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text=OLD)

    assert write_together(session, history, note, [an_author(session)], text=OLD, runs=[(len(OLD), None)]) is None
    assert shared_words(session, [note]) == {}


def test_words_of_blocks_that_did_not_change_are_not_kept(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text=OLD)
    author = an_author(session)
    elsewhere = SharedText(new_id(), "text", [(3, 0)])

    write(
        session,
        history,
        [Change(note, 1, content={"text": NEW})],
        kinds=KINDS,
        author=author,
        at=WHEN,
        together=Together([author], [elsewhere, SharedText(note, "text", [*RUNS[:2], (16, 0)])]),
    )

    assert set(shared_words(session, [note, elsewhere.block_id])) == {(note, 2)}


@given(st.lists(st.tuples(st.sampled_from("AB"), PIECES), min_size=1, max_size=4))
def test_texts_written_together_are_told_whole_and_by_their_authors(
    versions: list[tuple[str, list[tuple[str, str | None]]]],
) -> None:
    written = [
        Written(author, "".join(word for word, _ in pieces), [(len(word), whose) for word, whose in pieces])
        for author, pieces in versions
    ]

    runs = authors_of_words(written)

    assert "".join(text for text, _ in runs) == written[-1].text
    named = {author for author, _ in versions} | {whose for _, pieces in versions for _, whose in pieces if whose}
    assert {author for _, author in runs} <= named


@given(PIECES.map(lambda pieces: [(words, whose) for words, whose in pieces if whose]))
def test_of_a_new_text_each_word_is_told_to_be_by_somebody_who_wrote_in_it(pieces: list[tuple[str, str]]) -> None:
    text = "".join(words for words, _ in pieces)
    by_character = "".join(whose * len(words) for words, whose in pieces)

    runs = authors_of_words([Written("Z", text, [(len(words), whose) for words, whose in pieces])])

    at = 0
    for run, whose in runs:
        assert whose in by_character[at : at + len(run)]
        at += len(run)
