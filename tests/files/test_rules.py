"""A file is kept with its story, seen by who may read the text, and let go only when nothing needs it."""

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.files import rules
from roadmaps.files.events import FileRemoved
from roadmaps.files.models import HeldFile, StoredFile
from roadmaps.files.queries import file_for, files_of, removed_files_of
from roadmaps.files.stores import FolderStore
from roadmaps.files.uses import uses_in
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import files_in
from roadmaps.roadmap.phases import Phase
from tests.factories.files import ALT, a_file, a_pdf, a_picture, taken_in
from tests.factories.roadmap import AT, Plan, a_plan

WHY = "Fotografen vill inte."


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def removed(session: Session, plan: Plan, file: StoredFile, store: FolderStore) -> bool:
    rules.remove(session, file, reason=WHY, actor=plan.leader, at=AT)
    return rules.let_go(session, file.sha256, store=store, at=AT)


def test_a_file_tells_what_it_is_and_who_sent_it_for_whom(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)

    file = a_file(session, plan, store)

    assert (file.media_type, file.width, file.height, file.alt) == ("image/png", 40, 30, ALT)
    assert (file.uploaded_by_id, file.uploaded_for_id, file.uploaded_at) == (
        plan.editor.person_id,
        plan.editor.acting_for_id,
        AT,
    )
    assert store.get(file.sha256) is not None
    assert file.markdown == f"![{ALT}](/files/{file.id})"


def test_the_line_for_a_text_says_the_words_as_they_are(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)

    picture = a_file(session, plan, store, alt="En [karta] med *stjärna*_")
    paper = a_file(session, plan, store, a_pdf(), name="Protokoll [1].pdf")

    assert picture.markdown == rf"![En \[karta\] med \*stjärna\*\_](/files/{picture.id})"
    assert paper.markdown == f"[Protokoll 1.pdf](/files/{paper.id})"


@pytest.mark.parametrize("who", ["actor", "deputy", "coordinator"])
def test_those_who_take_part_in_the_work_send_files(session: Session, store: FolderStore, who: str) -> None:
    plan = a_plan(session)

    assert a_file(session, plan, store, by=plan.others[who])


@pytest.mark.parametrize("who", ["reader", "editor elsewhere"])
def test_others_do_not(session: Session, store: FolderStore, who: str) -> None:
    plan = a_plan(session)

    with pytest.raises(NotAllowed):
        a_file(session, plan, store, by=plan.others[who])


