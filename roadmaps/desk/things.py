"""The thing that waits, with all that is needed to decide about it: a template, and what that is filled with.

What can be done is shown by the rooms that the things belong to, with their own forms; here they only learn where to
lead afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from roadmaps.accounts.models import Invitation
from roadmaps.conflicts.queries import conflicts_around
from roadmaps.consultation.points import counts_of
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point
from roadmaps.discovery.models import Finding
from roadmaps.discussion.answers import outcome_choices
from roadmaps.discussion.conversations import converse
from roadmaps.discussion.models import Comment, Thread, WaitingComment
from roadmaps.indicators import policy as indicators_policy
from roadmaps.moderation.flag_views import APPEAL_OUTCOMES, outcomes_of
from roadmaps.moderation.forms import AppealAnswerForm, FlagAnswerForm
from roadmaps.moderation.models import Appeal, ThingSort
from roadmaps.moderation.queries import Waiting, flags_on
from roadmaps.moderation.things import find_thing
from roadmaps.responsibilities import policy as responsibilities_policy
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.pages import names_for, show, turns_for
from roadmaps.suggestions.queries import open_suggestions_of
from roadmaps.web.filling import ShownForm


@dataclass(frozen=True)
class Thing:
    """What a page of the desk shows of a point."""

    template: str
    facts: Mapping[str, Any]


def thing_of(ground: Ground, point: Point) -> Thing:
    """The thing behind a point."""
    return _THINGS[point.source](ground, point)


def _suggestion(ground: Ground, point: Point) -> Thing:
    session, actor = ground.session, ground.actor
    suggestion = session.get_one(Suggestion, point.key)
    [shown] = show(session, [suggestion], actor=actor)
    others = [one for one in session.scalars(open_suggestions_of(suggestion.roadmap)) if one.id != suggestion.id]
    facts = {
        "shown": shown,
        "names": names_for(session, suggestion.roadmap, viewer=actor),
        "turns": turns_for(session, suggestion, actor=actor),
        "conversation": converse(session, [suggestion.thread], actor=actor)[0] if suggestion.thread else None,
        "others": show(session, others, actor=actor) if shown.may_decide else [],
    }
    return Thing("desk/_suggestion.html", facts)


def _consultation(ground: Ground, point: Point) -> Thing:
    consultation, _number = point.fact
    facts = {"consultation": consultation, "counts": counts_of(ground.session, consultation.id)}
    return Thing("desk/_consultation.html", facts)


def _thread(ground: Ground, point: Point) -> Thing:
    [conversation] = converse(ground.session, [ground.session.get_one(Thread, point.key)], actor=ground.actor)
    return Thing("desk/_thread.html", {"conversation": conversation, "outcomes": outcome_choices()})


def _lead(ground: Ground, point: Point) -> Thing:
    sort, gap = point.fact
    roadmap = _roadmap(ground, point)
    facts = {
        "sort": sort,
        "gap": gap,
        "may_ask": responsibilities_policy.may_ask(ground.actor, roadmap),
        "may_write": roadmap_policy.may_write(ground.actor, roadmap),
    }
    return Thing("desk/_lead.html", facts)


def _reading(ground: Ground, point: Point) -> Thing:
    may_record = indicators_policy.may_record(ground.actor, point.fact.roadmap, point.fact.block)
    return Thing("desk/_reading.html", {"followed": point.fact, "may_record": may_record})


def _review(ground: Ground, point: Point) -> Thing:
    roadmap = _roadmap(ground, point)
    found = conflicts_around(ground.session, roadmap, ground.actor)
    facts = {
        "conflict": next(one for one in found if one.id == point.key),
        "today": ground.today,
        "may_write": roadmap_policy.may_write(ground.actor, roadmap),
    }
    return Thing("desk/_review.html", facts)


def _next_step(ground: Ground, point: Point) -> Thing:
    return Thing("desk/_next_step.html", {"roadmap": _roadmap(ground, point)})


def _discovery(_ground: Ground, point: Point) -> Thing:
    if isinstance(point.fact, Finding):
        return Thing("desk/_discovery.html", {"finding": point.fact})
    candidate, decision = point.fact
    return Thing("desk/_discovery.html", {"finding": None, "candidate": candidate, "decision": decision})


def _meeting(_ground: Ground, point: Point) -> Thing:
    meeting, inputs = point.fact
    return Thing("desk/_meeting.html", {"meeting": meeting, "inputs": inputs})


def _unclear(ground: Ground, point: Point) -> Thing:
    may_write = roadmap_policy.may_write(ground.actor, _roadmap(ground, point))
    return Thing("desk/_unclear.html", {"unclear": point.fact, "may_write": may_write})


def _person(_ground: Ground, point: Point) -> Thing:
    if isinstance(point.fact, Invitation):
        return Thing("desk/_invitation.html", {"invitation": point.fact})
    person, grant = point.fact
    return Thing("desk/_person.html", {"person": person, "grant": grant})


def _flag(ground: Ground, point: Point) -> Thing:
    sort, waiting = point.fact
    facts = {"sort": sort, "waiting": waiting, **_LOOKS[sort](ground, waiting)}
    return Thing("desk/_flag.html", facts)


def _flagged(ground: Ground, waiting: Waiting) -> dict[str, Any]:
    sort = ThingSort(waiting.facts["sort"])
    thing = find_thing(ground.session, sort, waiting.facts["thing_id"], ground.actor)
    flags = [one for one in ground.session.scalars(flags_on(sort, thing.id)) if one.settled_at is None]
    form = ShownForm(FlagAnswerForm, {}, {}, None, {"outcome": outcomes_of(thing)})
    return {"flagged": thing, "flags": flags, "form": form}


def _appeal(ground: Ground, waiting: Waiting) -> dict[str, Any]:
    appeal = ground.session.get_one(Appeal, waiting.id)
    form = ShownForm(AppealAnswerForm, {}, {}, None, {"outcome": APPEAL_OUTCOMES})
    return {"appeal": appeal, "comment": ground.session.get_one(Comment, appeal.comment_id), "form": form}


def _post(ground: Ground, waiting: Waiting) -> dict[str, Any]:
    return {"written": ground.session.get(WaitingComment, waiting.id)}


_LOOKS: Mapping[str, Callable[[Ground, Waiting], dict[str, Any]]] = {
    "flag": _flagged,
    "appeal": _appeal,
    "post": _post,
}


def _roadmap(ground: Ground, point: Point) -> Roadmap:
    return next(roadmap for roadmap in ground.roadmaps if roadmap.area_id == point.area_id)


_THINGS: Mapping[str, Callable[[Ground, Point], Thing]] = {
    "suggestions": _suggestion,
    "consultations": _consultation,
    "discovery": _discovery,
    "meetings": _meeting,
    "threads": _thread,
    "flags": _flag,
    "leads": _lead,
    "readings": _reading,
    "reviews": _review,
    "next_steps": _next_step,
    "unclear": _unclear,
    "people": _person,
}
