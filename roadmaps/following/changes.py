"""The page of what has happened in a roadmap: since a moment, or since so many days, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.following.happenings import Happening, Span, gather
from roadmaps.following.news import SOURCES
from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.roadmap.models import Roadmap

PAGE = 60
LAST_PAGE = 20
SPANS = (7, 30, 90)
ORDINARY = 30
LONGEST = timedelta(days=3660)


@dataclass(frozen=True)
class Asked:
    """From when on, and which page. `days` is None where a moment was asked for."""

    since: datetime
    days: int | None
    page: int


@dataclass(frozen=True)
class Changes:
    """One page of what has happened, by day."""

    days: Sequence[tuple[date, Sequence[Happening]]]
    has_older: bool


def asked_for(since: str, days: str, page: str, *, at: datetime) -> Asked:
    """What an address asks for; what cannot be read means a month, and the first page."""
    number = min(int(page), LAST_PAGE) if page.isdecimal() and 0 < len(page) < 4 else 1
    moment = _moment(since)
    if moment is not None:
        return Asked(min(max(moment, at - LONGEST), at), None, max(1, number))
    span = int(days) if days.isdecimal() and len(days) < 4 and int(days) in SPANS else ORDINARY
    return Asked(at - timedelta(days=span), span, max(1, number))


def changes_in(session: Session, roadmap: Roadmap, asked: Asked, *, viewer: Actor | None, at: datetime) -> Changes:
    """What has happened since then, the viewer's own acts among it."""
    reach = asked.page * PAGE
    found = gather(session, Span([roadmap], asked.since, at, most=reach + 1), SOURCES, viewer=viewer)
    shown = found[reach - PAGE : reach]
    days = [(day, list(those)) for day, those in groupby(shown, key=lambda one: day_of(one.at))]
    return Changes(days, has_older=len(found) > reach and asked.page < LAST_PAGE)


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