def test_to_a_closed_roadmap_nobody_sends_anything(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    plan.roadmap.phase = Phase.CLOSED.value

    with pytest.raises(NotAllowed):
        a_file(session, plan, store)


def test_very_many_files_in_an_hour_are_refused_and_an_hour_later_taken(
    session: Session, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = a_plan(session)
    monkeypatch.setattr(rules, "MOST_AN_HOUR", 2)
    for _ in range(2):
        a_file(session, plan, store, a_pdf())

    with pytest.raises(Invalid):
        a_file(session, plan, store, a_pdf())
    rules.check_allowed(session, plan.roadmap, actor=plan.leader, at=AT)
    rules.check_allowed(session, plan.roadmap, actor=plan.editor, at=AT + timedelta(hours=1))


def test_very_many_bytes_in_a_day_are_refused(
    session: Session, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = a_plan(session)
    monkeypatch.setattr(rules, "MOST_BYTES_A_DAY", 100)
    a_file(session, plan, store, a_pdf())

    with pytest.raises(Invalid):
        rules.check_allowed(session, plan.roadmap, actor=plan.editor, at=AT + timedelta(hours=23))


def test_who_may_read_the_roadmap_may_see_its_files(session: Session, store: FolderStore) -> None:
    open_plan, closed_plan = a_plan(session), a_plan(session, is_public=False)
    shown = a_file(session, open_plan, store)
    guarded = a_file(session, closed_plan, store)

    assert file_for(session, shown.id, None) is shown
    assert file_for(session, guarded.id, closed_plan.others["reader"]) is guarded
    for stranger in (None, open_plan.editor):
        with pytest.raises(NotFound):
            file_for(session, guarded.id, stranger)
    with pytest.raises(NotFound):
        file_for(session, new_id(), open_plan.editor)


def test_what_a_public_frozen_version_shows_everybody_may_see(session: Session, store: FolderStore) -> None:
    plan = a_plan(session, is_public=False)
    public, guarded = a_file(session, plan, store), a_file(session, plan, store, a_pdf())

    rules.hold(session, plan.roadmap, [public.id], holder_id=new_id(), is_public=True, at=AT)
    rules.hold(session, plan.roadmap, [guarded.id], holder_id=new_id(), is_public=False, at=AT)

    assert file_for(session, public.id, None) is public
    with pytest.raises(NotFound):
        file_for(session, guarded.id, None)


def test_a_frozen_version_holds_no_files_of_other_roadmaps(session: Session, store: FolderStore) -> None:
    mine, theirs = a_plan(session), a_plan(session, is_public=False)
    secret = a_file(session, theirs, store)

    held = rules.hold(session, mine.roadmap, [secret.id, new_id()], holder_id=new_id(), is_public=True, at=AT)

    assert held == []
    with pytest.raises(NotFound):
        file_for(session, secret.id, mine.leader)


def test_a_removed_file_is_seen_by_nobody_and_its_content_goes(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    take_recorded(session)

    assert removed(session, plan, file, store)

    assert take_recorded(session) == [FileRemoved(file.id, plan.roadmap.id, file.sha256, plan.leader.person_id)]
    assert (file.removed_by_id, file.removal_reason, file.gone_at) == (plan.leader.person_id, WHY, AT)
    assert not store.has(file.sha256)
    assert session.scalars(files_of(plan.roadmap)).all() == []
    assert session.scalars(removed_files_of(plan.roadmap)).all() == [file]
    with pytest.raises(NotFound):
        file_for(session, file.id, plan.leader)


def test_only_those_who_lead_remove_and_always_say_why(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)

    with pytest.raises(NotAllowed):
        rules.remove(session, file, reason=WHY, actor=plan.editor, at=AT)
    for reason in ("", "  ", "a" * 501):
        with pytest.raises(Invalid):
            rules.remove(session, file, reason=reason, actor=plan.leader, at=AT)
    assert not file.is_removed


def test_a_content_stays_while_another_file_has_it(session: Session, store: FolderStore) -> None:
    plan, other = a_plan(session), a_plan(session)
    first, second = a_file(session, plan, store), a_file(session, other, store)
    assert first.sha256 == second.sha256

    assert not removed(session, plan, first, store)
    assert store.has(second.sha256)
    assert removed(session, other, second, store)
    assert first.gone_at == second.gone_at == AT


def test_what_something_frozen_shows_cannot_be_removed(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    rules.hold(session, plan.roadmap, [file.id], holder_id=new_id(), is_public=False, at=AT)

    with pytest.raises(Invalid, match="frozen"):
        rules.remove(session, file, reason=WHY, actor=plan.leader, at=AT)
    assert not rules.let_go(session, file.sha256, store=store, at=AT)
    assert store.has(file.sha256)


def test_a_content_that_went_is_kept_again_when_somebody_sends_it_again(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    taken = taken_in("karta.png", a_picture(), ALT)
    file = a_file(session, plan, store)
    removed(session, plan, file, store)

    # The door has put it in its place, and it went before the row came.
    again = rules.keep(session, plan.roadmap, taken, store=store, actor=plan.editor, at=AT)

    assert store.get(again.sha256) == taken.content


def test_uses_are_told_of_the_text_now_of_earlier_versions_and_of_other_rooms(
    session: Session, store: FolderStore
) -> None:
    plan = a_plan(session)
    now, before, removed_one, elsewhere, nowhere = (
        a_file(session, plan, store, a_pdf(bytes([65 + number]))) for number in range(5)
    )
    goal = plan.add("goal", "Mål", text=f"[a]({before.address})")
    plan.edit(goal, text=f"![Karta]({now.address}) och ![igen]({now.address})")
    gone = plan.add("goal", text=f"[a]({removed_one.address})")
    plan.remove(gone)
    session.flush()

    uses = uses_in(session, plan.roadmap, [lambda _session, _roadmap: [(elsewhere.id, "Kommentar", "/threads/1")]])

    assert [(one.name, one.address) for one in uses[now.id].now] == [("Mål", f"/blocks/{goal}")]
    assert (uses[before.id].now, uses[before.id].is_in_history) == ((), True)
    assert uses[removed_one.id].is_in_history
    assert [one.name for one in uses[elsewhere.id].now] == ["Kommentar"]
    assert nowhere.id not in uses


def test_files_are_found_by_their_addresses_only() -> None:
    one = new_id()

    assert files_in(f"![a](/files/{one})", f'<a href="https://x.se/files/{one}">') == {one}
    assert (
        files_in(f"/files/{one}0", f"/files/{str(one)[:-1]}", f"/blocks/{one}", f"/files/{str(one).upper()}") == set()
    )


def test_a_row_without_words_or_with_half_a_removal_is_refused_by_the_table(
    session: Session, store: FolderStore
) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)

    for name, value in (("alt", ""), ("width", 0), ("size", 0), ("removed_at", AT), ("removal_reason", WHY)):
        with pytest.raises(Exception, match=r"(?i)check|ck_files"), session.begin_nested():
            session.execute(StoredFile.__table__.update().where(StoredFile.id == file.id).values({name: value}))


def test_who_sends_a_content_while_it_is_let_go_still_has_it_afterwards(
    fresh_database: Database, tmp_path: Path
) -> None:
    store = FolderStore(tmp_path / "files")
    with fresh_database.writing() as session:
        plan = a_plan(session)
        file_id = a_file(session, plan, store).id
        session.commit()
        taken = taken_in("karta.png", a_picture(), ALT)

        def send() -> None:
            with fresh_database.writing() as another:
                store.put(taken.sha256, taken.content)
                roadmap = another.get_one(type(plan.roadmap), plan.roadmap.id)
                rules.keep(another, roadmap, taken, store=store, actor=plan.editor, at=AT)
                another.commit()

        def let_go() -> None:
            with fresh_database.writing() as another:
                rules.let_go(another, taken.sha256, store=store, at=AT)
                another.commit()

        rules.remove(session, session.get_one(StoredFile, file_id), reason=WHY, actor=plan.leader, at=AT)
        session.commit()
        for _ in range(5):
            threads = [Thread(target=let_go), Thread(target=send), Thread(target=let_go)]
            for one in threads:
                one.start()
            for one in threads:
                one.join()

            assert store.get(taken.sha256) == taken.content
            for sent in session.scalars(select(StoredFile).where(StoredFile.removed_at.is_(None))).all():
                rules.remove(session, sent, reason=WHY, actor=plan.leader, at=AT)
            session.commit()


def test_what_holds_a_file_is_told_once(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    holder = new_id()

    rules.hold(session, plan.roadmap, {file.id}, holder_id=holder, is_public=True, at=AT)

    assert session.get(HeldFile, (file.id, holder)) is not None
