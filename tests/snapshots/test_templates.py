import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.snapshots.editions import edition_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.models import DocumentTemplate, SnapshotKind
from roadmaps.snapshots.queries import template_in_use
from roadmaps.snapshots.rules.templates import put_in_place, take_away
from tests.browsing import Browser, page_of
from tests.factories.snapshots import AT, Plan, a_manuscript, a_plan, a_snapshot

ADDRESS = "/administration/document-template"
FONT = "Regionens Egen"


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def letterhead(session: Session, plan: Plan) -> bytes:
    """A Word file in whose styles the letters have a name that nobody else gives them."""
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED)
    made = FORMATS["docx"].write(a_manuscript(edition_of(snapshot, address="https://fardplan.example.org/x")))
    buffer = BytesIO()
    with ZipFile(BytesIO(made)) as parts, ZipFile(buffer, "w") as letter:
        for name in parts.namelist():
            part = parts.read(name)
            if name == "word/styles.xml":
                part = re.sub(rb'w:ascii="[^"]*"', f'w:ascii="{FONT}"'.encode(), part)
            letter.writestr(name, part)
    return buffer.getvalue()


def styles_of(document: bytes) -> str:
    with ZipFile(BytesIO(document)) as parts:
        return parts.read("word/styles.xml").decode()


def sign_in(client: Browser, session: Session, plan: Plan) -> None:
    client.sign_in(session.get_one(Person, plan.coordinator.person_id))


def send(client: Browser, content: bytes, name: str = "brev.docx"):
    return client.post(ADDRESS, data={"file": (BytesIO(content), name)}, content_type="multipart/form-data")


def test_word_files_have_the_styles_of_the_template_until_it_is_taken_away(
    client: Browser, session: Session, plan: Plan, letterhead: bytes
) -> None:
    sign_in(client, session, plan)
    file = f"/areas/{plan.slug}/snapshots/1/files/docx"

    sent = send(client, letterhead)
    with_it = client.get(file).get_data()
    client.post(f"{ADDRESS}/removal")
    without_it = client.get(file).get_data()

    assert sent.location == ADDRESS
    assert FONT in styles_of(with_it)
    assert FONT not in styles_of(without_it)


def test_who_put_which_in_place_is_kept(client: Browser, session: Session, plan: Plan, letterhead: bytes) -> None:
    sign_in(client, session, plan)
    send(client, letterhead, "först.docx")
    send(client, letterhead, "sedan.docx")

    page = client.page(ADDRESS)

    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in page.css("tbody tr")]
    assert [row[0] for row in rows] == ["sedan.docx", "först.docx"]
    assert all(plan.coordinator.name in row[1] for row in rows)
    assert plan.coordinator.name in rows[1][2]
    old = client.get(page.css("tbody a")[1].attributes["href"])
    assert old.get_data() == letterhead
    assert template_in_use(session).filename == "sedan.docx"


@pytest.mark.parametrize("content", [b"", b"Hej", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused_in_words(
    client: Browser, session: Session, plan: Plan, content: bytes
) -> None:
    sign_in(client, session, plan)

    answer = send(client, content)

    assert answer.status_code == 422
    assert page_of(answer).css_first("#field-file-error") is not None
    assert session.scalars(select(DocumentTemplate)).all() == []


def test_without_a_file_the_page_asks_for_one(client: Browser, session: Session, plan: Plan) -> None:
    sign_in(client, session, plan)

    assert client.post(ADDRESS, data={}, content_type="multipart/form-data").status_code == 422


def test_a_template_that_would_fetch_something_is_refused(session: Session, plan: Plan, letterhead: bytes) -> None:
    buffer = BytesIO()
    with ZipFile(BytesIO(letterhead)) as parts, ZipFile(buffer, "w") as letter:
        for name in parts.namelist():
            letter.writestr(name, parts.read(name))
        letter.writestr("word/vbaProject.bin", b"x")

    with pytest.raises(Invalid):
        put_in_place(session, "makro.docx", buffer.getvalue(), actor=plan.coordinator, at=AT)


def test_it_is_for_coordinators(client: Browser, session: Session, plan: Plan, letterhead: bytes) -> None:
    client.sign_in(session.get_one(Person, plan.leader.person_id))

    assert [client.get(ADDRESS).status_code, send(client, letterhead).status_code] == [403, 403]
    assert client.post(f"{ADDRESS}/removal").status_code == 403
    with pytest.raises(NotAllowed):
        put_in_place(session, "x.docx", letterhead, actor=plan.leader, at=AT)


def test_what_is_not_there_is_not_taken_away(session: Session, plan: Plan) -> None:
    with pytest.raises(NotFound):
        take_away(session, actor=plan.coordinator, at=AT)
