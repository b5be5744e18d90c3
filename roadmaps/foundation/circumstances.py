"""Under which circumstances an act is done: through which door, by whom, and from where.

Whoever opens a door that no request tells of, such as a thread beside the pages, says so with `under`. Rules never ask;
what is written about acts does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from uuid import UUID

BITS_OF_A_HOUSEHOLD = 64


class Entrance(StrEnum):
    """The sort of door that an act came in by."""

    PAGE = "page"
    LIVE = "live"
    COMMAND = "command"
    CHORE = "chore"
    BACKGROUND = "background"


@dataclass(frozen=True)
class Circumstances:
    """What is known of an act beside the act itself. Nobody is named where the site itself acts, or a stranger."""

    entrance: Entrance
    door: str
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    sign_in_id: UUID | None = None
    address: str = ""


_told: ContextVar[Circumstances | None] = ContextVar("circumstances", default=None)


@contextmanager
def under(circumstances: Circumstances) -> Iterator[None]:
    """Let what is done in the block, by this thread, be done under these circumstances."""
    token = _told.set(circumstances)
    try:
        yield
    finally:
        _told.reset(token)


def told_circumstances() -> Circumstances | None:
    """Those that somebody has told; None where nobody has."""
    return _told.get()


def household(address: str) -> str:
    """The part of an address that tells a household from another: all of an old one, the first half of a new one."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> BITS_OF_A_HOUSEHOLD << BITS_OF_A_HOUSEHOLD))
