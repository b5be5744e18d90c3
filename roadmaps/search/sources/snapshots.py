"""Frozen versions: what they were decided as, and all that they say. What has once been frozen never changes."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from roadmaps.roadmap.table import ROADMAP
from roadmaps.search.documents import LONGEST_TEXT, Document
from roadmaps.search.models import Sort
from roadmaps.search.sources.telling import organisations_in, with_names, words_of
from roadmaps.snapshots.models import Snapshot


class Snapshots:
    """Every frozen version."""

    sort = Sort.SNAPSHOT

    def versions(self, session: Session) -> Mapping[UUID, int]:
        return dict(session.execute(select(Snapshot.id, Snapshot.number)).all())

    def documents(self, session: Session, ids: Collection[UUID]) -> Iterator[Document]:
        for snapshot in session.scalars(select(Snapshot).where(Snapshot.id.in_(ids)).options(defer(Snapshot.html))):
            text, parts = _text_of(snapshot)
            yield Document(
                subject_id=snapshot.id,
                version=snapshot.number,
                title=snapshot.title,
                text=text,
                changed_at=snapshot.frozen_at,
                roadmap_id=snapshot.roadmap_id,
                area_id=snapshot.roadmap.area_id,
                is_public=snapshot.sort.is_public,
                kind=snapshot.kind,
                organisations=frozenset(filter(None, [snapshot.frozen_for_id])),
                parts=parts,
            )


def _text_of(snapshot: Snapshot) -> tuple[str, tuple[tuple[int, str], ...]]:
    """What the version says, and where in that text each block begins."""
    file = json.loads(snapshot.content)
    names = {UUID(one["id"]): str(one["name"]) for one in file.get("organisations", [])}
    about = [snapshot.note, snapshot.decision_body, snapshot.paragraph, snapshot.registry_number]
    text = "\n".join(filter(None, about))
    pieces, parts, length = [text] if text else [], [], len(text)
    for block in file.get("blocks", []):
        words = _words_of(block, names)
        if not words or length + len(words) > LONGEST_TEXT:
            continue
        length += 1 if pieces else 0
        parts.append((length, str(block["id"])))
        pieces.append(words)
        length += len(words)
    return "\n".join(pieces), tuple(parts)


def _words_of(block: Mapping[str, Any], names: Mapping[UUID, str]) -> str:
    if block["kind"] not in ROADMAP:
        return ""
    kind, content = ROADMAP[block["kind"]], block["content"]
    title = kind.title_of(content)
    return with_names("\n".join(filter(None, [title, words_of(kind, content)])), organisations_in(kind, content), names)
