"""What was said and decided at meetings, and what people have told of needs, ideas and strengths."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from roadmaps.discovery.models import Finding, FindingTurn
from roadmaps.discovery.words import FindingTurnSort
from roadmaps.foundation.sentences import N_
from roadmaps.meetings.models import AgendaPoint, Input, Meeting, MeetingDecision, MeetingNote, Participant
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Fact, Thing
from roadmaps.public_records.words import Sort


def meetings(period: Period) -> Iterator[Thing]:
    """Every meeting of the area that began in the days: its agenda, who was there, each version of the notes, decisions."""
    asked = select(Meeting).where(Meeting.area_id == period.roadmap.area_id, period.holds(Meeting.starts_at))
    for one in period.session.scalars(asked.order_by(Meeting.starts_at)).unique().all():
        there = period.session.scalars(
            select(Participant)
            .where(Participant.meeting_id == one.id, Participant.was_there.is_(True))
            .order_by(Participant.name)
        ).unique()
        came = [(who.name, who.shown_organisation) for who in there]
        yield Thing(
            key=f"meeting:{one.id}",
            sort=Sort.MEETING,
            at=one.starts_at,
            title=one.title,
            by=period.person(one.planned_by_id),
            people=[name for name, _ in came if name],
            facts=period.facts(
                (N_("Place"), one.place),
                (N_("State"), period.say(N_("Cancelled")) if one.cancelled_at else ""),
                (N_("Organisations that were there"), ", ".join(sorted({of for _, of in came if of}))),
            ),
            texts=[*period.facts((N_("Purpose"), one.purpose)), *_agenda(period, one), *_written(period, one)],
            is_open=False,
        )


def inputs(period: Period) -> Iterator[Thing]:
    """Every line of what was said, with what became of it."""
    asked = (
        select(Input)
        .join(Meeting, Meeting.id == Input.meeting_id)
        .where(Meeting.area_id == period.roadmap.area_id, period.holds(Input.written_at))
    )
    for one in period.session.scalars(asked.order_by(Input.written_at, Input.number)).unique():
        yield Thing(
            key=f"input:{one.id}",
            sort=Sort.INPUT,
            at=one.written_at,
            title=one.meeting.title,
            by=period.person(one.written_by_id),
            people=[one.said_by] if one.said_by else [],
            organisation=period.organisation(one.organisation_id),
            facts=period.facts((N_("What became of it"), period.say(one.fate.label)), (N_("Why"), one.reason)),
            texts=[(period.say(N_("What was said")), one.words)],
            caution=period.say(N_("Taken out as a mistake")) if one.taken_out_at else "",
        )


def findings(period: Period) -> Iterator[Thing]:
    """Every need, idea or strength that somebody told of; never the address at which they are told what became of it."""
    asked = select(Finding).where(Finding.roadmap_id == period.roadmap.id, period.holds(Finding.came_at))
    found = period.session.scalars(asked.order_by(Finding.came_at)).unique().all()
    happened, reasoned = _turns_of(period, found), _set_aside_once(period, found)
    for one in found:
        yield Thing(
            key=f"finding:{one.id}",
            sort=Sort.FINDING,
            at=one.came_at,
            title=one.title,
            by=period.person(one.person_id),
            people=[one.voice] if one.voice else [],
            organisation=period.organisation(one.organisation_id),
            facts=period.facts(
                (N_("What it is"), period.say(one.sort.label)), (N_("Why it was set aside"), one.aside_reason)
            ),
            texts=[*period.facts((N_("In words"), one.words), (N_("For whom"), one.for_whom)), *happened[one.id]],
            is_open=period.is_public and one.is_shown and one.id not in reasoned,
            caution=_caution(period, one, has_reasons=one.id in reasoned),
        )


def _agenda(period: Period, meeting: Meeting) -> list[Fact]:
    asked = select(AgendaPoint).where(AgendaPoint.meeting_id == meeting.id).order_by(AgendaPoint.position)
    lines = [f"{number}. {one.title}" for number, one in enumerate(period.session.scalars(asked), 1)]
    return [(period.say(N_("Agenda")), "\n".join(lines))] if lines else []


def _written(period: Period, meeting: Meeting) -> Iterator[Fact]:
    notes = select(MeetingNote).where(MeetingNote.meeting_id == meeting.id).order_by(MeetingNote.number)
    for note in period.session.scalars(notes):
        yield period.say(N_("Notes, version %(number)s"), number=note.number), note.text
    decisions = select(MeetingDecision).where(MeetingDecision.meeting_id == meeting.id).order_by(MeetingDecision.number)
    for one in period.session.scalars(decisions).unique():
        who = period.organisation(one.organisation_id)
        told = [one.words, who, period.day(one.due_on), one.end_reason]
        yield period.say(N_("Decision %(number)s"), number=one.number), "\n".join(filter(None, told))


def _turns_of(period: Period, found: Sequence[Finding]) -> Mapping[UUID, list[Fact]]:
    rows: dict[UUID, list[FindingTurn]] = defaultdict(list)
    asked = select(FindingTurn).where(FindingTurn.finding_id.in_([one.id for one in found]))
    for turn in period.session.scalars(asked.order_by(FindingTurn.at)):
        rows[turn.finding_id].append(turn)
    told = {
        key: period.turns((turn.at, period.say(_WHAT[turn.turn]), turn.words) for turn in those)
        for key, those in rows.items()
    }
    return defaultdict(list, told)


def _set_aside_once(period: Period, found: Sequence[Finding]) -> Collection[UUID]:
    """Those of which it was told why they were set aside, which stays with their authors and those who lead."""
    asked = select(FindingTurn.finding_id).where(
        FindingTurn.finding_id.in_([one.id for one in found]),
        FindingTurn.turn != FindingTurnSort.PASSED_ON,
        FindingTurn.words != "",
    )
    return set(period.session.scalars(asked))


def _caution(period: Period, one: Finding, *, has_reasons: bool) -> str:
    if not one.is_shown:
        return period.say(N_("Not shown to others"))
    return period.say(N_("Tells why it was set aside once, which is not shown to others")) if has_reasons else ""


_WHAT = {
    FindingTurnSort.SHOWN: N_("Shown to others"),
    FindingTurnSort.SET_ASIDE: N_("Set aside"),
    FindingTurnSort.PASSED_ON: N_("Passed on"),
}
