"""How a line is tied to the line before it. Pure: who checks the journal elsewhere needs nothing but this file's rule."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64
FIELDS = (
    "number",
    "at",
    "entrance",
    "door",
    "outcome",
    "person_id",
    "organisation_id",
    "sign_in_id",
    "address_hash",
    "what",
)


@dataclass(frozen=True)
class Head:
    """The newest line of a journal at some moment: whoever knows it can tell whether anything before it has changed."""

    number: int
    hash: str


NOTHING_YET = Head(0, FIRST)


def canonical(value: Any) -> str:
    """The one way in which a value is written as JSON here: sorted, without spaces, in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def moment(at: datetime) -> str:
    """A moment as it stands in what is hashed: UTC, always to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a line that are hashed, as JSON knows them."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        value = values[name]
        if isinstance(value, datetime):
            found[name] = moment(value)
        else:
            found[name] = value if isinstance(value, int) or value is None else str(value)
    return found


def hash_of(values: Mapping[str, Any], previous_hash: str) -> str:
    """The hash of a line, given its columns and the hash of the line before."""
    return hashlib.sha256(canonical([previous_hash, plain(values)]).encode()).hexdigest()


def address_hash(salt: bytes, address: str) -> str:
    """What a line keeps of a network address: without the salt, nobody can try out addresses."""
    return hmac.new(salt, address.encode(), hashlib.sha256).hexdigest()
