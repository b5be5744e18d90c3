"""Freezing a version of a roadmap."""

import json
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.files.rules import hold
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.journal.queries import head
from roadmaps.revisions.states import as_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.document import in_utc, written
from roadmaps.snapshots.events import SnapshotFrozen
from roadmaps.snapshots.format import VERSION, JournalFacts, VersionFacts, digest_of
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.queries import latest


def freeze(
    session: Session,
    roadmap: Roadmap,
    *,
    kind: SnapshotKind,
    title: str,
    decision_body: str = "",
    decided_on: date | None = None,
    paragraph: str = "",
    registry_number: str = "",
    note: str = "",
    revision_number: int | None = None,
    actor: Actor,
    at: datetime,
) -> Snapshot:
    """Keep the roadmap as of a revision (None: the newest) for ever, under the next number.

    :raises NotAllowed: when the actor does not lead the area
    :raises NotFound: when there is no such revision
    :raises Invalid: when there is nothing to freeze, no title, or an adopted version lacks its decision
    """
    if not policy.may_freeze(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    _check(kind, title, decision_body, decided_on)
    # Whoever freezes at the same time waits here, and then gets the next number.
    session.execute(select(Roadmap.id).where(Roadmap.id == roadmap.id).with_for_update())
    session.refresh(roadmap.history)
    number = 1 + (session.scalar(select(func.max(Snapshot.number)).where(Snapshot.roadmap_id == roadmap.id)) or 0)
    state = as_of(session, roadmap.history, roadmap.history.current if revision_number is None else revision_number)
    if not state.blocks:
        raise Invalid(say("There is nothing to freeze yet: the roadmap is empty."))
    replaced, newest = latest(session, roadmap, kind), head(session)
    facts = VersionFacts(
        revision=state.number,
        number=number,
        kind=kind,
        title=title.strip(),
        decision_body=decision_body.strip(),
        decided_on=decided_on,
        paragraph=paragraph.strip(),
        registry_number=registry_number.strip(),
        note=note.strip(),
        frozen_at=in_utc(at),
        frozen_for=_name_of(session, actor),
        supersedes=replaced.number if replaced else None,
        journal=JournalFacts(number=newest.number, hash=newest.hash) if newest.number else None,
    )
    file, html = written(session, roadmap, state, facts, at=at)
    content = file.canonical()
    snapshot = Snapshot(
        id=new_id(),
        roadmap=roadmap,
        number=number,
        revision_number=state.number,
        kind=kind.value,
        title=facts.title,
        decision_body=facts.decision_body,
        decided_on=decided_on,
        paragraph=facts.paragraph,
        registry_number=facts.registry_number,
        note=facts.note,
        supersedes_id=replaced.id if replaced else None,
        content=content,
        html=json.dumps(html, ensure_ascii=False),
        sha256=digest_of(content),
        schema_version=VERSION,
        frozen_at=facts.frozen_at,
        frozen_by_id=actor.person_id,
        frozen_for_id=actor.acting_for_id,
    )
    session.add(snapshot)
    session.flush()
    shown = [one.id for one in file.files]
    hold(session, roadmap, shown, holder_id=snapshot.id, is_public=kind.is_public, at=facts.frozen_at or at)
    record(
        session,
        SnapshotFrozen(snapshot.id, roadmap.id, roadmap.area_id, number, kind.value, snapshot.title, actor.person_id),
    )
    return snapshot


def _check(kind: SnapshotKind, title: str, decision_body: str, decided_on: date | None) -> None:
    faults: dict[str, Sentence] = {}
    if not title.strip():
        faults["title"] = say("Write something here.")
    if kind is SnapshotKind.ADOPTED:
        if not decision_body.strip():
            faults["decision_body"] = say("Say who decided to adopt it.")
        if decided_on is None:
            faults["decided_on"] = say("Say on which day it was decided.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def _name_of(session: Session, actor: Actor) -> str:
    organisation = session.get(Organisation, actor.acting_for_id) if actor.acting_for_id else None
    return organisation.name if organisation else ""
