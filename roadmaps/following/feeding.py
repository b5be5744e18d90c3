"""Making feeds of what everybody may see, in the language that is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import render_template
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.following.feeds import Entry, Feed, atom
from roadmaps.following.happenings import Happening, Span, gather
from roadmaps.following.news import SOURCES
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.language import LANGUAGES, translate

MOST = 50
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
SITE = "Färdplan"


@dataclass(frozen=True)
class Made:
    """A feed as it is sent."""

    body: bytes
    updated_at: datetime


def latest(session: Session, roadmaps: Sequence[Roadmap], *, at: datetime) -> list[Happening]:
    """The last things that happened, as somebody without an account may see them.

    Each change by itself: what one writer goes on with would otherwise come again under another identity.
    """
    span = Span(roadmaps, BEGINNING.replace(year=2000), at, is_joined=False, most=MOST)
    return gather(session, span, SOURCES, viewer=None)


def public_feed(found: Sequence[Happening], area: Area | None, *, language: str, base_url: str) -> Made:
    """The feed of one area, or of all of them."""
    # The first language has the shorter address, which is the one that is shown.
    query = "" if language == LANGUAGES[0] else f"?language={language}"
    path = f"/areas/{area.slug}" if area else ""
    feed = Feed(
        title=f"{area.name_in(language)} – {SITE}" if area else _("%(site)s: all strength areas", site=SITE),
        language=language,
        address=f"{base_url}{path}/feed.atom{query}",
        page=f"{base_url}{path}/changes" if area else f"{base_url}/",
        author=SITE,
        begun_at=BEGINNING,
        entries=[_entry(one, language, base_url, with_area=area is None) for one in found],
    )
    return Made(atom(feed, host=urlsplit(base_url).hostname or "localhost"), feed.updated_at)


def _entry(one: Happening, language: str, base_url: str, *, with_area: bool) -> Entry:
    told = translate(one.sentence)
    return Entry(
        key=one.key,
        title=f"{one.roadmap.area.name_in(language)}: {told}" if with_area else told,
        html=render_template("following/_entry.html", one=one, told=told),
        address=f"{base_url}{one.path}",
        at=one.at,
        author=one.who,
    )
