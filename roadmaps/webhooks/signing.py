"""Signatures by the Standard Webhooks specification: HMAC-SHA256 of id, moment and body."""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A secret as it is shown to its owner."""
    return PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode()


def signed_headers(message_id: str, body: bytes, known: Sequence[str], *, at: datetime) -> dict[str, str]:
    """The three headers of a message: one signature for each of the secrets that hold just now."""
    moment = str(int(at.timestamp()))
    content = f"{message_id}.{moment}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{_signature(secret, content)}" for secret in known),
    }


def _signature(secret: str, content: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return b64encode(hmac.new(key, content, sha256).digest()).decode()
