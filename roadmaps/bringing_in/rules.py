"""How a roadmap is begun from a paper: kept aside, shown part by part, and then written as one revision or not at all."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.bringing_in.building import build, folded
from roadmaps.bringing_in.drafts import Built, Draft, Entry, LeftOut
from roadmaps.bringing_in.field_words import Translate
from roadmaps.bringing_in.kind_words import JOIN, OUT
from roadmaps.bringing_in.models import PendingPaper
from roadmaps.bringing_in.outline import outline_of
from roadmaps.bringing_in.proposing import TEXT, propose
from roadmaps.bringing_in.reading import DATA, ReadFile, read_file, unpacked
from roadmaps.bringing_in.values import Organisations
from roadmaps.foundation import prose
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed
from roadmaps.foundation.faults import blamed_on
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import TooComplex, plain
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.papers.incoming.told import Reason
from roadmaps.revisions.changes import Change, Place
from roadmaps.revisions.kinds import canonical
from roadmaps.revisions.models import How, Revision
from roadmaps.revisions.states import current
from roadmaps.roadmap import files_aside
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import check_editing, write_blocks
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots import policy
from roadmaps.snapshots import rules as snapshots
from roadmaps.strategy.queries import names_of_elements

MOST_WAITING = 5
# A part that an organisation has in an activity comes from a cell, never from a part of a paper.
KINDS = tuple(kind.name for kind in ROADMAP if kind.name != "responsibility")
_WHY: Mapping[Reason, Sentence] = {
    "contents": say("The list of contents that the program had made"),
    "page": say("The head or foot of the pages"),
    "comment": say("A comment in the margin"),
    "numbers": say("The numbers of tables and figures, which the program reckons"),
}
_NOT_WORDS = re.compile(r"[\\`*_~\[\]<!&^|>#]+")


class MovedOn(Conflict):
    """What would be written now is not what was shown."""


def check_allowed(session: Session, roadmap: Roadmap, actor: Actor) -> None:
    """:raises NotAllowed: unless the actor leads the area and may write in its roadmap now."""
    check_editing(session, roadmap, (), actor=actor)
    if not policy.may_import(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))


def read_sent(filename: str, data: bytes) -> ReadFile:
    """What a file says. That may take a while: it is read before the unit of work, in which others would wait for it.

    :raises Invalid: when the file cannot be read
    """
    with blamed_on("file"):
        return read_file(filename, data)


def keep_file(
    session: Session, roadmap: Roadmap, filename: str, read: ReadFile, *, actor: Actor, at: datetime
) -> PendingPaper:
    """Put a file aside until its sender has looked at what becomes of it. Nothing is written in the roadmap.

    :raises Invalid: when the file is that of another roadmap
    """
    check_allowed(session, roadmap, actor)
    if read.sort == DATA:
        snapshots.look_at_document(session, roadmap, read.kept)
    pending = PendingPaper(
        id=new_id(),
        roadmap_id=roadmap.id,
        person_id=actor.person_id,
        filename=filename,
        sort=read.sort,
        told=read.kept,
        choices="",
        made_at=at,
    )
    return files_aside.put_aside(session, pending, at=at, most=MOST_WAITING)


def find_pending(session: Session, roadmap: Roadmap, paper_id: UUID, *, actor: Actor, at: datetime) -> PendingPaper:
    """A file that the actor has sent for this roadmap in the last day.

    :raises NotFound: when there is none, or somebody else has sent it
    """
    return files_aside.find_aside(session, PendingPaper, roadmap, paper_id, actor=actor, at=at)


def preview_of(session: Session, roadmap: Roadmap, pending: PendingPaper, translates: Sequence[Translate]) -> Built:
    """What would become of the paper by the choices that have been made so far."""
    told = unpacked(pending.told)
    outline = outline_of(told.text)
    choices = propose(outline, translates, _made(pending))
    state = current(session, roadmap.history)
    known: dict[str, dict[str, str]] = {}
    for block in state:
        known.setdefault(block.kind, {}).setdefault(folded(ROADMAP[block.kind].title_of(block.content)), str(block.id))
    known["strategy"] = {folded(name): str(key) for key, name in names_of_elements(session).items()}
    names = session.execute(select(Organisation.name, Organisation.id).order_by(Organisation.id.desc()))
    organisations = Organisations({name.casefold(): key for name, key in names})
    built = build(outline, choices, translates=translates, organisations=organisations, known=known)
    built.left_out += [LeftOut(_WHY[one.reason], one.text) for one in told.aside]
    if told.pictures:
        built.told.append(_of_pictures(told.pictures))
    if told.has_tracked_changes:
        built.told.append(say("The file has changes that nobody had accepted or rejected. They are read as accepted."))
    return built


def choose(session: Session, pending: PendingPaper, posted: Mapping[str, str], shown: Built) -> None:
    """Keep what a form says each part becomes and lies under.

    :param shown: what the form was made from; a part that becomes something else lies where that belongs
    """
    made = _made(pending)
    for entry in shown.entries:
        becomes = posted.get(f"becomes-{entry.key}", "")
        if becomes not in choices_for(entry):
            continue
        is_as_shown = becomes == entry.choice.becomes
        if not is_as_shown and entry.is_group:
            made = {key: one for key, one in made.items() if not key.startswith(f"{entry.key}-")}
        under = posted.get(f"under-{entry.key}") if is_as_shown else None
        if not is_as_shown or (under is not None and under != entry.choice.under):
            made[entry.key] = becomes, under[:40] if under is not None else None
    pending.choices = json.dumps(made)
    session.flush()


def choices_for(entry: Entry) -> Sequence[str]:
    """What a part may become."""
    return (TEXT, *KINDS) if entry.is_group else (*KINDS, JOIN, OUT)


def seal_of(built: Built) -> str:
    """What is shown, in short: another seal means that something else would be written now."""
    shown = [
        [
            draft.key,
            draft.kind,
            draft.parent,
            draft.points,
            {name: str(value) for name, value in draft.filled.content.items()},
            {str(key): [str(part), note] for key, (part, note) in draft.filled.parts.items()},
        ]
        for draft in built.drafts
    ] + [[one.text for one in built.left_out]]
    return hashlib.sha256(canonical(shown).encode()).hexdigest()[:16]


def confirm(
    session: Session,
    roadmap: Roadmap,
    pending: PendingPaper,
    *,
    seal: str,
    summary: str,
    translates: Sequence[Translate],
    actor: Actor,
    at: datetime,
) -> Revision | None:
    """Write all blocks that the choices make of the paper, as one revision; None when that has been done already.

    :param seal: of what the actor has seen
    :raises MovedOn: when something else would be written now
    :raises Invalid: when a choice is not possible, or nothing would be written
    """
    check_allowed(session, roadmap, actor)
    session.refresh(pending, with_for_update=True)
    if pending.confirmed_at is not None:
        return None
    built = preview_of(session, roadmap, pending, translates)
    if seal_of(built) != seal:
        raise MovedOn(say("Something has changed since this was shown. Look once more at what would be written."))
    if built.faults:
        raise Invalid(say("Some of what you chose needs another look."), built.faults)
    if not built.drafts:
        raise Invalid(say("Everything is left out, so there is nothing to write."))
    changes = [change for draft in built.drafts for change in _changes(draft, pending.id)]
    told = " – ".join(filter(None, [summary.strip(), pending.filename]))
    revision = write_blocks(session, roadmap, changes, actor=actor, at=at, summary=told, how=How.IMPORT)
    pending.confirmed_at, pending.told, pending.choices = at, "", ""
    return revision


def confirm_data(
    session: Session, roadmap: Roadmap, pending: PendingPaper, *, create_organisations: bool, actor: Actor, at: datetime
) -> Revision | None:
    """Fill the empty roadmap from the data of another; None when that has been done already.

    :raises Invalid: when the roadmap is not empty any more, or organisations are missing
    """
    session.refresh(pending, with_for_update=True)
    if pending.confirmed_at is not None:
        return None
    revision = snapshots.import_document(
        session, roadmap, pending.told, actor=actor, at=at, create_organisations=create_organisations
    )
    pending.confirmed_at, pending.told = at, ""
    return revision


def withdraw(session: Session, pending: PendingPaper) -> None:
    """Forget the file; nothing of it has been written."""
    session.delete(pending)


def forget_old(session: Session, at: datetime) -> None:
    """Forget the files that nobody has confirmed in time."""
    files_aside.forget_old(session, PendingPaper, at)


def _made(pending: PendingPaper) -> dict[str, tuple[str, str | None]]:
    kept: dict[str, list[Any]] = json.loads(pending.choices) if pending.choices else {}
    return {key: (becomes, under) for key, (becomes, under) in kept.items()}


def _changes(draft: Draft, paper_id: UUID) -> list[Change]:
    """The block, and the parts that organisations have in it."""
    block_id = _id(draft.key, paper_id)
    content: dict[str, Any] = {**draft.filled.content}
    kind = ROADMAP[draft.kind]
    for name, keys in draft.points.items():
        ids = [str(_id(key, paper_id)) for key in keys]
        content[name] = ids if kind.asks()[name].takes_many else ids[0]
    for name in kind.prose_fields():
        if content.get(name):
            content[name] = _shown(str(content[name]))
    parent = _id(draft.parent, paper_id) if draft.parent else None
    changes = [Change(block_id, 0, kind=draft.kind, content=content, place=Place(parent))]
    for organisation, (part, note) in draft.filled.parts.items():
        part_id = uuid5(paper_id, f"{draft.key}:{organisation}")
        said = {"organisation": str(organisation), "part": str(part), "note": note}
        changes.append(Change(part_id, 0, kind="responsibility", content=said, place=Place(block_id)))
    return changes


def _id(key: str, paper_id: UUID) -> UUID:
    """That of a block of the roadmap, or of a new one: the same each time, so that confirming twice adds once."""
    try:
        return UUID(key)
    except ValueError:
        return uuid5(paper_id, key)


def _shown(text: str) -> str:
    """The text, or where it is too tangled to be shown, its words without marks."""
    try:
        prose.render(text)
    except TooComplex:
        lines = [" ".join(_NOT_WORDS.sub(" ", plain(part)).split()) for part in re.split(r"\n{2,}", text)]
        return "\n\n".join(_broken(line) for line in lines if line)
    return text


def _broken(line: str) -> str:
    """In lines that none is too long of."""
    words, lines = line.split(" "), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > 5_000:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()[:19_000]
    return "\n".join(lines)


def _of_pictures(count: int) -> Sentence:
    return say_number(
        "%(num)s picture is not brought in. The words that stand for it are kept as text.",
        "%(num)s pictures are not brought in. The words that stand for them are kept as text.",
        count,
    )
