"""Keeping files, and letting them go. A row stays for ever; its content stays while anything needs it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.files import policy
from roadmaps.files.events import FileRemoved
from roadmaps.files.intake import TakenIn
from roadmaps.files.models import HeldFile, StoredFile
from roadmaps.files.queries import holds_of, sent_since, with_content
from roadmaps.files.stores import Store
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.models import Roadmap

MOST_AN_HOUR = 100
MOST_BYTES_A_DAY = 300_000_000
LONGEST_REASON = 500


def check_allowed(session: Session, roadmap: Roadmap, *, actor: Actor, at: datetime) -> None:
    """See to it that somebody may send a file now, before it is looked at.

    :raises NotAllowed: when they may not
    :raises Invalid: when they have sent very many of late
    """
    if not policy.may_upload(actor, roadmap):
        raise NotAllowed(say("Only those who take part in the work on the roadmap can send files, while it is open."))
    count, _ = sent_since(session, actor, at - timedelta(hours=1))
    _, size = sent_since(session, actor, at - timedelta(days=1))
    if count >= MOST_AN_HOUR or size >= MOST_BYTES_A_DAY:
        raise Invalid(say("You have sent very many files of late. Wait an hour and try again."))


def keep(session: Session, roadmap: Roadmap, taken: TakenIn, *, store: Store, actor: Actor, at: datetime) -> StoredFile:
    """Keep a file that has been taken in.

    The content is put in its place before, as that may take a while; here it is only looked whether it still is there.

    :raises NotAllowed: when the actor may send none
    :raises StoreFailed: when the content cannot be kept
    """
    check_allowed(session, roadmap, actor=actor, at=at)
    # Whoever lets the same content go just now is waited for.
    session.scalars(with_content(taken.sha256)).all()
    if not store.has(taken.sha256):
        store.put(taken.sha256, taken.content)
    file = StoredFile(
        id=new_id(),
        roadmap_id=roadmap.id,
        kind=taken.kind,
        name=taken.name,
        media_type=taken.media_type,
        size=len(taken.content),
        sha256=taken.sha256,
        width=taken.width,
        height=taken.height,
        alt=taken.alt,
        uploaded_at=at,
        uploaded_by_id=actor.person_id,
        uploaded_for_id=actor.acting_for_id,
    )
    session.add(file)
    session.flush()
    return file


def remove(session: Session, file: StoredFile, *, reason: str, actor: Actor, at: datetime) -> None:
    """Let nobody see a file any more. Texts that name it show its words instead.

    :raises NotAllowed: when the actor does not lead the area
    :raises Invalid: without a reason, or when something frozen shows the file
    """
    if not policy.may_remove(actor, file.roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    why = tidy(reason).strip()
    if not why or len(why) > LONGEST_REASON:
        sentence = say("Write at most %(most)s characters.", most=LONGEST_REASON) if why else say("Say why.")
        raise Invalid(sentence, {"reason": sentence})
    session.scalars(with_content(file.sha256)).all()
    session.refresh(file)
    if file.is_removed:
        return
    if holds_of(session, [file.id]):
        raise Invalid(say("A frozen version shows this file, and frozen versions never change. It stays."))
    file.removed_at, file.removed_by_id, file.removal_reason = at, actor.person_id, why
    session.flush()
    record(session, FileRemoved(file.id, file.roadmap_id, file.sha256, actor.person_id))


def let_go(session: Session, digest: str, *, store: Store, at: datetime) -> bool:
    """Let a content go that no file needs any more; whether it went."""
    session.scalars(with_content(digest)).all()
    # Asked anew: whoever was waited for may have sent the same content again.
    files = session.scalars(with_content(digest)).all()
    if not files or any(not one.is_removed for one in files) or holds_of(session, [one.id for one in files]):
        return False
    store.delete(digest)
    for one in files:
        one.gone_at = one.gone_at or at
    session.flush()
    return True


def hold(
    session: Session, roadmap: Roadmap, ids: Collection[UUID], *, holder_id: UUID, is_public: bool, at: datetime
) -> list[StoredFile]:
    """Keep the files of the roadmap that something frozen shows, for as long as that is. Those of others are not its to hold."""
    here = StoredFile.id.in_(list(ids)), StoredFile.roadmap_id == roadmap.id, StoredFile.removed_at.is_(None)
    files = list(
        session.scalars(select(StoredFile).where(*here).order_by(StoredFile.id).with_for_update(of=StoredFile))
    )
    for one in files:
        session.add(HeldFile(file_id=one.id, holder_id=holder_id, is_public=is_public, held_at=at))
    session.flush()
    return files
