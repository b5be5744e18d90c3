"""What a copy tells of itself: when and of what it was taken, what is in it, and by which hashes it is known again.

The manifest is sealed with the secret key of the site, so that whoever lays hands on a copy without having the key cannot
change it unseen. No Flask, no session.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from roadmaps.keeping.troubles import BadCopy

FORMAT, VERSION = "fardplan-backup", 1
_PURPOSE = b"the manifest of a backup"


@dataclass(frozen=True)
class Entry:
    """One thing in the copy."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """The manifest. `rows` tells how many rows each table has; moments are ISO 8601 in UTC."""

    product: str
    site: str
    dialect: str
    server: str
    migration: str
    begun_at: str
    ended_at: str
    journal_number: int
    journal_hash: str
    key_print: str
    rows: Mapping[str, int]
    entries: Mapping[str, Entry]
    # Hashes of contents that rows tell of and that are not in the copy, by why.
    missing: tuple[str, ...] = ()
    removed_meanwhile: tuple[str, ...] = ()
    with_files: bool = True
    format: str = FORMAT
    version: int = VERSION

    @property
    def database_entry(self) -> str:
        """The name of the database in the copy."""
        return "database.sqlite" if self.dialect == "sqlite" else "database.dump"

    def as_json(self) -> bytes:
        """The one way in which it is written."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False).encode()


def read_manifest(raw: bytes) -> Manifest:
    """The manifest from its bytes.

    :raises BadCopy: when it is none, or of a version that this one does not know
    """
    try:
        told = json.loads(raw)
        if told["format"] != FORMAT:
            raise BadCopy("This is no copy made by `roadmaps backup`.")
        if told["version"] > VERSION:
            raise BadCopy("The copy was made by a newer version of the product. Install that one, and try again.")
        entries = {str(name): Entry(str(one["sha256"]), int(one["size"])) for name, one in told["entries"].items()}
        known = {name: told[name] for name in Manifest.__dataclass_fields__}
        return Manifest(
            **{
                **known,
                "entries": entries,
                "missing": tuple(told["missing"]),
                "removed_meanwhile": tuple(told["removed_meanwhile"]),
            }
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadCopy("The manifest of the copy cannot be read.") from None


def key_print(secret_key: str) -> str:
    """By what a secret key is known again, without telling it."""
    return _mac(secret_key, b"fingerprint")[:16]


def seal_of(secret_key: str, manifest: bytes) -> str:
    """The seal under a manifest."""
    return _mac(secret_key, manifest)


def is_seal(secret_key: str, manifest: bytes, seal: str) -> bool:
    """Whether the seal was set under this very manifest with this key."""
    return hmac.compare_digest(seal_of(secret_key, manifest).encode(), seal.encode())


def _mac(secret_key: str, what: bytes) -> str:
    own_key = hmac.new(secret_key.encode(), _PURPOSE, hashlib.sha256).digest()
    return hmac.new(own_key, what, hashlib.sha256).hexdigest()
