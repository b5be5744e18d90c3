"""What lies around a version, as far as it is for whoever asks: the version before it, and what people have remarked."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.conversations import Conversation, Said, converse
from roadmaps.discussion.queries import open_threads_of
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.reading import lines_of
from roadmaps.papers.tree import Remark
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.codes import address_of, code_of
from roadmaps.snapshots.editions import Edition, edition_of
from roadmaps.snapshots.exports.choice import Choice, Part
from roadmaps.snapshots.exports.extras import Extras, OpenPoint
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import newer_than, snapshots_of


def extras_of(
    session: Session,
    edition: Edition,
    roadmap: Roadmap,
    choice: Choice,
    *,
    viewer: Actor | None,
    made_at: datetime,
    today: date,
) -> Extras:
    """What the choice asks for, and no more. A fixed number of queries."""
    code = code_of(edition.sha256) if edition.file.version.number else ""
    return Extras(
        made_at=made_at,
        today=today,
        earlier=_earlier(session, edition, roadmap, viewer) if choice.has(Part.CHANGES) else None,
        points=(
            list(_points(session, edition, roadmap, viewer))
            if choice.has(Part.OPEN_POINTS) or choice.with_comments
            else ()
        ),
        code=code,
        check_address=address_of(code, edition.site) if code else "",
        newer=_newer(session, edition, roadmap, viewer),
    )


def _earlier(session: Session, edition: Edition, roadmap: Roadmap, viewer: Actor | None) -> Edition | None:
    """The frozen version that this one replaces, or else the newest before it; a public one tells of public ones only."""
    version = edition.file.version
    before = select(Snapshot).where(Snapshot.roadmap_id == roadmap.id).order_by(Snapshot.number.desc())
    if version.number:
        before = before.where(Snapshot.number < version.number)
    if version.kind and version.kind.is_public:
        before = before.where(Snapshot.kind.in_(policy.PUBLIC))
    else:
        before = before.where(policy.visible_in(roadmap, viewer))
    replaced = before.where(Snapshot.number == version.supersedes) if version.supersedes else None
    found = session.scalar(replaced.limit(1)) if replaced is not None else None
    found = found or session.scalar(before.limit(1))
    address = f"{edition.site}/areas/{roadmap.area.slug}/snapshots/{found.number}" if found else ""
    return edition_of(found, address=address, site=edition.site) if found else None


def _newer(session: Session, edition: Edition, roadmap: Roadmap, viewer: Actor | None) -> tuple[str, str] | None:
    """What has come after a frozen version. In a public one, public versions only: it is the same for everyone."""
    version = edition.file.version
    if version.number is None or version.kind is None:
        return None
    visible = session.scalars(snapshots_of(roadmap, None if version.kind.is_public else viewer)).all()
    this = next((one for one in visible if one.number == version.number), None)
    found = newer_than(this, visible) if this else None
    return (found.title, f"{edition.site}/areas/{roadmap.area.slug}/snapshots/{found.number}") if found else None


def _points(session: Session, edition: Edition, roadmap: Roadmap, viewer: Actor | None) -> Iterator[OpenPoint]:
    """The open threads about what the version holds. What is hidden or taken back is in no paper, whoever asks."""
    if not roadmap_policy.may_read(viewer, roadmap):
        return
    for one in converse(session, session.scalars(open_threads_of(roadmap)).all()[::-1], actor=viewer):
        said = [_remark(each) for each in one.said if each.html is not None and not each.is_hidden]
        block = _block_of(one)
        if said and (block is None or block in edition.document.state):
            first, *answers = said
            passages = dict.fromkeys(filter(None, (one.thread.quote, one.thread.passage)))
            yield OpenPoint(
                Remark(first.author, first.at, first.text, answers),
                block=block,
                field=one.thread.field,
                passages=list(passages),
            )


def _block_of(one: Conversation) -> UUID | None:
    return one.block.id if one.block else None


def _remark(said: Said) -> Remark:
    author = ", ".join(filter(None, (said.voice.name, said.voice.organisation)))
    return Remark(author, said.written_at, "\n".join(filter(None, lines_of(blocks_of(said.html or "")))))
