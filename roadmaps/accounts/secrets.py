"""Secrets that are handed out once: links in letters and the cookie of a sign-in. Only their hashes are stored."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 256 bits that fits in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a secret. A fast hash is enough, as nobody can guess 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()
