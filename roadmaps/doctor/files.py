"""Whether every picture and file is there, and is what it was."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.files.checking import check_contents
from roadmaps.files.stores import Store, StoreFailed


def look(session: Session, store: Store) -> Iterator[Finding]:
    """Read every content."""
    try:
        checked = check_contents(session, store)
    except StoreFailed as failure:
        yield mend(f"Pictures and files cannot be reached: {failure}")
        return
    yield well(f"Pictures and files lie in {store.name}; {checked.sound} are sound.")
    for digest in checked.missing:
        yield mend(f"A file is missing; put it back from a copy: {digest}")
    for digest in checked.damaged:
        yield mend(f"A file is damaged; put it back from a copy: {digest}")
    if checked.unknown:
        yield well(
            f"{len(checked.unknown)} contents belong to no file, such as after a database was put back from an older "
            f"copy; they do no harm and may be removed: {', '.join(checked.unknown[:3])}"
        )
