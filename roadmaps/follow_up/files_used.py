"""Which reports show files: for the list of an area's files, and for a report that is finished and never changes. No Flask."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.files.rules import hold
from roadmaps.follow_up.draft import Draft
from roadmaps.follow_up.models import FollowUp
from roadmaps.foundation.prose import files_in
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of


def in_reports(session: Session, roadmap: Roadmap) -> Iterator[tuple[UUID, Sentence, str]]:
    """Each file with the report on the area that names it."""
    for report in session.scalars(select(FollowUp).where(FollowUp.area_id == roadmap.area_id)):
        texts = (html for block in current(session, report.history) for html in block.html.values())
        for file_id in sorted(files_in(*texts)):
            yield file_id, say("a follow-up report"), f"/follow-ups/{report.id}"


def hold_files(session: Session, report: FollowUp, draft: Draft, at: datetime) -> None:
    """Keep what is printed in the finished report for everybody to see, and nothing that only those who wrote it saw."""
    roadmap = roadmap_of(session, report.area_id) if report.area_id else None
    if roadmap is not None and (named := files_in(*draft.printed_texts)):
        hold(session, roadmap, named, holder_id=report.id, is_public=True, at=at)
