"""What the pages of this room show: gathered with a fixed number of queries, however much was said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy import Select

from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import organisations, person_names
from roadmaps.areas.models import Area
from roadmaps.discussion.queries import BlockTitle
from roadmaps.foundation.clock import LOCAL, day_of, now
from roadmaps.foundation.ids import new_id
from roadmaps.meetings import policy
from roadmaps.meetings.doors import readable_roadmap
from roadmaps.meetings.models import Input, Meeting, Participant
from roadmaps.meetings.presence import heads_in, organisations_in, presence_of, those_coming, those_there
from roadmaps.meetings.queries import (
    Tally,
    agenda_of,
    ahead,
    behind,
    decisions_of,
    in_place,
    inputs_of,
    newest_note,
    participant_for,
    participants_of,
    tallies,
    turns_of,
    were_there,
    worked_into,
)
from roadmaps.meetings.timetable import timed
from roadmaps.meetings.words import Answer, Fate, State
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

SHOWN_AT_ONCE = 20


def list_page(area: Area | None, page: int) -> str:
    """The meetings ahead and behind, and how it has gone this year."""
    at = now()
    key = area.id if area else None
    coming = reading().scalars(in_place(ahead(actor(), at), key)).unique().all()
    over = _page_of(in_place(behind(actor(), at), key), page)
    year = _this_year(key, at)
    return render_template(
        "meetings/index.html",
        area=area,
        roadmap=readable_roadmap(area),
        coming=coming,
        over=over[:SHOWN_AT_ONCE],
        page=page,
        has_more=len(over) > SHOWN_AT_ONCE,
        tallies=tallies(reading(), [one.id for one in (*coming, *over)]),
        may_plan=policy.may_plan(actor(), area),
        at=at,
        **year,
    )


def meeting_page(meeting: Meeting, *, refusal: Any = None, typed: Mapping[str, Any] | None = None) -> str:
    """Everything about one meeting, as far as it is for the reader."""
    at, session = now(), reading()
    people = list(session.scalars(participants_of(meeting)).unique())
    said = list(session.scalars(inputs_of(meeting)).unique())
    turns = session.scalars(turns_of(meeting)).all()
    note = newest_note(session, meeting)
    names = person_names(session, {one.person_id for one in turns if one.person_id})
    decisions = session.scalars(decisions_of(meeting)).unique().all()
    return render_template(
        "meetings/show.html",
        **frame_of(meeting),
        agenda=list(timed(meeting, session.scalars(agenda_of(meeting)))),
        inputs=said,
        tally=tally_of(said),
        blocks=blocks_of(said),
        decisions=decisions,
        note=note,
        turns=[(one, names.get(one.person_id) if one.person_id else None) for one in turns],
        there=presence_of(those_there(people)),
        coming=presence_of(those_coming(people), believes_anybody=policy.may_see_people(actor(), meeting)),
        standing=standing_of(people),
        mine=participant_for(session, meeting, reader.person_id) if (reader := actor()) else None,
        organisations=names_to_complete() if policy.may_hold(actor(), meeting) else [],
        refusal=refusal,
        typed=typed or {},
        **powers_in(meeting, at),
    )


def frame_of(meeting: Meeting) -> dict[str, Any]:
    """What every page about a meeting names: it, where it belongs, and how far it has come."""
    at = now()
    return {
        "meeting": meeting,
        "area": meeting.area,
        "roadmap": readable_roadmap(meeting.area),
        "state": meeting.state_at(at),
        "at": at,
    }


def powers_in(meeting: Meeting, at: datetime) -> dict[str, bool]:
    """What the reader may do with it."""
    person, state = actor(), meeting.state_at(at)
    is_ahead = state in {State.PLANNED, State.INVITED}
    return {
        "may_hold": policy.may_hold(person, meeting),
        "may_write": policy.may_write(person, meeting),
        "may_sign_up": is_ahead and (meeting.is_open or (person is not None and policy.may_sign_up(person, meeting))),
        "is_ahead": is_ahead,
        "has_begun": meeting.has_begun(at),
    }


def lines_page(meeting: Meeting, *, refusal: Any = None, typed: Mapping[str, str] | None = None) -> str:
    """The page on which what is said is written down, line by line."""
    said = list(reading().scalars(inputs_of(meeting)).unique())
    return render_template(
        "meetings/lines.html",
        **frame_of(meeting),
        inputs=said[::-1],
        organisations=names_to_complete(),
        key=new_id(),
        refusal=refusal,
        typed=typed or {},
    )


def names_to_complete() -> list[Organisation]:
    """The organisations by name, for completing what is typed."""
    return list(reading().scalars(organisations()))


def tally_of(said: Iterable[Input]) -> Tally:
    """How what was said stands."""
    counted: dict[Fate, int] = {}
    for one in said:
        counted[one.fate] = counted.get(one.fate, 0) + 1
    return Tally(counted)


def blocks_of(said: Iterable[Input]) -> Mapping[UUID, BlockTitle]:
    """The blocks that what was said was worked into, by their ids, as far as the reader may read their roadmaps."""
    return worked_into(reading(), said, viewer=actor())


def standing_of(people: Sequence[Participant]) -> dict[str, int]:
    """How many have been asked, have answered what, and cannot be reached."""
    asked = [one for one in people if one.invited_at is not None]
    return {
        "all": len(people),
        "asked": len(asked),
        "yes": sum(one.answer is Answer.YES for one in people),
        "no": sum(one.answer is Answer.NO for one in people),
        "silent": sum(one.answer is None for one in asked),
        "unsent": sum(one.is_asked and one.invited_at is None and bool(one.email) for one in people),
        "unreachable": sum(one.is_asked and not one.email for one in people),
        "there": sum(one.heads for one in people if one.was_there),
    }


def _page_of(meetings: Select[Meeting], page: int) -> Sequence[Meeting]:
    """One page of them, and one more where there are more."""
    shown = meetings.offset((page - 1) * SHOWN_AT_ONCE).limit(SHOWN_AT_ONCE + 1)
    return reading().scalars(shown).unique().all()


def _this_year(area_id: UUID | None, at: datetime) -> dict[str, Any]:
    """What the meetings of the year so far amount to."""
    year = day_of(at).year
    begins = datetime(year, 1, 1, tzinfo=LOCAL)
    found = in_place(behind(actor(), at), area_id).where(Meeting.starts_at >= begins, Meeting.cancelled_at.is_(None))
    ids = [one.id for one in reading().scalars(found).unique()]
    presences = presence_of(reading().scalars(were_there(ids)).unique())
    sums: dict[Fate, int] = {}
    for tally in tallies(reading(), ids).values():
        for fate, count in tally.by_fate.items():
            sums[fate] = sums.get(fate, 0) + count
    return {
        "year": year,
        "held": len(ids),
        "presences": presences,
        "people": heads_in(presences),
        "different": organisations_in(presences),
        "tally": Tally(sums),
    }
