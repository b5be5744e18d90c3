"""The doctor finds what is missing, what is damaged, and what nobody knows of."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps import doctor
from roadmaps.files import rules
from roadmaps.files.checking import Checked, check_contents
from roadmaps.files.stores import FolderStore, digest_of
from tests.factories.files import a_file, a_pdf
from tests.factories.roadmap import AT, a_plan


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def test_all_is_well_where_nothing_has_been_sent_or_all_is_there(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    assert check_contents(session, store) == Checked(0)

    a_file(session, plan, store)
    a_file(session, plan, store, a_pdf())
    assert check_contents(session, store) == Checked(2)


def test_what_is_missing_damaged_or_unknown_is_told_apart(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    lost, hurt = a_file(session, plan, store, a_pdf(b"a")), a_file(session, plan, store, a_pdf(b"b"))
    store.delete(lost.sha256)
    store._path(hurt.sha256).write_bytes(b"annat")
    store.put(digest_of(b"ingens"), b"ingens")

    found = check_contents(session, store)

    assert found == Checked(0, (lost.sha256,), (hurt.sha256,), (digest_of(b"ingens"),))


def test_a_removed_file_whose_content_went_is_not_missed(session: Session, store: FolderStore) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store)
    rules.remove(session, file, reason="Fel.", actor=plan.leader, at=AT)
    rules.let_go(session, file.sha256, store=store, at=AT)

    assert check_contents(session, store) == Checked(0)


def test_the_doctor_tells_where_files_lie_and_which_are_missing(
    app: Flask, session: Session, store: FolderStore
) -> None:
    plan = a_plan(session)
    file = a_file(session, plan, store, a_pdf(b"borta"))
    session.flush()

    told = doctor.examine(app)

    assert any(one.is_well and "Pictures and files lie in the folder" in one.sentence for one in told)
    assert any(not one.is_well and file.sha256 in one.sentence for one in told)
