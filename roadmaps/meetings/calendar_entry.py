"""A meeting as an entry for somebody's calendar: an invitation, a change or a cancellation by mail (iTIP, RFC 5546), or
a file that anybody can take. No session, no request.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText

from roadmaps.calendars.drawing import LONGEST_SUMMARY, PRODUCT, one_line
from roadmaps.meetings.models import Meeting


def invitation(
    meeting: Meeting, lines: Sequence[str], *, address: str, organiser: str, attendee: str, name: str, at: datetime
) -> str:
    """What goes with a letter: a request, which also carries changes, or a cancellation.

    :param lines: what the entry says, in the reader's language
    :param address: where on the site it leads
    """
    event = _event(meeting, lines, address, at, meeting.link)
    event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    to = vCalAddress(f"mailto:{attendee}")
    # Answers are given by the link in the letter; nobody reads what calendars send back to the sender.
    to.params["RSVP"] = "FALSE"
    to.params["PARTSTAT"] = "NEEDS-ACTION"
    to.params["ROLE"] = "REQ-PARTICIPANT"
    if one_line(name):
        to.params["CN"] = one_line(name).replace('"', "")
    event.add("attendee", to)
    return _file(event, "CANCEL" if meeting.cancelled_at else "REQUEST").decode()


def entry_file(meeting: Meeting, lines: Sequence[str], *, address: str, at: datetime, has_link: bool = True) -> bytes:
    """The entry as a file for whoever reads about the meeting; with its link for whoever may come."""
    return _file(_event(meeting, lines, address, at, meeting.link if has_link else ""), "PUBLISH")


def _event(meeting: Meeting, lines: Sequence[str], address: str, at: datetime, link: str) -> Event:
    event = Event()
    event.add("uid", f"{meeting.id}-meeting@fardplan")
    event.add("dtstamp", _whole_seconds(at))
    event.add("sequence", meeting.sequence)
    event.add("dtstart", _whole_seconds(meeting.starts_at))
    event.add("dtend", _whole_seconds(meeting.ends_at))
    event.add("summary", vText(one_line(meeting.title)[:LONGEST_SUMMARY]))
    event.add("description", vText("\n".join([*map(one_line, lines), address])))
    if where := one_line(", ".join(filter(None, (meeting.place, link)))):
        event.add("location", vText(where))
    event.add("url", address)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    return event


def _file(event: Event, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=True))


def _whole_seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
