"""Whether the newest lines of the journal, or all of them, are what was once written."""

from collections.abc import Iterator
from itertools import chain, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.audit.heads import NAME, NoHeads, read_heads
from roadmaps.audit.versions import heads_in_versions
from roadmaps.config import Settings
from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.journal.chain import Head
from roadmaps.journal.checking import Check, PublishedHead
from roadmaps.journal.models import JournalLine
from roadmaps.journal.queries import head
from roadmaps.journal.reading import forgotten_in, lines_in, strays

NEWEST = 1_000
MOST_TOLD = 5


def look(session: Session, settings: Settings, *, is_thorough: bool) -> Iterator[Finding]:
    """Go through the chain, from its beginning or near its end."""
    newest = head(session)
    after = 0 if is_thorough else max(0, newest.number - NEWEST)
    try:
        heads = [*_published(settings), *heads_in_versions(session)]
    except (NoHeads, OSError) as error:
        heads = []
        yield mend(f"Where the journal stood cannot be read: {error}")
    check = Check([one for one in heads if one.number > after], forgotten_in(session))
    if after:
        check.head = _at(session, after)
    faults = chain(check.go_through(lines_in(session, after=after or None)), strays(session) if is_thorough else ())
    told = [fault.sentence for fault in islice(faults, MOST_TOLD)]
    for sentence in told:
        yield mend(f"The journal is not what was once written: {sentence}. Ask `roadmaps audit verify` for more.")
    if not told and newest.number == 0:
        yield well("The journal has no lines yet.")
    elif not told:
        yield well(f"The journal is whole in its lines {min(after + 1, newest.number)} to {newest.number}.")


def _published(settings: Settings) -> Iterator[PublishedHead]:
    path = settings.heads_dir / NAME
    if path.exists():
        yield from read_heads(path)


def _at(session: Session, number: int) -> Head:
    return Head(number, session.scalar(select(JournalLine.hash).where(JournalLine.number == number)) or "")
