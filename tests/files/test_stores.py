"""Where contents lie: the same for a folder and for a bucket, and never half of one."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine

from roadmaps.config import BadSetting, Settings
from roadmaps.files.stores import BucketStore, FolderStore, Store, StoreFailed, digest_of, store_at

CONTENT = b"en karta"
DIGEST = digest_of(CONTENT)
# Such as s3://key:secret@127.0.0.1:9000/bucket?secure=no&region=us-east-1, for a bucket that may be filled and emptied.
BUCKET = os.environ.get("ROADMAPS_TEST_S3", "")


def a_folder(tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "files")


def a_bucket(_tmp_path: Path) -> Store:
    if not BUCKET:
        pytest.skip("set ROADMAPS_TEST_S3 to the FILES_URL of an empty bucket, to test with a real one")
    where, _, asked = BUCKET.partition("?")
    return BucketStore(f"{where}/{uuid4().hex}?{asked}" if asked else f"{where}/{uuid4().hex}")


@pytest.fixture(params=[a_folder, a_bucket], ids=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    make: Callable[[Path], Store] = request.param
    # A service does not take letters whose date is that of the tests.
    with time_machine.travel(time_machine.escape_hatch.time.time(), tick=True):
        yield make(tmp_path)


def test_what_was_put_is_there_and_comes_back(store: Store) -> None:
    assert not store.has(DIGEST)
    assert store.get(DIGEST) is None

    store.put(DIGEST, CONTENT)
    store.put(DIGEST, CONTENT)

    assert store.has(DIGEST)
    assert store.get(DIGEST) == CONTENT
    assert list(store.digests()) == [DIGEST]


def test_what_was_deleted_is_gone_and_can_be_deleted_again(store: Store) -> None:
    store.put(DIGEST, CONTENT)

    store.delete(DIGEST)
    store.delete(DIGEST)

    assert store.get(DIGEST) is None
    assert list(store.digests()) == []


def test_many_contents_are_all_listed(store: Store) -> None:
    contents = [bytes([number]) * 10 for number in range(30)]
    for content in contents:
        store.put(digest_of(content), content)

    assert sorted(store.digests()) == sorted(map(digest_of, contents))


def test_a_content_that_is_not_what_its_hash_says_is_none(store: Store) -> None:
    store.put(DIGEST, CONTENT)
    other = digest_of(b"annat")
    if isinstance(store, FolderStore):
        path = store._path(DIGEST)
        path.write_bytes(b"en bomb")

        assert store.get(DIGEST) is None
        store.put(DIGEST, CONTENT)
        assert store.get(DIGEST) == CONTENT
    else:
        store.put(other, CONTENT)

        assert store.get(other) is None


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "ab/cd", DIGEST.upper(), DIGEST[:-1], DIGEST + "a"])
def test_only_hashes_name_contents(store: Store, digest: str) -> None:
    for act in (store.get, store.has, store.delete):
        with pytest.raises(ValueError, match="no hash"):
            act(digest)
    with pytest.raises(ValueError, match="no hash"):
        store.put(digest, CONTENT)


def test_a_folder_that_cannot_be_written_is_told_of_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("no folder")
    store = FolderStore(tmp_path / "files")

    with pytest.raises(StoreFailed):
        store.put(DIGEST, CONTENT)


def test_what_is_half_written_is_never_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FolderStore(tmp_path / "files")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(StoreFailed, match="No space left"):
        store.put(DIGEST, CONTENT)

    assert [one for one in (tmp_path / "files").rglob("*") if one.is_file()] == []
    assert store.get(DIGEST) is None


def test_several_who_put_the_same_at_once_all_succeed(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "files")
    threads = [threading.Thread(target=store.put, args=(DIGEST, CONTENT)) for _ in range(8)]

    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert [one.name for one in (tmp_path / "files").rglob("*") if one.is_file()] == [DIGEST[2:]]


def test_a_service_that_does_not_answer_is_told_of_without_the_secret() -> None:
    store = BucketStore("s3://nyckel:hemligt@127.0.0.1:9/hink?secure=no&region=x")

    with pytest.raises(StoreFailed) as failure:
        store.get(DIGEST)

    assert "hemligt" not in str(failure.value)
    assert "hemligt" not in store.name


def test_the_setting_chooses_the_place(tmp_path: Path) -> None:
    assert store_at("", tmp_path).name == f"the folder {tmp_path / 'files'}"
    assert store_at("file:///srv/en%20mapp", tmp_path).name == "the folder /srv/en mapp"
    assert store_at("s3://a:b@lagring.example.org/hink/mapp", tmp_path).name == "the bucket hink at lagring.example.org"


@pytest.mark.parametrize(
    "url",
    [
        "https://a:b@example.org/bucket",
        "s3://example.org/bucket",
        "s3://a@example.org/bucket",
        "s3://a:b@example.org",
        "s3://a:b@example.org/",
        "s3://a:b@example.org:hundra/bucket",
        "s3://a:b@example.org/bucket?secure=maybe",
        "s3://a:b@example.org/bucket?insecure=yes",
        "s3://a:b@example.org/bucket?secure",
        "s3://a:b@example.org/bucket#x",
        "file://server/share",
        "file:relative",
        "/var/elsewhere",
    ],
)
def test_a_setting_that_cannot_be_used_is_told_of_without_the_secret(url: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="FILES_URL") as fault:
        Settings.from_environment({"ROADMAPS_DATA": str(tmp_path), "FILES_URL": url})

    assert url not in str(fault.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///srv/files",
        "s3://a:b%2Fc@example.org/bucket",
        "s3://a:b@127.0.0.1:9000/b/c?secure=no&region=eu-north-1",
    ],
)
def test_a_setting_that_can_be_used_is_kept(url: str, tmp_path: Path) -> None:
    assert Settings.from_environment({"ROADMAPS_DATA": str(tmp_path), "FILES_URL": url}).files_url == url
