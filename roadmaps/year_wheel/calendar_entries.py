"""What stands in the wheel, as entries for people's own calendars."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.calendars.entries import Entry
from roadmaps.calendars.gathering import Wanted
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.values import Shown
from roadmaps.year_wheel.gathering import lines_of
from roadmaps.year_wheel.lines import Line
from roadmaps.year_wheel.words import Sort

# The calendars of the plan tell of these by themselves.
_OF_THE_PLAN = frozenset({Sort.READING, Sort.STEP})
_HELD = frozenset(Sort) - _OF_THE_PLAN


def beside_the_plan(
    session: Session, wanted: Wanted, *, viewer: Actor | None, language: str, on: date
) -> Iterator[Entry]:
    """For a link to the dates of the plan: meetings, consultations, calls and the days that leaders have written.

    What one organisation has a part in is not known of these, so its calendar has none of them.
    """
    if wanted.organisation_id is not None:
        return iter(())
    area = session.get(Area, wanted.area_id) if wanted.area_id else None
    first, last = date(on.year - 1, 1, 1), date(on.year + 1, 12, 31)
    lines = lines_of(session, first, last, area=area, viewer=viewer, on=on, sorts=_HELD)
    return iter(as_entries(lines, language))


def as_entries(lines: Sequence[Line], language: str) -> list[Entry]:
    """An entry for each line; one that lasts for some days covers them."""
    return [_entry(one, language) for one in lines]


def _entry(one: Line, language: str) -> Entry:
    area = one.area.name_in(language) if one.area else ""
    kind: Shown = Sentence(one.sort.label)
    # A window of one's own covers its days; of others the first and the last are entries of their own.
    last = one.window.last if one.window and one.is_own else one.day
    is_timed = one.starts_at is not None and one.ends_at is not None
    return Entry(
        about=one.about,
        sort=one.edge,
        first=one.day,
        last=last,
        summary=say("%(what)s: %(title)s", what=one.prefix, title=one.title) if one.prefix else one.title,
        lines=[kind, *([say("Strength area: %(area)s", area=area)] if area else []), *([one.note] if one.note else [])],
        path=one.path,
        written=one.written,
        category=area or "Färdplan",
        starts_at=one.starts_at if is_timed else None,
        ends_at=one.ends_at if is_timed else None,
    )
