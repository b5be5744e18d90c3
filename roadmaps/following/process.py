"""What happens around the text in the process: pulses that open and close. Told to everyone, as their pages are."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.following.happenings import Happening, HappeningSort, Span
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.pulse.models import Pulse, PulseTurn
from roadmaps.pulse.words import Turn

EXCERPT = 240
_TOLD = {
    Turn.OPENED: N_("Three questions are asked of organisations: “%(title)s”"),
    Turn.CLOSED: N_("The result of three questions is there: “%(title)s”"),
}


def pulses(session: Session, span: Span, _viewer: Actor | None) -> Iterable[Happening]:
    """That organisations are asked three questions, and that the result can be read."""
    roadmaps = {roadmap.area_id: roadmap for roadmap in span.roadmaps}
    rows = session.execute(
        select(PulseTurn, Pulse)
        .join(Pulse, Pulse.id == PulseTurn.pulse_id)
        .where(Pulse.area_id.in_(roadmaps), PulseTurn.turn.in_(_TOLD))
        .where(PulseTurn.at > span.since, PulseTurn.at <= span.upto)
        .order_by(PulseTurn.at.desc())
        .limit(span.most)
    )
    for turn, pulse in rows.unique():
        assert pulse.area_id is not None  # one of these areas
        yield Happening(
            key=f"pulse/{turn.id}",
            sort=HappeningSort.PULSE,
            at=turn.at,
            roadmap=roadmaps[pulse.area_id],
            person_id=turn.person_id,
            organisation_id=None,
            sentence=Sentence(_TOLD[turn.turn], {"title": pulse.title}),
            path=f"/pulses/{pulse.id}",
            excerpt=excerpt(pulse.words, EXCERPT),
        )
