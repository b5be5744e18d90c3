"""One file with everything in it: a plain tar, so that it can be opened with any tool on the worst of days.

It is written from the front to the back, with the manifest last, and read the same way. What is in it is taken by names that
are known here, and by nothing else. No Flask, no session.
"""

import io
import re
import tarfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from roadmaps.keeping.manifest import Entry, Manifest, is_seal, key_print, read_manifest, seal_of
from roadmaps.keeping.troubles import BadCopy

MANIFEST, SEAL = "manifest.json", "manifest.seal"
HEADS = "audit/heads.txt"
_FILE = re.compile(r"files/([0-9a-f]{2})/([0-9a-f]{62})")
_KNOWN = {"database.sqlite", "database.dump", HEADS}
_PIECE = 1 << 20
# A manifest has a line for each file; a million files would make some hundred megabytes.
_LARGEST_MANIFEST = 300_000_000


class Writing:
    """An archive that is being written. `entries` grows with what is put in."""

    def __init__(self, out: IO[bytes], at: datetime) -> None:
        self._tar = tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - ended by `end`
        self._at = int(at.timestamp())
        self.entries: dict[str, Entry] = {}

    def put(self, name: str, content: bytes) -> None:
        """Put in something small."""
        self._add(name, io.BytesIO(content), len(content))
        self.entries[name] = Entry(sha256(content).hexdigest(), len(content))

    def put_file(self, name: str, path: Path) -> None:
        """Put in a file of this machine, of any size."""
        with path.open("rb") as file:
            counted = _Counted(file)
            self._add(name, cast(IO[bytes], counted), path.stat().st_size)
        self.entries[name] = Entry(counted.digest.hexdigest(), counted.size)

    def end(self, manifest: Manifest, secret_key: str) -> None:
        """Put the manifest and its seal behind everything else."""
        raw = manifest.as_json()
        self._add(MANIFEST, io.BytesIO(raw), len(raw))
        seal = seal_of(secret_key, raw).encode()
        self._add(SEAL, io.BytesIO(seal), len(seal))
        self._tar.close()

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        told = tarfile.TarInfo(name)
        told.size, told.mtime, told.mode = size, self._at, 0o600
        self._tar.addfile(told, content)


class _Counted:
    """A file that notes what is read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest, self.size = sha256(), 0

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        self.size += len(piece)
        return piece


class _Guarded:
    """Something in an archive, of which the end may be missing."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content

    def read(self, size: int = -1) -> bytes:
        try:
            return self._content.read(size)
        except tarfile.TarError as error:
            raise BadCopy(f"The copy ends too early, so it is not whole: {error}.") from None


def file_name(digest: str) -> str:
    """The name in the archive of the content with this hash."""
    return f"files/{digest[:2]}/{digest[2:]}"


def digest_in(name: str) -> str | None:
    """The hash of the content that has this name in the archive."""
    found = _FILE.fullmatch(name)
    return found[1] + found[2] if found else None


def contents(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """What is in an archive, one after the other: each has to be read before the next is asked for.

    :raises BadCopy: when it ends too early, or something is in it that does not belong there
    """
    try:
        with tarfile.open(path, mode="r|") as tar:
            for member in tar:
                is_known = member.name in {*_KNOWN, MANIFEST, SEAL} or digest_in(member.name)
                content = tar.extractfile(member) if member.isreg() and is_known else None
                if content is None:
                    raise BadCopy(f"In the copy lies something that does not belong there: {member.name[:100]!r}.")
                yield member.name, cast(IO[bytes], _Guarded(content))
    except (tarfile.TarError, EOFError) as error:
        raise BadCopy(f"{path} is no copy made by `roadmaps backup`, or not all of one: {error}.") from None
    except OSError as error:
        raise BadCopy(f"{path} cannot be read: {error.strerror}.") from None


def checked(path: Path, secret_key: str) -> tuple[Manifest, bool]:
    """The manifest of an archive in which everything is what the manifest says; and whether its seal is ours.

    :raises BadCopy: when anything is missing, too much or not what it was
    """
    found: dict[str, Entry] = {}
    told: dict[str, bytes] = {}
    for name, content in contents(path):
        if name in found or name in told:
            raise BadCopy(f"{name} is in the copy twice.")
        if name in {MANIFEST, SEAL}:
            told[name] = content.read(_LARGEST_MANIFEST)
        else:
            found[name] = _entry_of(content)
    if set(told) != {MANIFEST, SEAL}:
        raise BadCopy("The copy has no manifest at its end, so it is not whole: it was broken off while it was made.")
    manifest = read_manifest(told[MANIFEST])
    _compare(manifest, found)
    is_ours = is_seal(secret_key, told[MANIFEST], told[SEAL].decode("ascii", "replace"))
    if not is_ours and manifest.key_print == key_print(secret_key):
        raise BadCopy("The manifest of the copy has been changed since the site sealed it. Take another copy.")
    return manifest, is_ours


def _compare(manifest: Manifest, found: Mapping[str, Entry]) -> None:
    for name in sorted({*found, *manifest.entries}):
        if name not in found:
            raise BadCopy(f"{name} is missing in the copy. Take another copy.")
        named = digest_in(name) or found[name].sha256
        if found[name] != manifest.entries.get(name) or found[name].sha256 != named:
            raise BadCopy(f"{name} in the copy is not what it was when the copy was made. Take another copy.")
    if manifest.database_entry not in found:
        raise BadCopy("There is no database in the copy.")


def write_out(content: IO[bytes], path: Path, expected: Entry) -> None:
    """Write something from an archive to a new file.

    :raises BadCopy: when it is not what it is to be
    """
    digest, size = sha256(), 0
    with path.open("xb") as file:
        while piece := content.read(_PIECE):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    if Entry(digest.hexdigest(), size) != expected:
        raise BadCopy(f"{path.name} in the copy is not what it was when the copy was made. Take another copy.")


def _entry_of(content: IO[bytes]) -> Entry:
    digest, size = sha256(), 0
    while piece := content.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    return Entry(digest.hexdigest(), size)
