"""What is taken in from a meeting or a thread: where it was said, and how the form begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from roadmaps.discovery.models import Finding
from roadmaps.discovery.queries import taken_from_comments, taken_from_inputs
from roadmaps.discussion import policy as discussion_policy
from roadmaps.discussion.mentions import unnamed
from roadmaps.discussion.models import Comment
from roadmaps.discussion.queries import find_comment
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.prose import excerpt
from roadmaps.meetings.models import Input
from roadmaps.meetings.queries import find_input
from roadmaps.roadmap.doors import uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor

LONGEST_LINE, LONGEST_WORDS = 160, 2_000


@dataclass(frozen=True)
class Elsewhere:
    """Where it was said; neither for what somebody told by mouth. `before` is what has been taken in from there already."""

    comment: Comment | None = None
    said: Input | None = None
    before: list[Finding] = field(default_factory=list)
    start: Mapping[str, Any] = field(default_factory=dict)


def said_elsewhere(session: Session, roadmap: Roadmap, asked: Mapping[str, str]) -> Elsewhere:
    """What an address names.

    :raises NotFound: when it is not for the reader, or belongs to another area
    """
    if comment_id := uuid_in(asked.get("comment")):
        comment = find_comment(session, comment_id, actor())
        if comment.thread.roadmap_id != roadmap.id or not discussion_policy.may_read_text(actor(), comment):
            raise NotFound
        body = unnamed(comment.body, comment.html)
        text = excerpt(body, LONGEST_WORDS)
        start = {"title": excerpt(body, LONGEST_LINE), "words": text, "organisation": comment.organisation_id}
        return Elsewhere(comment, None, list(session.scalars(taken_from_comments([comment.id]))), start)
    if input_id := uuid_in(asked.get("input")):
        said = find_input(session, input_id, actor())
        if said.meeting.area_id not in {None, roadmap.area_id} or said.taken_out_at is not None:
            raise NotFound
        title = excerpt(said.words, LONGEST_LINE)
        words = said.words if title.endswith("…") else ""
        start = {"title": title, "words": words, "organisation": said.organisation_id, "voice": said.said_by}
        return Elsewhere(None, said, list(session.scalars(taken_from_inputs([said.id]))), start)
    return Elsewhere()
