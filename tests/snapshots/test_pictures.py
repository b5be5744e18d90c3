"""A frozen version keeps the pictures of its texts: everybody who may read it sees them, and so do the files made of it."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy.orm import Session

from roadmaps.files import rules as file_rules
from roadmaps.files.models import StoredFile
from roadmaps.files.queries import holds_of
from roadmaps.files.shown import pictures_in
from roadmaps.files.stores import FolderStore, Store, StoreFailed
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Invalid
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.tree import Picture
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.exports.files import Made, make
from roadmaps.snapshots.exports.wish import Wish
from roadmaps.snapshots.format import RoadmapFile, schema
from roadmaps.snapshots.manuscripts import frozen_edition, manuscript_of, working_edition
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browsing import Browser
from tests.factories.files import ALT, a_file, a_pdf
from tests.factories.roadmap import AT, Plan, a_plan

SITE = "https://plan.example"


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "files")


def a_shown_plan(session: Session, store: Store) -> tuple[Plan, StoredFile, StoredFile]:
    """A roadmap that is not public, with a picture and a document in its vision."""
    plan = a_plan(session, is_public=False)
    picture, paper = a_file(session, plan, store), a_file(session, plan, store, a_pdf(), name="Underlag.pdf")
    text = f"Så här:\n\n![{ALT}]({picture.address})\n\nSe [underlaget]({paper.address})."
    plan.add("vision", "Vision", text=text)
    session.refresh(plan.roadmap.history)
    return plan, picture, paper


def a_frozen(session: Session, plan: Plan, kind: SnapshotKind = SnapshotKind.CONSULTATION) -> Snapshot:
    return freeze(session, plan.roadmap, kind=kind, title="Remiss", actor=plan.leader, at=AT)


def a_made(session: Session, plan: Plan, edition: Edition, store: Store, name: str, **how: object) -> Made:
    viewer = how.get("viewer")
    manuscript = manuscript_of(
        session, edition, plan.roadmap, Choice("sv"), words_in("sv"), viewer=viewer, today=today(), store=store
    )
    return make(manuscript, Wish.for_file(name, {}, usual="sv"))


def test_a_frozen_version_lists_its_files_with_their_hashes(session: Session, store: FolderStore) -> None:
    plan, picture, paper = a_shown_plan(session, store)
    a_file(session, plan, store, a_pdf(b"ensam"))

    snapshot = a_frozen(session, plan)
    document = json.loads(snapshot.content)

    assert [(one["id"], one["sha256"], one["alt"]) for one in document["files"]] == [
        (str(picture.id), picture.sha256, ALT),
        (str(paper.id), paper.sha256, ""),
    ]
    assert not list(Draft202012Validator(schema(), format_checker=FormatChecker()).iter_errors(document))
    del document["files"]
    assert RoadmapFile.model_validate(document).files == []


def test_what_a_frozen_version_shows_stays(session: Session, store: FolderStore) -> None:
    plan, picture, _ = a_shown_plan(session, store)
    snapshot = a_frozen(session, plan, SnapshotKind.WORKING)

    assert [one.holder_id for one in holds_of(session, [picture.id])[picture.id]] == [snapshot.id]
    with pytest.raises(Invalid, match="frozen"):
        file_rules.remove(session, picture, reason="Fel.", actor=plan.leader, at=AT)


def test_everybody_sees_the_pictures_of_a_public_version_and_only_those(client: Browser, session: Session) -> None:
    store: Store = client.application.extensions["file_store"]
    plan, picture, _ = a_shown_plan(session, store)
    a_frozen(session, plan, SnapshotKind.WORKING)
    assert client.get(picture.address).status_code == 404

    a_frozen(session, plan)
    another = a_file(session, plan, store, a_pdf(b"nytt"))

    page = client.page(f"/areas/{plan.slug}/snapshots/2")
    assert page.css_first(".prose img").attributes["src"] == picture.address
    assert client.get(picture.address).status_code == 200
    assert client.get(another.address).status_code == 404


def test_the_list_of_files_names_the_frozen_version(client: Browser, session: Session) -> None:
    plan, _, _ = a_shown_plan(session, client.application.extensions["file_store"])
    a_frozen(session, plan)
    client.sign_in(plan.person(plan.leader))

    page = client.page(f"/areas/{plan.slug}/files")

    assert page.css_first(f".file a[href='/areas/{plan.slug}/snapshots/1']") is not None
    assert page.css_first("a[href$=removal]") is None


@pytest.mark.parametrize("name", ["pdf", "docx", "odt", "html", "markdown"])
def test_every_format_to_be_read_has_the_pictures(session: Session, store: FolderStore, name: str) -> None:
    plan, picture, _ = a_shown_plan(session, store)
    edition = frozen_edition(a_frozen(session, plan), SITE)

    content = a_made(session, plan, edition, store, name).content

    if name in {"docx", "odt"}:
        with ZipFile(io.BytesIO(content)) as archive:
            assert store.get(picture.sha256) in [archive.read(one) for one in archive.namelist()]
    elif name == "pdf":
        assert b"/Subtype /Image" in content or b"/Subtype/Image" in content
    elif name == "html":
        assert b'<img src="data:image/png;base64,' in content
    else:
        assert f"![{ALT}](<{SITE}{picture.address}>)".encode() in content


def test_a_package_has_them_as_files_with_their_hashes(session: Session, store: FolderStore) -> None:
    plan, picture, _ = a_shown_plan(session, store)
    edition = frozen_edition(a_frozen(session, plan), SITE)
    manuscript = manuscript_of(
        session, edition, plan.roadmap, Choice("sv"), words_in("sv"), viewer=None, today=today(), store=store
    )

    wish = Wish.of({"format": ["html", "json"], "packed": ["yes"]}, usual="sv")
    assert wish.is_packed
    with ZipFile(io.BytesIO(make(manuscript, wish).content)) as archive:
        [place] = [one for one in archive.namelist() if "/pictures/" in one]
        manifest = archive.read(next(one for one in archive.namelist() if "manifest" in one)).decode()
        content = archive.read(place)

    assert place.endswith(f"/representations/pictures/{picture.id}.png")
    assert content == store.get(picture.sha256)
    assert f"{picture.sha256}  representations/pictures/{picture.id}.png" in manifest


def test_a_picture_that_is_missing_or_out_of_reach_is_told_in_words(session: Session, store: FolderStore) -> None:
    plan, picture, _ = a_shown_plan(session, store)
    edition = frozen_edition(a_frozen(session, plan), SITE)
    store.delete(picture.sha256)

    class Down(FolderStore):
        def get(self, digest: str) -> bytes | None:
            raise StoreFailed("down")

    for place in (store, Down(Path("nowhere"))):
        page = a_made(session, plan, edition, place, "html").content.decode()
        assert "<img" not in page
        assert f'href="{SITE}{picture.address}"' in page
        assert f">{ALT}</a>" in page


def test_a_paper_shows_no_pictures_of_roadmaps_that_its_reader_may_not_read(
    session: Session, store: FolderStore
) -> None:
    secret, picture, _ = a_shown_plan(session, store)
    plan = a_plan(session)
    plan.add("vision", "Vision", text=f"![{ALT}]({picture.address})")
    session.refresh(plan.roadmap.history)
    edition = working_edition(session, plan.roadmap, SITE)

    assert b"<img" not in a_made(session, plan, edition, store, "html", viewer=plan.leader).content
    assert b"<img" in a_made(session, plan, edition, store, "html", viewer=secret.leader).content
    snapshot = a_frozen(session, plan)
    assert json.loads(snapshot.content)["files"] == []
    assert holds_of(session, [picture.id]) == {}


def test_a_paper_does_not_grow_beyond_what_can_be_sent(
    session: Session, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, picture, _ = a_shown_plan(session, store)

    found = pictures_in(session, store, [picture.address], viewer=plan.leader)
    assert [type(one) for one in found.values()] == [Picture]
    monkeypatch.setattr("roadmaps.files.shown.MOST_BYTES", 10)
    assert pictures_in(session, store, [picture.address], viewer=plan.leader) == {}
