"""Where a finding was said, as far as the reader may follow it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discovery.models import Finding
from roadmaps.discussion.queries import find_comment
from roadmaps.foundation.errors import NotFound
from roadmaps.meetings.queries import find_input


@dataclass(frozen=True)
class Source:
    """A meeting or a comment: its id, and what it is called or when it was written. Empty where it is neither."""

    meeting_id: UUID | None = None
    meeting: str = ""
    comment_id: UUID | None = None


def source_of(session: Session, finding: Finding, actor: Actor | None) -> Source:
    """Where it was said."""
    try:
        if finding.input_id is not None:
            meeting = find_input(session, finding.input_id, actor).meeting
            return Source(meeting_id=meeting.id, meeting=meeting.title)
        if finding.comment_id is not None:
            return Source(comment_id=find_comment(session, finding.comment_id, actor).id)
    except NotFound:
        return Source()
    return Source()
