"""The doors to the files themselves: by a private link, and without one what everybody may see."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import find_organisation_by_slug
from roadmaps.areas.actors import load_actor
from roadmaps.areas.doors import area_at
from roadmaps.areas.models import Area
from roadmaps.calendars import policy, rules
from roadmaps.calendars.drawing import draw
from roadmaps.calendars.entries import Entry, first_day_shown, since
from roadmaps.calendars.gathering import Wanted, entries_for
from roadmaps.calendars.models import CalendarLink
from roadmaps.calendars.names import name_of
from roadmaps.calendars.queries import link_with_token
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import NotFound
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.roadmap.values import Shown
from roadmaps.web.language import LANGUAGES, translate
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import change, reading

files = Blueprint("calendar_files", __name__)
PRIVATE, PUBLIC = "private, max-age=300, must-revalidate", "public, max-age=300"


@files.get("/calendars/<token>.ics")
@decided_by("calendars.policy.may_fetch")
def private(token: str) -> ResponseReturnValue:
    """What the person behind a private link may see today."""
    link = link_with_token(reading(), token)
    owner = load_actor(reading(), link.person_id, on=today()) if link else None
    if link is None or owner is None or not policy.may_fetch(owner, link):
        raise NotFound
    answer = _calendar(link.area_id, link.organisation_id, viewer=owner, language=owner.language)
    _note_use(link)
    answer.headers["Cache-Control"] = PRIVATE
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@files.get("/areas/<slug>/calendar.ics")
@decided_by("roadmap.policy.may_read")
def area(slug: str) -> ResponseReturnValue:
    """The dates of one area whose working version is open to everybody."""
    found = area_at(slug)
    roadmap = roadmap_of(reading(), found.id)
    if roadmap is None or not roadmap_policy.may_read(None, roadmap) or found.is_archived:
        raise NotFound
    return _public_calendar(area_id=found.id)


@files.get("/county/calendar.ics")
@open_to_all
def county() -> ResponseReturnValue:
    """The dates of every area whose working version is open to everybody."""
    return _public_calendar()


@files.get("/organisations/<slug>/calendar.ics")
@open_to_all
def organisation(slug: str) -> ResponseReturnValue:
    """What an organisation has a part in, as far as everybody may see it."""
    return _public_calendar(organisation_id=find_organisation_by_slug(reading(), slug).id)


def _public_calendar(area_id: UUID | None = None, organisation_id: UUID | None = None) -> Response:
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else LANGUAGES[0]
    answer = _calendar(area_id, organisation_id, viewer=None, language=language)
    answer.headers["Cache-Control"] = PUBLIC
    return answer


def _calendar(area_id: UUID | None, organisation_id: UUID | None, *, viewer: Actor | None, language: str) -> Response:
    about = _about(area_id, organisation_id)
    wanted = Wanted(area_id, organisation_id)
    of_plan = entries_for(reading(), wanted, viewer=viewer, language=language, on=today())
    others = current_app.extensions["calendar_sources"].entries(
        reading(), wanted, viewer=viewer, language=language, on=today()
    )
    entries = since([*of_plan, *others], first_day_shown(today()))
    return calendar_file(about, entries, language)


def calendar_file(about: Area | Organisation | None, entries: Sequence[Entry], language: str) -> Response:
    """The file with these entries, under the name of what they are about."""
    base_url = str(current_app.config["BASE_URL"]).rstrip("/")
    name = name_of(about, language)

    def drawn() -> bytes:
        with force_locale(language):
            return draw(entries, name=translate(name), in_words=_in_words, base_url=base_url)

    body = current_app.extensions["drawn_calendars"].drawn((language, base_url, name, entries), drawn)
    answer = Response(body, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="fardplan.ics"'
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _in_words(said: Shown) -> str:
    return said if isinstance(said, str) else translate(said)


def _about(area_id: UUID | None, organisation_id: UUID | None) -> Area | Organisation | None:
    if area_id:
        return reading().get_one(Area, area_id)
    return reading().get_one(Organisation, organisation_id) if organisation_id else None


def _note_use(link: CalendarLink) -> None:
    """Keep the day, at most once a day: calendars ask every few hours, and reading is not to wait for writing."""
    if link.last_used_on != today():
        with change() as session:
            rules.note_use(session, link.id, on=today())
