"""Whether what the rows tell of files is what lies in the place for contents. Nothing is changed. No Flask."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.files.models import StoredFile
from roadmaps.files.stores import Store


@dataclass(frozen=True)
class Checked:
    """What was found: how many contents are as they should be, and the hashes of those that are not.

    `missing` are told of by a row and not there, `damaged` are there and something else than their hash says, `unknown`
    are there and no row tells of them.
    """

    sound: int
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def check_contents(session: Session, store: Store) -> Checked:
    """Look at every content; takes as long as it takes to read them all.

    :raises StoreFailed: when the place does not answer
    """
    # Asked for before the rows are: who sends a file just now puts the content there first.
    there = set(store.digests())
    rows = session.execute(select(StoredFile.sha256, StoredFile.gone_at)).all()
    known = {digest for digest, _ in rows}
    wanted = {digest for digest, gone_at in rows if gone_at is None}
    damaged = {digest for digest in sorted(wanted & there) if store.get(digest) is None}
    missing = {digest for digest in wanted - there if not store.has(digest)}
    return Checked(
        sound=len(wanted) - len(damaged) - len(missing),
        missing=tuple(sorted(missing)),
        damaged=tuple(sorted(damaged)),
        unknown=tuple(sorted(there - known)),
    )
