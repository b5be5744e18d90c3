"""The only way into a history: what is kept, merged and refused."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST, Change, Place, StillReferenced, WriteConflict
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.models import BlockVersion, Revision
from roadmaps.revisions.restore import restore_block, restore_history
from roadmaps.revisions.sentences import sentence_of
from roadmaps.revisions.states import as_of, current, current_block, number_at
from tests.factories.revisions import KINDS, NOBODY, WHEN, a_history, a_note, a_shelf, edit, put


def test_a_change_writes_the_next_revision(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Före")

    revision = edit(session, history, note, 1, title="Efter")

    assert revision is not None
    assert revision.number == 2
    assert current(session, history)[note].content["title"] == "Efter"
    assert as_of(session, history, 1)[note].content["title"] == "Före"


def test_a_change_that_changes_nothing_writes_no_revision(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Lika", text="Samma text.")

    assert edit(session, history, note, 1, title="Lika", text="Samma text.  \r\n") is None
    assert session.scalars(select(Revision.number).where(Revision.history_id == history.id)).all() == [1]


def test_nobody_has_begun_from_what_is_not_written_yet(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Före")

    for ahead in (2, 10**9):
        with pytest.raises(Invalid):
            edit(session, history, note, ahead, title="Efter")

    assert current(session, history)[note].content["title"] == "Före"


def test_two_writers_of_one_paragraph_are_joined_word_by_word(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text="Aktörerna möts en gång om året i Östersund för att planera arbetet.")

    edit(session, history, note, 1, text="Aktörerna möts två gånger om året i Östersund för att planera arbetet.")
    edit(session, history, note, 1, text="Aktörerna möts en gång om året i Östersund för att utvärdera arbetet.")

    joined = current(session, history)[note]
    assert joined.content["text"] == "Aktörerna möts två gånger om året i Östersund för att utvärdera arbetet."
    assert "två gånger" in joined.html["text"]
    assert "utvärdera" in joined.html["text"]


def test_two_writers_of_different_fields_are_joined(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Namn", places=["Åre", "Berg"])

    edit(session, history, note, 1, title="Nytt namn", places=["Åre", "Berg", "Krokom"])
    edit(session, history, note, 1, last=2030, places=["Åre"])

    content = current(session, history)[note].content
    assert (content["title"], content["last"]) == ("Nytt namn", 2030)
    assert content["places"] == ["Åre", "Krokom"]


def test_two_writers_of_one_value_get_a_conflict_with_all_that_is_needed_to_settle_it(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Från början", text="Samma stycke för alla som läser.")
    edit(session, history, note, 1, title="Deras")

    with pytest.raises(WriteConflict) as raised:
        edit(session, history, note, 1, title="Mitt", text="Samma stycke för alla som läser och skriver.")

    (met,) = raised.value.blocks
    assert (met.fields["title"].base, met.fields["title"].theirs, met.fields["title"].yours) == (
        "Från början",
        "Deras",
        "Mitt",
    )
    assert met.merged["text"] == "Samma stycke för alla som läser och skriver."
    assert raised.value.current == 2
    assert current(session, history)[note].content["title"] == "Deras"


def test_a_conflict_in_one_block_keeps_the_others_from_being_written_too(session: Session) -> None:
    history = a_history(session)
    one, other = a_note(session, history, "Ett"), a_note(session, history, "Två")
    edit(session, history, one, 2, title="Ändrad")

    with pytest.raises(WriteConflict):
        put(session, history, [Change(one, 2, content={"title": "Annat"}), Change(other, 2, content={"title": "Nytt"})])

    assert current(session, history)[other].content["title"] == "Två"


def test_merged_values_that_do_not_go_together_are_refused_in_the_kinds_own_words(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, first=2020, last=2030)
    edit(session, history, note, 1, last=2022)

    with pytest.raises(Invalid) as raised:
        edit(session, history, note, 1, first=2025)

    assert "ends before it begins" in str(next(iter(raised.value.fields.values())))


def test_removing_what_somebody_has_changed_meanwhile_is_a_conflict(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history)
    edit(session, history, note, 1, text="Viktigt tillägg.")

    with pytest.raises(WriteConflict):
        put(session, history, [Change(note, 1, removed=True)])

    assert note in current(session, history)


def test_writing_in_what_somebody_has_removed_is_a_conflict_until_it_is_brought_back(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, text="Först.")
    put(session, history, [Change(note, 1, removed=True)])

    with pytest.raises(WriteConflict) as raised:
        edit(session, history, note, 1, text="Sedan.")
    put(session, history, [Change(note, raised.value.current, content={"text": "Sedan."}, removed=False)])

    assert raised.value.blocks[0].theirs.is_removed
    assert current(session, history)[note].content["text"] == "Sedan."


def test_what_others_lie_under_or_point_at_cannot_be_removed_alone(session: Session) -> None:
    history = a_history(session)
    shelf = a_shelf(session, history)
    note = a_note(session, history, "På hyllan", place=Place(shelf))
    other = a_note(session, history, "Pekar", about=str(note))

    with pytest.raises(StillReferenced) as on_shelf:
        put(session, history, [Change(shelf, 3, removed=True)])
    with pytest.raises(StillReferenced) as pointed_at:
        put(session, history, [Change(note, 3, removed=True)])
    put(session, history, [Change(one, 3, removed=True) for one in (shelf, note, other)])

    assert [one.id for one in on_shelf.value.dependents] == [note]
    assert [one.id for one in pointed_at.value.dependents] == [other]
    assert current(session, history).blocks == {}


def test_a_reference_to_what_is_not_there_is_refused(session: Session) -> None:
    history = a_history(session)
    gone = a_note(session, history)
    put(session, history, [Change(gone, 1, removed=True)])

    for nowhere in (gone, new_id()):
        with pytest.raises(Invalid) as raised:
            a_note(session, history, about=str(nowhere))
        assert "about" in raised.value.fields


def test_a_block_cannot_come_to_lie_under_itself(session: Session) -> None:
    history = a_history(session)
    outer = a_shelf(session, history, "Yttre")
    inner = a_shelf(session, history, "Inre", place=Place(outer))

    with pytest.raises(Invalid):
        put(session, history, [Change(outer, 2, place=Place(inner))])


def test_blocks_are_moved_among_their_neighbours(session: Session) -> None:
    history = a_history(session)
    ids = [a_note(session, history, name) for name in "abc"]

    put(session, history, [Change(ids[2], 3, place=Place(None, FIRST))])
    put(session, history, [Change(ids[0], 4, place=Place(None, ids[1]))])

    assert [block.content["title"] for block in current(session, history).children(None)] == ["c", "b", "a"]


def test_moving_a_block_to_where_it_lies_changes_nothing(session: Session) -> None:
    history = a_history(session)
    first, second = a_note(session, history, "a"), a_note(session, history, "b")

    assert put(session, history, [Change(first, 2, place=Place(None, FIRST))]) is None
    assert put(session, history, [Change(second, 2, place=Place(None, first))]) is None


def test_two_who_move_a_block_to_different_places_have_a_conflict(session: Session) -> None:
    history = a_history(session)
    one, other = a_shelf(session, history, "Ena"), a_shelf(session, history, "Andra")
    note = a_note(session, history)
    put(session, history, [Change(note, 3, place=Place(one))])

    with pytest.raises(WriteConflict) as raised:
        put(session, history, [Change(note, 3, place=Place(other))])

    assert raised.value.blocks[0].was_moved


def test_a_move_and_an_edit_of_one_block_are_joined(session: Session) -> None:
    history = a_history(session)
    shelf, note = a_shelf(session, history), a_note(session, history, "Gammal")
    edit(session, history, note, 2, title="Ny")

    put(session, history, [Change(note, 2, place=Place(shelf))])

    block = current(session, history)[note]
    assert (block.content["title"], block.parent_id) == ("Ny", shelf)


def test_a_restored_block_says_what_it_said_and_is_there_again(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Ett", text="Före.")
    edit(session, history, note, 1, text="Efter.")
    put(session, history, [Change(note, 2, removed=True)])

    revision = restore_block(session, history, note, 1, kinds=KINDS, author=NOBODY, at=WHEN, based_on=3)

    assert revision is not None
    assert (revision.number, revision.restored_from) == (4, 1)
    assert current(session, history)[note].content["text"] == "Före."


def test_a_restored_history_says_what_it_said_and_keeps_what_was_between(session: Session) -> None:
    history = a_history(session)
    kept, later_removed = a_note(session, history, "Kvar"), a_note(session, history, "Bort")
    edit(session, history, kept, 2, title="Ändrad")
    put(session, history, [Change(later_removed, 3, removed=True)])
    added = a_note(session, history, "Ny")

    restore_history(session, history, 2, kinds=KINDS, author=NOBODY, at=WHEN)

    titles = {block.id: block.content["title"] for block in current(session, history)}
    assert titles == {kept: "Kvar", later_removed: "Bort"}
    assert as_of(session, history, 5)[added].content["title"] == "Ny"


def test_a_revision_tells_in_words_what_it_changed(session: Session) -> None:
    history = a_history(session)
    note = a_note(session, history, "Kurs")

    revision = edit(session, history, note, 1, text="Mer.", last=2030)

    assert revision is not None
    assert str(sentence_of(revision.facts[0], KINDS)) == "Note “Kurs”: changed text, to"


def test_writing_is_announced_with_the_blocks_that_changed(session: Session) -> None:
    history = a_history(session)

    note = a_note(session, history)

    (event,) = [event for event in take_recorded(session) if isinstance(event, RevisionWritten)]
    assert (event.number, event.block_ids) == (1, (note,))


def test_only_changed_blocks_get_a_version(session: Session) -> None:
    history = a_history(session)
    one, _other = a_note(session, history, "a"), a_note(session, history, "b")

    edit(session, history, one, 2, title="c")

    third = select(BlockVersion.block_id).where(BlockVersion.history_id == history.id, BlockVersion.number == 3)
    assert session.scalars(third).all() == [one]


def test_the_state_at_a_moment_is_that_of_the_newest_revision_by_then(session: Session) -> None:
    history = a_history(session)
    a_note(session, history)

    assert number_at(session, history, WHEN) == 1
    assert number_at(session, history, WHEN.replace(year=2025)) == 0


def test_a_block_that_never_was_is_nowhere(session: Session) -> None:
    assert current_block(session, new_id()) is None
