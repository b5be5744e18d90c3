"""How a file of calls comes in: kept aside, shown, and then written wholly or not at all."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.calls import policy
from roadmaps.calls.importing.columns import Column, Line, Sheet, sheet_of
from roadmaps.calls.importing.understanding import Outcome, Preview, understand
from roadmaps.calls.models import PendingCalls
from roadmaps.calls.rules.keeping import add_call, edit_call
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.foundation.faults import blamed_on
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.foundation.tables import read_table

LASTS = timedelta(days=1)
MOST_WAITING, LONGEST_NAME = 20, 200


class FileMovedOn(Conflict):
    """What would be done now is not what was shown, because calls have been written in between."""


@dataclass(frozen=True)
class Written:
    """What has been done with a file."""

    added: int
    changed: int


def read_sent(data: bytes) -> Sheet:
    """What a file says. That may take a while: it is read before the unit of work, in which others would wait for it.

    :raises Invalid: when the file is no table, or lacks a column
    """
    with blamed_on("file"):
        return sheet_of(read_table(data))


def keep_file(session: Session, filename: str, sheet: Sheet, *, actor: Actor, at: datetime) -> PendingCalls:
    """Put a file aside until its sender has looked at what it would do. No call is written."""
    if not policy.may_add_calls(actor):
        raise NotAllowed(say("Calls are added by coordinators and those who lead an area."))
    forget_old(session, at)
    older = select(PendingCalls).where(PendingCalls.person_id == actor.person_id)
    for one in session.scalars(older.order_by(PendingCalls.made_at.desc()).offset(MOST_WAITING - 1)):
        session.delete(one)
    pending = PendingCalls(
        id=new_id(),
        person_id=actor.person_id,
        filename=" ".join(filename.split())[:LONGEST_NAME],
        cells=_packed(sheet),
        made_at=at,
    )
    session.add(pending)
    session.flush()
    return pending


def find_file(session: Session, file_id: UUID, *, actor: Actor, at: datetime) -> PendingCalls:
    """A file that the actor has sent in the last day.

    :raises NotFound: when there is none, or somebody else has sent it
    """
    found = session.get(PendingCalls, file_id)
    if found is None or found.person_id != actor.person_id or found.made_at <= at - LASTS:
        raise NotFound(say("There is no such file any more. A file that is not confirmed is kept for a day."))
    return found


def sheet_in(pending: PendingCalls) -> Sheet:
    """What the file said, by column."""
    kept = json.loads(pending.cells or '{"lines": [], "unread": []}')
    lines = [Line(number, {Column(name): cell for name, cell in cells.items()}) for number, cells in kept["lines"]]
    return Sheet(lines, kept["unread"])


def preview_of(session: Session, pending: PendingCalls, *, actor: Actor) -> Preview:
    """What the file would do at this moment."""
    return understand(session, sheet_in(pending).lines, actor=actor)


def confirm(session: Session, pending: PendingCalls, *, seal: str, actor: Actor, at: datetime) -> Written | None:
    """Write everything that the file says, as it was shown; None when that has been done already.

    :param seal: of the preview that the actor has seen
    :raises FileMovedOn: when something else would be done now
    :raises Invalid: when a row is bad, or nothing is new; nothing is written then
    """
    session.refresh(pending, with_for_update=True)
    if pending.confirmed_at is not None:
        return None
    preview = preview_of(session, pending, actor=actor)
    if preview.seal != seal:
        raise FileMovedOn(
            say("Calls have been written since this was shown. Look once more at what would be done now.")
        )
    if not preview.is_fit:
        raise Invalid(say("Nothing has been written: some rows cannot be used, or there is nothing new in the file."))
    for row in preview.of(Outcome.NEW):
        assert row.form is not None
        add_call(session, row.form.facts, row.areas, actor=actor, at=at)
    for row in preview.of(Outcome.CHANGED):
        assert row.form is not None
        assert row.standing is not None
        number = row.standing.version
        edit_call(session, row.standing, row.form.facts, row.areas, based_on=number, actor=actor, at=at)
    pending.confirmed_at, pending.cells = at, ""
    return Written(len(preview.of(Outcome.NEW)), len(preview.of(Outcome.CHANGED)))


def withdraw(session: Session, pending: PendingCalls) -> None:
    """Forget the file; nothing of it has been written."""
    session.delete(pending)


def forget_old(session: Session, at: datetime) -> None:
    """Forget the files that nobody has confirmed in time."""
    session.execute(delete(PendingCalls).where(PendingCalls.made_at <= at - LASTS))


def _packed(sheet: Sheet) -> str:
    lines = [[line.number, {str(column): cell for column, cell in line.cells.items()}] for line in sheet.lines]
    return json.dumps({"lines": lines, "unread": list(sheet.unread)}, ensure_ascii=False)
