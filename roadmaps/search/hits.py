"""What was found, as the page shows it: what it is, where it leads, and the passage with the words marked."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.discussion.models import Comment
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.table import ROADMAP
from roadmaps.search.around import Around, what_is_around
from roadmaps.search.excerpts import Piece, excerpt, marked
from roadmaps.search.models import Sort
from roadmaps.search.queries import Found
from roadmaps.search.wanted import Wanted
from roadmaps.snapshots.models import SnapshotKind

_LABELS = {
    Sort.COMMENT: N_("Comment in a thread"),
    Sort.SUGGESTION: N_("Suggestion"),
    Sort.AREA: N_("Strength area"),
    Sort.ORGANISATION: N_("Organisation"),
    Sort.TERM: N_("Term"),
    Sort.STRATEGY: N_("Part of the strategy"),
}


@dataclass(frozen=True)
class Hit:
    """One thing that was found. `label` is a catalogue message; `by` the organisation for which it was written."""

    sort: Sort
    label: str
    title: Sequence[Piece]
    excerpt: Sequence[Piece]
    address: str
    area: Area | None
    by: str
    changed_at: datetime


def hits_of(session: Session, documents: Sequence[Found], wanted: Wanted) -> list[Hit]:
    """The documents of a page as hits, in their order. A fixed number of queries."""
    around = what_is_around(session, documents)
    slugs = {document.area.slug for document in documents if document.sort is Sort.BLOCK and document.area}
    roadmaps = {slug: url_for("roadmap.show", slug=slug) for slug in slugs}
    return [_hit(document, wanted, around, roadmaps) for document in documents]


def _hit(document: Found, wanted: Wanted, around: Around, roadmaps: Mapping[str, str]) -> Hit:
    sort = document.sort
    passage = excerpt(document.text, wanted)
    title = document.title or around.titles.get(document.block_id or document.subject_id, "")
    comment = around.comments.get(document.subject_id)
    return Hit(
        sort=sort,
        label=_label(sort, document.kind),
        title=marked(title, wanted),
        excerpt=passage.pieces,
        address=_address(document, around, roadmaps, passage.start),
        area=document.area if sort is not Sort.AREA else None,
        by=around.organisations.get(comment.organisation_id, "") if comment and comment.organisation_id else "",
        changed_at=document.changed_at,
    )


def _label(sort: Sort, kind: str) -> str:
    if sort is Sort.BLOCK:
        return ROADMAP[kind].label
    return SnapshotKind(kind).label if sort is Sort.SNAPSHOT else _LABELS[sort]


def _address(document: Found, around: Around, roadmaps: Mapping[str, str], start: int | None) -> str:
    subject = document.subject_id
    slug = document.area.slug if document.area else ""
    match document.sort:
        case Sort.BLOCK:
            return f"{roadmaps[slug]}#block-{subject}"
        case Sort.COMMENT:
            return _address_of_comment(around.comments[subject], around)
        case Sort.SUGGESTION:
            return url_for("suggestions.one", suggestion_id=subject)
        case Sort.SNAPSHOT:
            block = _block_at(document.parts, start)
            anchor = f"block-{block}" if block else None
            return url_for("snapshots.show", slug=slug, number=document.version, _anchor=anchor)
        case Sort.AREA:
            return url_for("areas.show", slug=slug)
        case Sort.ORGANISATION:
            return url_for("accounts.organisation", organisation_id=subject)
        case Sort.TERM:
            return url_for("glossary.show", term_id=subject)
        case Sort.STRATEGY:
            return url_for("strategy.index", _anchor=f"element-{subject}")


def _address_of_comment(comment: Comment, around: Around) -> str:
    anchor = f"comment-{comment.id}"
    if comment.thread.is_kept_apart and (suggestion := around.suggestions.get(comment.thread_id)):
        return url_for("suggestions.one", suggestion_id=suggestion, _anchor=anchor)
    return url_for("discussion.show", thread_id=comment.thread_id, _anchor=anchor)


def _block_at(parts: Sequence[Sequence[object]], start: int | None) -> object:
    """The block in whose words a place in a frozen version lies; None before the first."""
    if start is None:
        return None
    place = bisect_right([int(str(part[0])) for part in parts], start)
    return parts[place - 1][1] if place else None
