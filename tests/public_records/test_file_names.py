"""Names of files are given by whoever sends them: in a package they lead nowhere, fit every disk, and do not hide each other."""

import json
import unicodedata
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from zipfile import ZipFile

import pytest
from sqlalchemy.orm import Session

from roadmaps.files.stores import FolderStore
from roadmaps.papers.catalogues import words_in
from roadmaps.public_records.content import content_of, files_in
from roadmaps.public_records.package import package_of
from tests.factories.files import a_file, a_pdf
from tests.factories.public_records import a_request, all_given_out, decided, laid_out
from tests.factories.roadmap import Plan

RIGHT_TO_LEFT, ZERO_WIDTH = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{ZERO WIDTH SPACE}"
HOSTILE = [
    "../../etc/cron.d/plan.pdf",
    "..\\..\\Windows\\plan.pdf",
    "/etc/passwd",
    "C:plan.pdf",
    "..",
    "",
    "a" * 3_000 + ".pdf",
    "雪" * 300 + ".pdf",
    f"faktura{RIGHT_TO_LEFT}fdp.exe",
    f"plan{ZERO_WIDTH}.pdf",
    "plan\r\nX: y.pdf",
    "plan\0.pdf",
    "=HYPERLINK(1).pdf",
    "-rf.pdf",
    unicodedata.normalize("NFD", "översyn.pdf"),
]


@pytest.mark.parametrize("name", HOSTILE, ids=[f"{number}" for number in range(len(HOSTILE))])
def test_a_hostile_name_leads_nowhere_and_is_read_as_it_is_spelt(
    session: Session, at: datetime, tmp_path: Path, name: str
) -> None:
    asked, store = a_request(session, at=at), FolderStore(tmp_path / "files")
    plan = Plan(session, asked.place.roadmap, asked.leader, asked.leader, {})
    stored = a_file(session, plan, store, a_pdf(), name="plan.pdf")
    stored.name = name
    stored.uploaded_at = at
    session.flush()
    all_given_out(session, asked, at=at)
    request = decided(session, asked, at=at)

    (entry,) = files_in(json.loads(request.content))

    assert entry == unicodedata.normalize("NFC", entry)
    assert ".." not in PurePosixPath(entry).parts
    assert len(PurePosixPath(entry).parts) == len(PureWindowsPath(entry).parts) == 2
    assert entry.startswith("files/0")
    assert len(PurePosixPath(entry).name.encode()) <= 200
    assert all(unicodedata.category(one)[0] in "LNMPZ" and one.isprintable() for one in entry)
    data = package_of(
        request.content,
        {entry: a_pdf()},
        words_in("sv"),
        name="paket",
        color="#1d5b46",
        sha256=request.sha256,
        decided_at=request.decided_at,
    )
    with ZipFile(BytesIO(data)) as package:
        package.extractall(tmp_path / "out")
    assert (tmp_path / "out" / "paket" / entry).read_bytes() == a_pdf()
    assert {one.name for one in tmp_path.iterdir()} == {"files", "out"}


def test_two_files_of_one_name_are_both_there(session: Session, at: datetime, tmp_path: Path) -> None:
    asked, store = a_request(session, at=at), FolderStore(tmp_path)
    plan = Plan(session, asked.place.roadmap, asked.leader, asked.leader, {})
    for words in (b"Ett", b"Annat"):
        a_file(session, plan, store, a_pdf(words), name="plan.pdf").uploaded_at = at
    session.flush()
    all_given_out(session, asked, at=at)

    told = files_in(json.loads(decided(session, asked, at=at).content))

    assert len(told) == len(set(told.values())) == 2


def test_two_files_of_one_name_in_one_thing_are_both_there(session: Session, at: datetime, tmp_path: Path) -> None:
    asked = a_request(session, at=at)
    plan = Plan(session, asked.place.roadmap, asked.leader, asked.leader, {})
    a_file(session, plan, FolderStore(tmp_path), a_pdf(), name="plan.pdf").uploaded_at = at
    session.flush()
    all_given_out(session, asked, at=at)
    (laid,) = [one for one in laid_out(session, asked.request).values() if one.thing.files]
    (file,) = laid.shown.files
    both = replace(laid, shown=replace(laid.shown, files=[file, replace(file, sha256="0" * 64)]))

    content = content_of(
        asked.request, [both], [], words_in("sv"), registry_number="", publisher="", signed_by="", reasons="", at=at
    )

    assert sorted(files_in(content).values()) == sorted([file.sha256, "0" * 64])
