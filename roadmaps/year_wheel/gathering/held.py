"""What other rooms hold on certain days: meetings, consultations, pulses, calls and reports."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select

from roadmaps.calendars.entries import Written
from roadmaps.calls.queries import calls_between
from roadmaps.consultation import policy as consultation_policy
from roadmaps.consultation.models import Consultation
from roadmaps.follow_up import policy as follow_up_policy
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import titles_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.meetings.queries import meetings_between
from roadmaps.pulse.queries import pulses_between
from roadmaps.year_wheel.gathering.ground import Ground
from roadmaps.year_wheel.lines import Line, Window
from roadmaps.year_wheel.words import Sort


def meetings(ground: Ground) -> Iterator[Line]:
    """Those that take place."""
    found = ground.session.scalars(meetings_between(ground.first, ground.last, ground.viewer)).unique()
    for one in found:
        if one.cancelled_at is None and ground.is_here(one.area_id):
            yield Line(
                about=one.id,
                edge="meeting",
                sort=Sort.MEETING,
                day=one.starts_on,
                title=one.title,
                path=f"/meetings/{one.id}",
                written=Written(one.sequence, one.planned_at),
                area=one.area,
                note=one.place or (say("By link") if one.link else ""),
                starts_at=one.starts_at,
                ends_at=one.ends_at,
            )


def consultations(ground: Ground) -> Iterator[Line]:
    """When they open, when answers are in time, and when the replies came."""
    days = ground.first, ground.last
    found = ground.session.scalars(
        select(Consultation).where(
            Consultation.cancelled_at.is_(None),
            or_(
                Consultation.opens_on.between(*days),
                Consultation.closes_on.between(*days),
                Consultation.published_at.is_not(None),
            ),
        )
    )
    for one in found.unique():
        if not ground.is_here(one.roadmap.area_id) or not consultation_policy.may_read(ground.viewer, one):
            continue
        published = day_of(one.published_at) if one.published_at else None
        yield from _edges(
            ground,
            Line(
                about=one.id,
                edge="",
                sort=Sort.CONSULTATION,
                day=one.opens_on,
                title=one.title,
                path=f"/consultations/{one.id}",
                written=Written(0, one.begun_at),
                area=one.roadmap.area,
            ),
            {
                "opens": (one.opens_on, N_("Opens")),
                "closes": (one.closes_on, N_("Last day to answer")),
                "published": (published, N_("Replies published")),
            },
        )


def pulses(ground: Ground) -> Iterator[Line]:
    """When they open and close."""
    for one in pulses_between(ground.session, ground.first, ground.last, ground.viewer):
        if ground.is_here(one.area_id):
            line = Line(
                about=one.id,
                edge="",
                sort=Sort.PULSE,
                day=one.opens_on,
                title=one.title,
                path=f"/pulses/{one.id}",
                written=Written(0, one.begun_at),
                area=one.area,
            )
            edges = {"opens": (one.opens_on, N_("Opens")), "closes": (one.closes_on, N_("Last day to answer"))}
            yield from _edges(ground, line, edges)


def calls(ground: Ground) -> Iterator[Line]:
    """When one can begin to apply, and the last day for it."""
    for one in calls_between(ground.session, ground.first, ground.last, ground.area):
        # A call for one area has its colour; one for several has none.
        area = one.areas[0] if len(one.areas) == 1 else None
        line = Line(
            about=one.id,
            edge="",
            sort=Sort.CALL,
            day=ground.first,
            title=one.title,
            path=f"/calls/{one.id}",
            written=Written(one.version, one.added_at),
            area=area,
            note=one.name,
        )
        edges = {"opens": (one.opens_on, N_("Opens")), "closes": (one.closes_on, N_("Last day to apply"))}
        told = list(_edges(ground, line, edges))
        yield from told
        if not told and one.opens_on and one.closes_on:
            # Neither day lies in the year, and yet one can apply on every day of it.
            window = Window(one.opens_on, one.closes_on)
            yield replace(line, edge="goes-on", prefix=Sentence(N_("Open all year")), window=window)


def reports(ground: Ground) -> Iterator[Line]:
    """The days on which follow-up reports were finished."""
    everything = ground.session.scalars(select(FollowUp).where(FollowUp.finished_at.is_not(None))).unique().all()
    found = [one for one in everything if follow_up_policy.may_read(ground.viewer, one) and ground.is_here(one.area_id)]
    titles = titles_of(ground.session, found) if found else {}
    for one in found:
        assert one.finished_at is not None
        yield Line(
            about=one.id,
            edge="finished",
            sort=Sort.REPORT,
            day=day_of(one.finished_at),
            title=titles[one.id],
            path=f"/follow-ups/{one.id}",
            written=Written(0, one.finished_at),
            area=one.area,
            prefix=say("Finished"),
        )


def _edges(ground: Ground, line: Line, edges: Mapping[str, tuple[date | None, str]]) -> Iterator[Line]:
    """A line for each of these days that lies within; the last of opening and closing carries the window."""
    there = [(name, day, word) for name, (day, word) in edges.items() if day is not None and ground.within(day)]
    opens, closes = edges["opens"][0], edges["closes"][0]
    carrier = next((name for name, _, _ in reversed(there) if name in {"opens", "closes"}), None)
    for name, day, word in there:
        window = Window(opens, closes) if name == carrier and opens and closes and opens < closes else None
        yield replace(line, edge=name, day=day, prefix=Sentence(word), window=window)
