"""Identities: UUID version 7, which sorts by time of birth and so keeps indexes compact."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new identity, later in order than those made before it on this machine."""
    return uuid7()
