"""Taking somebody's data away by the register: what goes, goes; what the history needs stays, under a name that does not
tell who it was. No number, no hash and no line of the journal changes by it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, delete, select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Organisation
from roadmaps.foundation.database import Base
from roadmaps.foundation.portions import in_portions
from roadmaps.journal.models import JournalAddress
from roadmaps.journal.rules import forget_addresses_of
from roadmaps.notifications.models import OutgoingMail
from roadmaps.privacy.gathering import Subject, own_rows
from roadmaps.privacy.places import Place, Sought, replace_in
from roadmaps.privacy.register import PSEUDONYM, REGISTER, Fate, Kept
from roadmaps.search.index import index_of
from roadmaps.search.keeping import keep
from roadmaps.search.models import SearchDocument, Sort
from roadmaps.snapshots.models import ExportJob

# Swedish, as the site's first language: a name is kept once and read by everybody.
OF_AN_ORGANISATION = "Tidigare företrädare för %s"
OF_NONE = "Tidigare deltagare"
LONGEST = 200
# Addresses that can never be anybody's (RFC 2606).
NO_HOST = "erased.invalid"


def pseudonym_of(session: Session, person_id: UUID | None) -> str:
    """What the person is called from now on: by the organisation that they acted for last."""
    last = (
        select(Organisation.name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.until_on.is_(None).desc(), Membership.until_on.desc(), Membership.from_on.desc())
        .limit(1)
    )
    name = session.scalar(last) if person_id else None
    return (OF_AN_ORGANISATION % name)[:LONGEST] if name else OF_NONE


def erase(
    session: Session, subject: Subject, *, sought: Sought, places: Sequence[Place], pseudonym: str
) -> Mapping[str, int]:
    """Do all of it; `places` are those in which the name is to be replaced. Returns how many rows by table."""
    session.flush()
    counts: Counter[str] = Counter()
    for place in places:
        replace_in(session, place, sought, pseudonym)
        counts[place.table] += 1
    going = [one for one in REGISTER.values() if one.fate == Fate.GOES or one.goes_when]
    # What belongs to the rows of another table goes before them, as it is found through them.
    for entry in sorted(going, key=lambda one: one.through is None):
        if entry.table != JournalAddress.__tablename__:
            counts[entry.table] += _go(session, entry, subject)
    if subject.person_id is not None:
        # The journal tells of it itself, or the missing addresses would look like tampering.
        counts[JournalAddress.__tablename__] += forget_addresses_of(session, subject.person_id)
    counts[OutgoingMail.__tablename__] += _letters_with(session, sought, pseudonym)
    counts[ExportJob.__tablename__] += _files_with_comments(session)
    for entry in REGISTER.values():
        if entry.cleared:
            counts[entry.table] += _clear(session, entry, subject, pseudonym)
    session.expire_all()
    _find_no_more(session, sought)
    return {table: count for table, count in sorted(counts.items()) if count}


def take_away(session: Session, table: Table, condition: ColumnElement[bool]) -> int:
    """Delete rows with everything that belongs to them; what merely points at them points at nothing from then on."""
    keys = list(table.primary_key.columns)
    if len(keys) > 1:
        return _deleted(session, table, condition)
    found = list(session.scalars(select(keys[0]).where(condition)))
    for some in in_portions(found):
        for child in Base.metadata.sorted_tables:
            for column in child.columns:
                if any(key.column is keys[0] for key in column.foreign_keys):
                    if column.nullable:
                        session.execute(update(child).where(column.in_(some)).values({column.name: None}))
                    else:
                        take_away(session, child, column.in_(some))
        _deleted(session, table, keys[0].in_(some))
    return len(found)


def _go(session: Session, entry: Kept, subject: Subject) -> int:
    table = Base.metadata.tables[entry.table]
    when = [table.c[name] == value for name, value in entry.goes_when.items()]
    return take_away(session, table, and_(own_rows(entry, subject), *when))


def _clear(session: Session, entry: Kept, subject: Subject, pseudonym: str) -> int:
    table = Base.metadata.tables[entry.table]
    whose = Subject(None, subject.email, subject.other_emails) if entry.is_cleared_by_address else subject
    values: dict[str, Any] = {name: pseudonym if to == PSEUDONYM else to for name, to in entry.cleared.items()}
    if entry.table == "persons":
        if subject.person_id is None:
            return 0
        values["email"] = f"{subject.person_id.hex}@{NO_HOST}"
    done = session.execute(update(table).where(own_rows(entry, whose)).values(values))
    return done.rowcount  # type: ignore[attr-defined,no-any-return]


def _letters_with(session: Session, sought: Sought, pseudonym: str) -> int:
    """Letters to others that tell the name: those that have gone out are emptied, those that wait tell the new one."""
    parts = (OutgoingMail.subject, OutgoingMail.text, OutgoingMail.calendar, OutgoingMail.html)
    letters = session.scalars(select(OutgoingMail).where(sought.may_stand_in(parts))).all()
    count = 0
    for letter in letters:
        calendar = _unfolded(letter.calendar)
        plain = any(sought.pattern.search(text) for text in (letter.subject, letter.text, calendar))
        if not plain and not sought.in_html.search(letter.html):
            continue
        if letter.sent_at or letter.given_up_at:
            letter.subject = letter.text = letter.html = letter.calendar = ""
        else:
            letter.subject, letter.text = (sought.without(text, pseudonym) for text in (letter.subject, letter.text))
            if sought.pattern.search(calendar):
                letter.calendar = sought.without(calendar, pseudonym)
            letter.html = sought.without_in_html(letter.html, pseudonym)
        count += 1
    session.flush()
    return count


def _unfolded(calendar: str) -> str:
    """Long lines of a calendar go on in the next, after a space."""
    return calendar.replace("\r\n ", "").replace("\n ", "")


def _files_with_comments(session: Session) -> int:
    """Files that were made with comments name those who wrote them; whoever wants one can ask anew."""
    jobs = session.execute(select(ExportJob.id, ExportJob.wish)).all()
    named = [job_id for job_id, wish in jobs if "comments" in str(wish)]
    return _deleted(session, Base.metadata.tables[ExportJob.__tablename__], ExportJob.id.in_(named)) if named else 0


def _find_no_more(session: Session, sought: Sought) -> None:
    """What can be found by the name is read anew."""
    named = sought.may_stand_in((SearchDocument.title, SearchDocument.text))
    found = session.execute(select(SearchDocument.sort, SearchDocument.subject_id).where(named)).all()
    for sort in {sort for sort, _ in found}:
        keep(session, Sort(sort), [subject_id for one, subject_id in found if one == sort])
    index_of(session).wipe(session)


def _deleted(session: Session, table: Table, condition: ColumnElement[bool]) -> int:
    return session.execute(delete(table).where(condition)).rowcount  # type: ignore[attr-defined,no-any-return]
