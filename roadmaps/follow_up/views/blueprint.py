"""The blueprint of this room, and finding the report that an address names."""

from uuid import UUID

from flask import Blueprint, url_for
from sqlalchemy.orm import Session

from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import find_report, told_to
from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.states import BlockState, current
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

pages = Blueprint("follow_up", __name__)


def report_at(report_id: UUID, session: Session | None = None) -> FollowUp:
    """The report at this address. Give a writing session to get it for a change.

    :raises NotFound: when there is none, or it is not for the reader
    """
    return find_report(session or reading(), report_id, actor())


def block_of(report: FollowUp, block_id: UUID) -> BlockState:
    """One of its blocks as it stands.

    :raises NotFound: when it has none such, it has been taken out, or it tells of what the reader may not read
    """
    block = current(reading(), report.history)[block_id]
    if not told_to(reading(), report, actor())(block):
        raise NotFound
    return block


def address_of(report: FollowUp, anchor: UUID | None = None) -> str:
    """Where the report is read, perhaps at one of its blocks."""
    return url_for("follow_up.show", report_id=report.id, _anchor=f"block-{anchor}" if anchor else None)
