"""Sealing what lies in a table and is nobody's to read there (AES-256-GCM).

Each purpose has a key of its own, made of one secret; and what is sealed for one row does not open in another.
"""

import base64
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


@dataclass(frozen=True)
class Seal:
    """Seals and opens with a key that is made of the secret for this purpose alone."""

    secret: str = field(repr=False)
    purpose: str

    def seal(self, words: str, row: bytes) -> str:
        """The words as the table keeps them, in the row that is known by these bytes."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher().encrypt(nonce, words.encode(), row)
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, sealed: str, row: bytes) -> str | None:
        """The words again; None when the seal is broken, or was made with another secret or for another row."""
        raw = base64.urlsafe_b64decode(sealed)
        try:
            return self._cipher().decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], row).decode()
        except InvalidTag:
            return None

    def _cipher(self) -> AESGCM:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=self.purpose.encode()).derive(self.secret.encode())
        return AESGCM(key)
