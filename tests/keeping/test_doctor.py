"""The doctor finds all well in a world made by the rules, and names each thing that somebody breaks past them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Uuid, select, text
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.app import know_every_table
from roadmaps.chores.models import Worker
from roadmaps.doctor import chain, installation, numbers, references, texts, upkeep
from roadmaps.doctor.findings import Finding
from roadmaps.foundation.database import Base, Database
from roadmaps.foundation.ids import new_id
from roadmaps.keeping import notes
from roadmaps.keeping.backing_up import take_as_file
from roadmaps.keeping.restoring import restore
from roadmaps.notifications.models import OutgoingMail
from roadmaps.webhooks.happenings import Happening
from roadmaps.webhooks.models import Pause, Webhook, WebhookDelivery
from tests.keeping.installations import Installation, an_installation, furnish

FREE = {
    ("journal_lines", "person_id"): "a line stays true when what it tells of is gone",
    ("journal_lines", "organisation_id"): "the same",
    ("journal_lines", "sign_in_id"): "the same",
    ("wheel_makings", "from_id"): "also of meetings and pulses of years whose plan has gone",
    ("neighbour_ties", "theirs_id"): "of another site",
    ("search_documents", "subject_id"): "mended by a chore",
    ("search_documents", "block_id"): "the same",
    ("suggested_changes", "block_id"): "a new block gets its identity here first",
    ("suggested_changes", "parent_id"): "the same",
}


def told(site: Installation, look: Callable[[Session], Iterator[Finding]]) -> list[str]:
    with site.database.reading() as session:
        return [one.sentence for one in look(session) if not one.is_well]


def broken(site: Installation, *statements: str) -> None:
    """What somebody does with a tool of their own, past every rule and reference."""
    with closing(sqlite3.connect(site.file)) as database, database:
        for statement in statements:
            assert database.execute(statement).rowcount != 0, statement


@pytest.mark.parametrize(
    ("look", "statement", "sentence"),
    [
        pytest.param(
            references.look,
            "DELETE FROM threads WHERE id IN (SELECT thread_id FROM comments LIMIT 1)",
            "points at nothing in threads",
            id="a foreign key",
        ),
        pytest.param(
            references.look,
            "INSERT INTO held_files SELECT id, uploaded_by_id, 1, uploaded_at FROM files",
            "held_files point at nothing in snapshots or",
            id="what is frozen",
        ),
        pytest.param(
            references.look,
            "UPDATE follows SET subject_id = id WHERE sort = 'area'",
            "follows point at nothing in areas",
            id="what is followed",
        ),
        pytest.param(
            numbers.look,
            "UPDATE revisions SET number = number + 1000 WHERE number = (SELECT max(number) FROM revisions)",
            "The revisions of history",
            id="a gap among revisions",
        ),
        pytest.param(
            numbers.look,
            "UPDATE histories SET current = current + 1",
            "says that its newest revision is",
            id="a history",
        ),
        pytest.param(
            numbers.look, "UPDATE blocks SET current = current + 1", "says that its newest version is", id="a block"
        ),
        pytest.param(
            numbers.look,
            "DELETE FROM block_versions WHERE number = 1 AND block_id = (SELECT block_id FROM block_versions LIMIT 1)",
            "versions of blocks, and should have",
            id="half a revision",
        ),
        pytest.param(
            numbers.look, "UPDATE snapshots SET number = 7", "The frozen versions of roadmap", id="a gap among versions"
        ),
        pytest.param(
            numbers.look,
            "UPDATE translations SET number = number + 1",
            "The translations of block",
            id="a gap among translations",
        ),
        pytest.param(
            lambda session: texts.look(session, is_thorough=False),
            "UPDATE snapshots SET content = CAST('r{}' AS BLOB)",
            "is not what it was when it was frozen",
            id="a frozen version",
        ),
        pytest.param(
            lambda session: texts.look(session, is_thorough=False),
            "UPDATE block_versions SET renderer = 9999",
            "rendered by a newer version",
            id="a newer renderer",
        ),
    ],
)
def test_what_was_broken_past_the_rules_is_told(
    site: Installation, look: Callable[[Session], Iterator[Finding]], statement: str, sentence: str
) -> None:
    assert told(site, look) == []

    broken(site, statement)

    assert any(sentence in one for one in told(site, look))


def test_texts_of_an_older_renderer_are_noted_and_no_fault(site: Installation) -> None:
    broken(site, "UPDATE block_versions SET renderer = 1")

    with site.database.reading() as session:
        found = list(texts.look(session, is_thorough=False))

    assert any(one.is_well and "by an older version" in one.sentence for one in found)


def test_a_journal_that_was_changed_is_told(site: Installation) -> None:
    def look(session: Session) -> Iterator[Finding]:
        return chain.look(session, site.settings, is_thorough=False)

    assert told(site, look) == []

    broken(site, "DROP TRIGGER journal_lines_no_update", "UPDATE journal_lines SET door = 'another'")

    assert any("not what it was when its hash was made" in one for one in told(site, look))


def test_a_damaged_file_of_sqlite_is_told(site: Installation) -> None:
    raw = bytearray(site.file.read_bytes())
    half, most = len(raw) // 2, len(raw) * 9 // 10
    raw[half:most] = b"\xff" * (most - half)
    site.database.close()
    site.file.write_bytes(raw)

    found = [one.sentence for one in installation.database(site.database) if not one.is_well]
    assert any("damaged" in one or "malformed" in one for one in found), found


def test_letters_that_do_not_leave_are_told(site: Installation, at: datetime) -> None:
    def look(session: Session) -> Iterator[Finding]:
        return upkeep.letters(session, sending, at)

    sending = type(site.settings)(
        database_url=site.settings.database_url, secret_key="x" * 40, data_dir=site.file.parent, mail_url="smtp://mail"
    )
    with site.database.writing() as session:
        for letter in session.scalars(select(OutgoingMail)):
            letter.due_at, letter.expires_at = at - timedelta(minutes=5), at + timedelta(days=3)
        session.commit()
    assert told(site, look) == []

    with site.database.writing() as session:
        for letter in session.scalars(select(OutgoingMail)):
            letter.due_at = at - timedelta(hours=3)
        session.commit()

    assert any("letters wait, the oldest since 2026-11-21 06:00" in one for one in told(site, look))


def test_copies_are_asked_for_and_told(site: Installation, at: datetime) -> None:
    def look(session: Session, when: datetime = at) -> Iterator[Finding]:
        return upkeep.copies(session, when)

    # The demo was loaded by the clock on the wall, whenever that is.
    long_after = at + timedelta(days=10_000)
    assert told(site, lambda session: look(session, long_after))[0].startswith("No copy has been taken")

    notes.note_taken(site.database, at)

    assert told(site, look) == []
    stale = told(site, lambda session: look(session, at + timedelta(days=3)))
    assert stale[0].startswith("The last copy was taken at 2026-11-21 09:00 UTC")


def test_messages_that_nobody_takes_are_told(site: Installation, at: datetime) -> None:
    def look(session: Session, when: datetime = at) -> Iterator[Finding]:
        return upkeep.webhooks(session, when)

    with site.database.writing() as session:
        hook = Webhook(
            id=new_id(),
            name="Diariet",
            address="https://system.example.org",
            happenings=[],
            covers_every_area=True,
            owner_id=session.scalars(select(Person.id)).first(),
            made_at=at,
            due_at=at,
            last_number=1,
        )
        session.add(hook)
        session.flush()
        message = {"number": 1, "happening": next(iter(Happening)), "facts": {}, "happened_at": at, "written_at": at}
        session.add(WebhookDelivery(id=new_id(), webhook_id=hook.id, **message))
        session.commit()
    assert told(site, look) == []

    late = told(site, lambda session: look(session, at + timedelta(days=2)))
    assert late[0].startswith("1 messages wait for other systems, the oldest since 2026-11-21 09:00 UTC")

    with site.database.writing() as session:
        hook = session.scalars(select(Webhook)).one()
        hook.pause, hook.paused_at = Pause.FAILING, at
        session.commit()
    assert told(site, look)[0].startswith("1 other systems are sent nothing any more")


def test_what_others_on_the_machine_can_read_is_told(site: Installation, tmp_path: Path) -> None:
    elsewhere = tmp_path / "open" / "other.sqlite"
    elsewhere.parent.mkdir(mode=0o755)
    elsewhere.touch(mode=0o644)
    settings = replace(site.settings, database_url=f"sqlite:///{elsewhere}")
    settings.data_dir.chmod(0o755)
    found = [one.sentence for one in installation.surroundings(settings) if not one.is_well]
    assert f"run `chmod o-rwx {settings.data_dir}`" in found[0]
    assert f"run `chmod o-rwx {elsewhere}`" in found[1]

    settings.data_dir.chmod(0o750)
    elsewhere.chmod(0o640)
    again = [one.sentence for one in installation.surroundings(settings) if not one.is_well]
    assert not any("Others on this machine" in one for one in again)


def test_a_journal_without_lines_is_told_as_such(tmp_path: Path) -> None:
    empty = an_installation(tmp_path / "empty")
    furnish(empty.database)

    with empty.database.reading() as session:
        [found] = chain.look(session, empty.settings, is_thorough=False)

    assert found.sentence == "The journal has no lines yet."
    empty.database.close()


def test_work_that_nobody_has_done_lately_is_told(site: Installation, at: datetime) -> None:
    with site.database.writing() as session:
        session.add(Worker(id=new_id(), host="h", process_id=7, is_apart=False, leads=True, started_at=at, seen_at=at))
        session.commit()

    [late] = told(site, lambda session: upkeep.own_work(session, None, at + timedelta(minutes=5)))

    assert "such as letters since 2026-11-21 09:00 UTC: start it" in late


def test_work_that_nobody_does_is_told(site: Installation, at: datetime) -> None:
    with site.database.reading() as session:
        [found] = upkeep.own_work(session, None, at)

    assert "roadmaps worker" in found.sentence


def test_every_column_that_points_somewhere_is_looked_at_or_said_to_be_free() -> None:
    know_every_table()
    looked_at = {(one.table, one.column) for one in references.POINTERS} | set(FREE)

    loose = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Uuid) and column.name.endswith("_id") and not column.foreign_keys
    }

    assert loose <= looked_at, (
        f"{loose - looked_at}: add it to POINTERS in roadmaps/doctor/references.py, or here with why."
    )


def test_postgresql_is_asked_for_every_reference(
    site: Installation, a_postgresql: Callable[..., str], programs: object
) -> None:
    database = Database(a_postgresql())
    furnish(database)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE export_choices DISABLE TRIGGER ALL"))
        connection.execute(
            text("INSERT INTO export_choices (person_id, wish, chosen_at) VALUES (:nobody, '{}', now())"),
            {"nobody": UUID(int=7)},
        )

    with database.reading() as session:
        found = [one.sentence for one in references.look(session) if not one.is_well]

    assert any("1 rows of export_choices point at nothing in persons" in one for one in found)
    database.close()


def test_a_site_that_was_put_back_is_well(site: Installation, tmp_path: object) -> None:
    copy = site.file.parent / "copy.tar"
    take_as_file(site.source, copy)
    elsewhere = an_installation(site.file.parent / "elsewhere")

    restore(copy, elsewhere.place)

    assert told(elsewhere, references.look) == []
    assert told(elsewhere, numbers.look) == []
    assert told(elsewhere, lambda session: texts.look(session, is_thorough=True)) == []
    assert told(elsewhere, lambda session: chain.look(session, elsewhere.settings, is_thorough=True)) == []
    elsewhere.database.close()
