"""What this room hangs in the pages of others: that the site's own work stands still, for those who can see to it."""

from datetime import datetime
from typing import Any

from flask import current_app, render_template
from sqlalchemy.orm import Session

from roadmaps.chores.beats import SILENT_AFTER, last_seen, silences
from roadmaps.foundation.clock import now
from roadmaps.web.background import Duties
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Before all else that a coordinator is told."""
    slots.hang("accounts.administration.notices", own_work, order=-10)


def own_work(**_context: Any) -> str:
    """Nothing as long as all of it is done."""
    duties: Duties = current_app.extensions["duties"]
    is_standing, since = standing_still(reading(), now(), duties)
    return render_template("site/_own_work.html", since=since) if is_standing else ""


def standing_still(session: Session, at: datetime, duties: Duties) -> tuple[bool, datetime | None]:
    """Whether nobody is there to do the site's own work, or some sort of it has not been done for too long; and since when."""
    seen_at = last_seen(session)
    if seen_at is None or seen_at < at - SILENT_AFTER:
        return bool(duties.sorts), seen_at
    # What has never been done is new, and its turn comes within a minute.
    known = [one.since for one in silences(session, at, duties) if one.since is not None]
    return bool(known), min(known, default=None)
