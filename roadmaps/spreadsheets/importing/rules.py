"""How a spreadsheet comes back: kept aside, shown, and then written as one revision, wholly or not at all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Conflict, Invalid
from roadmaps.foundation.faults import blamed_on
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.changes import Change
from roadmaps.revisions.models import Block, History, How
from roadmaps.roadmap import files_aside
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import check_editing, write_blocks
from roadmaps.spreadsheets.cells import Translate
from roadmaps.spreadsheets.columns import ID
from roadmaps.spreadsheets.importing.lines import Lines, read_file
from roadmaps.spreadsheets.importing.outcomes import Outcome, Preview, Understood
from roadmaps.spreadsheets.importing.understanding import understand
from roadmaps.spreadsheets.models import PendingSpreadsheet

MOST_WAITING = 5
THEIRS, YOURS, BOTH = "theirs", "yours", "both"


class MovedOn(Conflict):
    """What would be done now is not what was shown, because the roadmap has changed in between."""


@dataclass(frozen=True)
class Written:
    """What has been done with a file. `number` is that of the revision; None when all choices left things as they were."""

    added: int
    changed: int
    number: int | None


def read_sent(data: bytes, translates: Sequence[Translate]) -> Lines:
    """What a file says. That may take a while: it is read before the unit of work, in which others would wait for it.

    :raises Invalid: when the file cannot be read
    """
    with blamed_on("file"):
        return read_file(data, translates)


def keep_file(
    session: Session, roadmap: Roadmap, filename: str, file: Lines, *, actor: Actor, at: datetime
) -> PendingSpreadsheet:
    """Put a file aside until its sender has looked at what it would do. Nothing is written in the roadmap.

    :raises NotAllowed: when the actor may not write in the roadmap
    :raises Invalid: when the file is that of another roadmap
    """
    check_editing(session, roadmap, (), actor=actor)
    _check_is_of(session, roadmap, file)
    pending = PendingSpreadsheet(
        id=new_id(),
        roadmap_id=roadmap.id,
        person_id=actor.person_id,
        filename=filename,
        lines=json.dumps(file.packed(), ensure_ascii=False),
        made_at=at,
    )
    return files_aside.put_aside(session, pending, at=at, most=MOST_WAITING)


def preview_of(
    session: Session,
    roadmap: Roadmap,
    pending: PendingSpreadsheet,
    *,
    translates: Sequence[Translate],
    actor: Actor,
) -> Preview:
    """What the file would do at this moment."""
    return understand(session, roadmap, pending.id, file_in(pending), actor=actor, translates=translates)


def confirm(
    session: Session,
    roadmap: Roadmap,
    pending: PendingSpreadsheet,
    *,
    seal: str,
    choices: Mapping[str, str],
    summary: str,
    translates: Sequence[Translate],
    actor: Actor,
    at: datetime,
) -> Written | None:
    """Write everything that the file says, as it was shown; None when that has been done already.

    :param seal: of the preview that the actor has seen
    :param choices: what each field at odds is to say, by `choice_name`: what the roadmap says, what the file says, or
        in texts both
    :raises MovedOn: when something else would be done now
    :raises Invalid: when a row is bad, nothing is new, or a choice is missing; nothing is written then
    """
    # Other writers of the roadmap wait, so that what is looked at now is what is written over.
    session.execute(select(History.id).where(History.id == roadmap.history_id).with_for_update())
    session.refresh(pending, with_for_update=True)
    if pending.confirmed_at is not None:
        return None
    preview = preview_of(session, roadmap, pending, translates=translates, actor=actor)
    if preview.seal != seal:
        raise MovedOn(say("The roadmap has changed since this was shown. Look once more at what would be done now."))
    changes = _changes(preview, choices)
    told = summary.strip() or pending.filename
    revision = write_blocks(session, roadmap, changes, actor=actor, at=at, summary=told, how=How.IMPORT)
    pending.confirmed_at, pending.lines = at, ""
    added = len(preview.of(Outcome.NEW))
    return Written(added, len(changes) - added, revision.number if revision else None)


def choice_name(row: Understood, field: str) -> str:
    """What a form calls the choice of what a field is to say."""
    return f"choice-{row.block_id}-{field}"


def withdraw(session: Session, pending: PendingSpreadsheet) -> None:
    """Forget the file; nothing of it has been written."""
    session.delete(pending)


def forget_old(session: Session, at: datetime) -> None:
    """Forget the files that nobody has confirmed in time."""
    files_aside.forget_old(session, PendingSpreadsheet, at)


def find_pending(
    session: Session, roadmap: Roadmap, import_id: UUID, *, actor: Actor, at: datetime
) -> PendingSpreadsheet:
    """A file that the actor has sent for this roadmap in the last day.

    :raises NotFound: when there is none, or somebody else has sent it
    """
    return files_aside.find_aside(session, PendingSpreadsheet, roadmap, import_id, actor=actor, at=at)


def file_in(pending: PendingSpreadsheet) -> Lines:
    """What the file said, row by row."""
    return Lines.unpacked(json.loads(pending.lines)) if pending.lines else Lines([])


def _changes(preview: Preview, choices: Mapping[str, str]) -> list[Change]:
    if bad := preview.of(Outcome.BAD):
        places = [f"{row.line.sheet} {row.line.number}" for row in bad]
        shown = ", ".join(places[:20]) + (" …" if len(places) > 20 else "")
        raise Invalid(
            say(
                "Nothing has been written, because some rows cannot be used: %(rows)s. All rows go in, or none.",
                rows=shown,
            )
        )
    if not preview.is_fit:
        raise Invalid(say("There is nothing new in the file, so nothing has been written."))
    faults: dict[str, Sentence] = {}
    changes = [row.change for row in preview.rows if row.change and row.outcome is not Outcome.SAME]
    for row in preview.of(Outcome.CONFLICT):
        changes += _settled(row, preview.number, choices, faults)
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    return changes


def _settled(row: Understood, number: int, choices: Mapping[str, str], faults: dict[str, Sentence]) -> list[Change]:
    """The change that follows from the choices, on top of what the roadmap says now; none where they keep that."""
    met = row.conflict
    assert met is not None
    assert row.block_id is not None
    content = dict(met.merged)
    for name in row.clashing:
        field, chosen = met.fields[name], choices.get(choice_name(row, name))
        offered = {THEIRS: field.theirs, YOURS: field.yours}
        if name in row.kind.prose_fields():
            offered[BOTH] = field.proposal
        if chosen not in offered:
            label = Sentence(row.kind.asks()[name].label)
            faults[choice_name(row, name)] = say(
                "Choose for “%(name)s” what is to stand there: %(field)s.", name=row.title, field=label
            )
            continue
        content[name] = offered[chosen]
    try:
        row.kind.check(content)
    except Invalid as refusal:
        first = next(iter(refusal.fields.values()), refusal.sentence)
        faults.setdefault(choice_name(row, row.clashing[0]), first)
    news = {name: value for name, value in content.items() if value != met.theirs.content.get(name)}
    return [Change(row.block_id, number, content=news)] if news else []


def _check_is_of(session: Session, roadmap: Roadmap, file: Lines) -> None:
    """Tell a file of another roadmap by the blocks that it names."""
    known = {one for line in file.lines if (one := _uuid_in(line.cells.get(ID, "")))}
    if not known:
        return
    histories = set(session.scalars(select(Block.history_id).where(Block.id.in_(list(known)[:500])).distinct()))
    if histories and roadmap.history_id not in histories:
        refused = say("This is the file of another roadmap than this one. Send it from the page of that one instead.")
        raise Invalid(refused, {"file": refused})


def _uuid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
