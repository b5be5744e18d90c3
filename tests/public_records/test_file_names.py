"""Names of files are given by whoever sends them: in a package they lead nowhere, fit every disk, and do not hide each other."""

import json
import unicodedata
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy.orm import Session

from roadmaps.files.stores import FolderStore
from roadmaps.papers.catalogues import words_in
from roadmaps.public_records.content import content_of, files_in
from roadmaps.public_records.laying_out import Laid
from roadmaps.public_records.package import package_of
from roadmaps.revisions.kinds import canonical
from tests.factories.files import a_file, a_pdf
from tests.factories.public_records import Asked, a_request, all_given_out, decided, laid_out
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


def a_file_given_out(session: Session, folder: Path, *, at: datetime) -> tuple[Asked, Laid]:
    """What somebody asked for, and the one thing with a file that is given out."""
    asked = a_request(session, at=at)
    plan = Plan(session, asked.place.roadmap, asked.leader, asked.leader, {})
    a_file(session, plan, FolderStore(folder / "files"), a_pdf(), name="plan.pdf").uploaded_at = at
    session.flush()
    all_given_out(session, asked, at=at)
    (laid,) = [one for one in laid_out(session, asked.request).values() if one.thing.files]
    return asked, laid


def content_with(asked: Asked, laid: Laid, names: list[str], *, at: datetime) -> dict[str, Any]:
    """What is given out if the thing's files have these names, of which no database would keep some."""
    (file,) = laid.shown.files
    files = [replace(file, name=name, sha256=f"{number}" * 64) for number, name in enumerate(names)]
    named = replace(laid, shown=replace(laid.shown, files=files))
    told = {"registry_number": "", "publisher": "", "signed_by": "", "reasons": ""}
    return content_of(asked.request, [named], [], words_in("sv"), **told, at=at)


@pytest.mark.parametrize("name", HOSTILE, ids=[f"{number}" for number in range(len(HOSTILE))])
def test_a_hostile_name_leads_nowhere_and_is_read_as_it_is_spelt(
    session: Session, at: datetime, tmp_path: Path, name: str
) -> None:
    asked, laid = a_file_given_out(session, tmp_path, at=at)

    content = content_with(asked, laid, [name], at=at)
    (entry,) = files_in(content)

    assert entry == unicodedata.normalize("NFC", entry)
    assert ".." not in PurePosixPath(entry).parts
    assert len(PurePosixPath(entry).parts) == len(PureWindowsPath(entry).parts) == 2
    assert entry.startswith("files/0")
    assert len(PurePosixPath(entry).name.encode()) <= 200
    assert all(unicodedata.category(one)[0] in "LNMPZ" and one.isprintable() for one in entry)
    data = package_of(
        canonical(content),
        {entry: a_pdf()},
        words_in("sv"),
        name="paket",
        color="#1d5b46",
        sha256="0" * 64,
        decided_at=at,
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
    asked, laid = a_file_given_out(session, tmp_path, at=at)

    content = content_with(asked, laid, ["plan.pdf", "plan.pdf"], at=at)

    assert sorted(files_in(content).values()) == ["0" * 64, "1" * 64]
