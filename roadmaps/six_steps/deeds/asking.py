"""Where people were asked and heard: consultations, meetings and pulses."""

from collections.abc import Iterator

from sqlalchemy import func, select

from roadmaps.consultation.models import Consultation, Response
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.meetings import policy as meetings_policy
from roadmaps.meetings import queries as meetings_queries
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.words import Fate
from roadmaps.pulse.models import Pulse, PulseAnswer, PulseAsked
from roadmaps.six_steps.deeds.ground import Ground
from roadmaps.six_steps.deeds.sorts import Deed, Sort


def consultations(ground: Ground) -> Iterator[Deed]:
    """Those that were opened: told on the day they closed, or on the last day for answers."""
    opened = select(Consultation).where(
        Consultation.roadmap_id.in_(list(ground.by_id)),
        Consultation.opened_at.is_not(None),
        Consultation.cancelled_at.is_(None),
    )
    found = ground.session.scalars(opened).unique().all()
    counted = select(Response.consultation_id, func.count()).where(
        Response.consultation_id.in_([one.id for one in found]), Response.replaced_at.is_(None)
    )
    answered = dict(ground.session.execute(counted.group_by(Response.consultation_id)).all())
    for one in found:
        if one.is_open:
            sentence = say("Answers are taken to the consultation “%(title)s”.", title=one.title)
        else:
            sentence = say_number(
                "“%(title)s” was answered by one organisation.",
                "“%(title)s” was answered by %(num)s organisations.",
                answered.get(one.id, 0),
                title=one.title,
            )
        day = day_of(one.closed_at) if one.closed_at else one.closes_on
        slug = one.roadmap.area.slug
        yield Deed(f"consultation:{one.id}", Sort.CONSULTATION, day, sentence, f"/consultations/{one.id}", slug)


def meetings(ground: Ground) -> Iterator[Deed]:
    """Those that the reader may know of: what was said at them, and what became of it."""
    known = meetings_policy.readable_by(ground.actor).where(
        ground.is_here(Meeting.area_id), Meeting.cancelled_at.is_(None)
    )
    found = ground.session.scalars(known).unique().all()
    tallies = meetings_queries.tallies(ground.session, [one.id for one in found])
    for one in found:
        said = tallies.get(one.id)
        if one.ends_at > ground.at:
            sentence = say("Meeting: “%(title)s”.", title=one.title)
        elif said is None or not said.all:
            sentence = say("A meeting was held: “%(title)s”.", title=one.title)
        elif worked_in := said.of(Fate.WORKED_IN):
            sentence = say_number(
                "A meeting was held: “%(title)s”. One thing was said, and it was worked into the text.",
                "A meeting was held: “%(title)s”. %(num)s things were said, and %(worked_in)s worked into the text.",
                said.all,
                title=one.title,
                worked_in=worked_in,
            )
        else:
            sentence = say_number(
                "A meeting was held: “%(title)s”. One thing was said.",
                "A meeting was held: “%(title)s”. %(num)s things were said.",
                said.all,
                title=one.title,
            )
        yield Deed(
            f"meeting:{one.id}",
            Sort.MEETING,
            one.starts_on,
            sentence,
            f"/meetings/{one.id}",
            ground.slug_of(one.area_id),
        )


def pulses(ground: Ground) -> Iterator[Deed]:
    """Those that were opened: how many were asked, and how many answered."""
    opened = select(Pulse).where(ground.is_here(Pulse.area_id), Pulse.opened_at.is_not(None))
    found = ground.session.scalars(opened).unique().all()
    counted = (
        select(PulseAsked.pulse_id, func.count(PulseAsked.id), func.count(PulseAnswer.id))
        .outerjoin(PulseAnswer, PulseAnswer.asked_id == PulseAsked.id)
        .where(PulseAsked.pulse_id.in_([one.id for one in found]))
        .group_by(PulseAsked.pulse_id)
    )
    numbers = {pulse_id: (asked, answered) for pulse_id, asked, answered in ground.session.execute(counted)}
    for one in found:
        asked, answered = numbers.get(one.id, (0, 0))
        sentence: Sentence = say("The pulse “%(title)s” is open for answers.", title=one.title)
        if one.closed_at is not None:
            sentence = say(
                "The pulse “%(title)s” was answered by %(answered)s of %(asked)s organisations.",
                title=one.title,
                answered=answered,
                asked=asked,
            )
        day = day_of(one.closed_at) if one.closed_at else one.closes_on
        yield Deed(f"pulse:{one.id}", Sort.PULSE, day, sentence, f"/pulses/{one.id}", ground.slug_of(one.area_id))
