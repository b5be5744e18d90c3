"""How a file of readings comes in: kept aside, shown, and then written wholly or not at all."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.faults import blamed_on
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.foundation.tables import read_table
from roadmaps.indicators import rules
from roadmaps.indicators.importing.columns import Column, Line, Sheet, sheet_of
from roadmaps.indicators.importing.understanding import Outcome, Preview, Understood, understand
from roadmaps.indicators.models import Origin, PendingImport
from roadmaps.indicators.policy import may_read, may_record
from roadmaps.indicators.rules import Correction
from roadmaps.revisions.states import BlockState, current
from roadmaps.roadmap import files_aside
from roadmaps.roadmap.models import Roadmap

# A workbook with the whole plan has a sheet of readings, with keys that begin so.
KEYED = "readings"
MOST_WAITING = 20


class MovedOn(Conflict):
    """What would be done now is not what was shown, because readings have come in between."""


@dataclass(frozen=True)
class Written:
    """What has been done with a file."""

    added: int
    corrected: int


def read_sent(data: bytes) -> Sheet:
    """What a file says. That may take a while: it is read before the unit of work, in which others would wait for it.

    :raises Invalid: when the file is no table, or lacks a column
    """
    with blamed_on("file"):
        return sheet_of(read_table(data, keyed=KEYED))


def keep_file(
    session: Session, roadmap: Roadmap, filename: str, sheet: Sheet, *, actor: Actor, at: datetime
) -> PendingImport:
    """Put a file aside until its sender has looked at what it would do. No reading is written.

    :raises NotAllowed: when there is no indicator in the roadmap for the actor to record
    """
    check_allowed(session, roadmap, actor)
    pending = PendingImport(
        id=new_id(),
        roadmap_id=roadmap.id,
        person_id=actor.person_id,
        filename=filename,
        cells=_packed(sheet),
        made_at=at,
    )
    return files_aside.put_aside(session, pending, at=at, most=MOST_WAITING)


def preview_of(session: Session, roadmap: Roadmap, pending: PendingImport, *, actor: Actor, at: datetime) -> Preview:
    """What the file would do at this moment."""
    indicators = indicators_for(session, roadmap, actor)
    return understand(session, roadmap, indicators, sheet_in(pending).lines, actor=actor, at=at)


def confirm(
    session: Session,
    roadmap: Roadmap,
    pending: PendingImport,
    *,
    seal: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Written | None:
    """Write everything that the file says, as it was shown; None when that has been done already.

    :param seal: of the preview that the actor has seen
    :raises MovedOn: when something else would be done now
    :raises Invalid: when a row is bad, nothing is new, or corrections have no reason; nothing is written then
    """
    rules.hold(session, roadmap)
    session.refresh(pending, with_for_update=True)
    if pending.confirmed_at is not None:
        return None
    preview = preview_of(session, roadmap, pending, actor=actor, at=at)
    if preview.seal != seal:
        raise MovedOn(say("Readings have come in since this was shown. Look once more at what would be done now."))
    _check_fit(preview, reason)
    news = [row.new for row in preview.of(Outcome.NEW) if row.new]
    if news:
        rules.record_readings(session, roadmap, news, actor=actor, at=at, origin=Origin.FILE)
    corrections = [_correction(row) for row in preview.of(Outcome.CORRECTION)]
    rules.correct_readings(session, roadmap, corrections, reason=reason, actor=actor, at=at, origin=Origin.FILE)
    pending.confirmed_at, pending.cells = at, ""
    return Written(len(news), len(corrections))


def withdraw(session: Session, pending: PendingImport) -> None:
    """Forget the file; nothing of it has been written."""
    session.delete(pending)


def forget_old(session: Session, at: datetime) -> None:
    """Forget the files that nobody has confirmed in time."""
    files_aside.forget_old(session, PendingImport, at)


def find_pending(session: Session, roadmap: Roadmap, import_id: UUID, *, actor: Actor, at: datetime) -> PendingImport:
    """A file that the actor has sent for this roadmap in the last day.

    :raises NotFound: when there is none, or somebody else has sent it
    """
    return files_aside.find_aside(session, PendingImport, roadmap, import_id, actor=actor, at=at)


def sheet_in(pending: PendingImport) -> Sheet:
    """What the file said, by column."""
    kept = json.loads(pending.cells or '{"lines": [], "unread": []}')
    lines = [Line(number, {Column(name): cell for name, cell in cells.items()}) for number, cells in kept["lines"]]
    return Sheet(lines, kept["unread"])


def indicators_for(session: Session, roadmap: Roadmap, actor: Actor) -> list[BlockState]:
    """The living indicators of the roadmap that the actor may know of."""
    every = current(session, roadmap.history).of_kind("indicator")
    return [one for one in every if may_read(actor, roadmap, one)]


def recordable_for(session: Session, roadmap: Roadmap, actor: Actor) -> list[BlockState]:
    """Those of them that are for the actor to record."""
    return [one for one in indicators_for(session, roadmap, actor) if may_record(actor, roadmap, one)]


def check_allowed(session: Session, roadmap: Roadmap, actor: Actor) -> None:
    """:raises NotAllowed: when no indicator of the roadmap is for the actor to record."""
    if not recordable_for(session, roadmap, actor):
        raise NotAllowed(say("There is no indicator in this roadmap that you can record readings for."))


def _packed(sheet: Sheet) -> str:
    lines = [[line.number, {str(column): cell for column, cell in line.cells.items()}] for line in sheet.lines]
    return json.dumps({"lines": lines, "unread": list(sheet.unread)}, ensure_ascii=False)


def _correction(row: Understood) -> Correction:
    """An empty cell keeps what the reading says."""
    assert row.new is not None
    assert row.standing is not None
    source, note = row.cells.get(Column.SOURCE), row.cells.get(Column.NOTE)
    return Correction(row.standing, row.new.value, source or None, note or None)


def _check_fit(preview: Preview, reason: str) -> None:
    if bad := preview.of(Outcome.BAD):
        raise Invalid(
            say(
                "Nothing has been written, because some rows cannot be used: %(rows)s. All rows go in, or none.",
                rows=_numbers([row.number for row in bad]),
            )
        )
    if not preview.is_fit:
        raise Invalid(say("There is nothing new in the file, so nothing has been written."))
    if preview.of(Outcome.CORRECTION) and not reason.strip():
        sentence = say("Say why, so that everyone can understand it.")
        raise Invalid(sentence, {"reason": sentence})


def _numbers(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:20])
    return f"{shown} …" if len(numbers) > 20 else shown
