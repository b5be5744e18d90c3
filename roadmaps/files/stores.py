"""Where the contents of files lie: a folder of this machine, or a bucket of a service that speaks as S3 does.

A content is kept under the SHA-256 of its bytes, so that the same is kept once and a wrong one is found out. It is whole
and on the disk before any row tells of it. No session, no Flask.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from roadmaps.foundation.later import later

if TYPE_CHECKING:
    import minio
    import urllib3
else:
    minio = later("minio")
    urllib3 = later("urllib3")


_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS = 20.0
_GONE = {"NoSuchKey", "NotFound", "NoSuchObject"}


class StoreFailed(Exception):
    """The place where contents lie does not answer, or not as it should. Nothing has been lost by it."""


class Store(Protocol):
    """A place for contents, by their hash."""

    @property
    def name(self) -> str:
        """What an operator knows it by; without any secret."""
        ...

    def put(self, digest: str, content: bytes) -> None:
        """Keep the content for good before returning. Keeping it again changes nothing.

        :raises StoreFailed: when it could not be kept
        """
        ...

    def get(self, digest: str) -> bytes | None:
        """The content; None when it is not there, or is not what its hash says.

        :raises StoreFailed: when the place does not answer
        """
        ...

    def has(self, digest: str) -> bool:
        """Whether something is there by that hash."""
        ...

    def delete(self, digest: str) -> None:
        """Let the content go, if it is there."""
        ...

    def digests(self) -> Iterator[str]:
        """The hashes of all that is there."""
        ...

    def reach(self) -> None:
        """Look whether the place answers and would take something.

        :raises StoreFailed: when it does not
        """
        ...


def digest_of(content: bytes) -> str:
    """The hash by which a content is kept."""
    return sha256(content).hexdigest()


def _checked(digest: str, content: bytes) -> bytes | None:
    return content if digest_of(content) == digest else None


class FolderStore:
    """A folder, with 256 folders in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def name(self) -> str:
        return f"the folder {self._folder}"

    def put(self, digest: str, content: bytes) -> None:
        path = self._path(digest)
        try:
            if self.get(digest) is not None:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            # Under another name until it is whole and on the disk: whoever sees the name sees all of it.
            with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                try:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                    Path(file.name).replace(path)
                except BaseException:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            for folder in (path.parent, self._folder):
                _sync(folder)
        except OSError as error:
            raise StoreFailed(f"{self.name}: {error.strerror}") from error

    def get(self, digest: str) -> bytes | None:
        try:
            return _checked(digest, self._path(digest).read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreFailed(f"{self.name}: {error.strerror}") from error

    def has(self, digest: str) -> bool:
        return self._path(digest).is_file()

    def delete(self, digest: str) -> None:
        try:
            self._path(digest).unlink(missing_ok=True)
        except OSError as error:
            raise StoreFailed(f"{self.name}: {error.strerror}") from error

    def digests(self) -> Iterator[str]:
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            digest = path.parent.name + path.name
            if _HASH.fullmatch(digest):
                yield digest

    def reach(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".") as file:
                file.write(b"room")
        except OSError as error:
            raise StoreFailed(f"{self.name}: {error.strerror}") from error

    def _path(self, digest: str) -> Path:
        if not _HASH.fullmatch(digest):
            raise ValueError("no hash")
        return self._folder / digest[:2] / digest[2:]


class BucketStore:
    """A bucket, of which it uses what begins with a prefix."""

    def __init__(self, url: str) -> None:
        self._where = urlsplit(url)
        asked = parse_qs(self._where.query)
        self._bucket, _, prefix = self._where.path.strip("/").partition("/")
        self._prefix = f"{prefix}/" if prefix else ""
        self._is_secure = asked.get("secure", ["yes"])[-1] != "no"
        self._region = asked.get("region", [""])[-1] or None

    @property
    def name(self) -> str:
        return f"the bucket {self._bucket} at {self._where.hostname}"

    @cached_property
    def _client(self) -> "minio.Minio":
        """Made at its first use: a site starts also while the service is down."""
        where = self._where
        return minio.Minio(
            f"{where.hostname}:{where.port}" if where.port else str(where.hostname),
            access_key=unquote(where.username or ""),
            secret_key=unquote(where.password or ""),
            secure=self._is_secure,
            region=self._region,
            http_client=urllib3.PoolManager(
                timeout=urllib3.Timeout(connect=_SECONDS / 4, read=_SECONDS),
                retries=urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
            ),
        )

    def put(self, digest: str, content: bytes) -> None:
        with _told(self.name):
            self._client.put_object(self._bucket, self._key(digest), BytesIO(content), len(content))

    def get(self, digest: str) -> bytes | None:
        with _told(self.name):
            try:
                answer = self._client.get_object(self._bucket, self._key(digest))
            except minio.S3Error as error:
                if error.code in _GONE:
                    return None
                raise
            try:
                return _checked(digest, answer.read())
            finally:
                answer.close()
                answer.release_conn()

    def has(self, digest: str) -> bool:
        with _told(self.name):
            try:
                self._client.stat_object(self._bucket, self._key(digest))
            except minio.S3Error as error:
                if error.code in _GONE:
                    return False
                raise
            return True

    def delete(self, digest: str) -> None:
        with _told(self.name):
            self._client.remove_object(self._bucket, self._key(digest))

    def digests(self) -> Iterator[str]:
        with _told(self.name):
            for found in self._client.list_objects(self._bucket, prefix=self._prefix, recursive=True):
                digest = str(found.object_name).removeprefix(self._prefix).replace("/", "")
                if _HASH.fullmatch(digest):
                    yield digest

    def reach(self) -> None:
        self.has("0" * 64)

    def _key(self, digest: str) -> str:
        if not _HASH.fullmatch(digest):
            raise ValueError("no hash")
        return f"{self._prefix}{digest[:2]}/{digest[2:]}"


class _told:  # noqa: N801 - reads as a sentence where it is used
    """Failures of the service and of the way to it, as one."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, (minio.error.MinioException, urllib3.exceptions.HTTPError, OSError)):
            raise StoreFailed(f"{self._name}: {error}") from error


def store_at(url: str, data_dir: Path) -> Store:
    """The place that the setting names; the folder `files` of the data, when it names none."""
    if url.startswith("s3:"):
        return BucketStore(url)
    return FolderStore(Path(unquote(urlsplit(url).path)) if url else data_dir / "files")


def _sync(folder: Path) -> None:
    """A new name is on the disk only when its folder is. Not every system lets folders be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
