"""Which activities fit a call, and why: each reason for, each thing that nobody has said yet, and what stands against.

Pure looking at plain values. What a call leaves open narrows nothing, and nothing is guessed: where an activity does
not say something that the call asks for, that is told instead of counted against it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from roadmaps.accounts.models import Helix
from roadmaps.calls.models import Call
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.foundation.word_forms import roots_of, tells_something, words_in
from roadmaps.plan.figures import lacks_money
from roadmaps.plan.rows import Plan, PlannedActivity
from roadmaps.roadmap.kinds.choices import FundingState, Part, Status, word_of
from roadmaps.roadmap.values import date_in_words

_OVER = {Status.DONE, Status.DROPPED}
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Fit:
    """One activity held against one call. It fits unless something stands against it."""

    activity: PlannedActivity
    reasons: Sequence[Sentence] = ()
    unsaid: Sequence[Sentence] = ()
    against: Sequence[Sentence] = ()
    is_named: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it fits by all that the call asks for."""
        return not self.against and not self.unsaid


@dataclass(frozen=True)
class Fits:
    """All activities of a plan held against a call. `sure` fit; of those in `open_` something must be said first."""

    sure: Sequence[Fit]
    open_: Sequence[Fit]
    not_fit: Sequence[Fit]

    @property
    def all_that_fit(self) -> list[Fit]:
        """Those that nothing stands against."""
        return [*self.sure, *self.open_]


@dataclass
class _Held:
    """What is found while an activity is held against a call."""

    reasons: list[Sentence] = field(default_factory=list)
    unsaid: list[Sentence] = field(default_factory=list)
    against: list[Sentence] = field(default_factory=list)
    is_named: bool = False


def fits_in(call: Call, plan: Plan, sorts: Mapping[UUID, Helix]) -> Fits:
    """The activities of the plan that lack money, held against the call; those that fit best come first.

    :param sorts: to which part of society each organisation belongs
    """
    area_ids = {area.id for area in call.areas}
    held = [
        fit_of(call, activity, sorts)
        for activity in plan.activities
        if _may_need_money(activity) and (not area_ids or activity.area.id in area_ids)
    ]
    ordered = sorted(held, key=lambda one: (not one.is_named, -len(one.reasons), len(one.unsaid)))
    return Fits(
        sure=[one for one in ordered if one.is_sure],
        open_=[one for one in ordered if not one.against and one.unsaid],
        not_fit=[one for one in ordered if one.against],
    )


def fit_of(call: Call, activity: PlannedActivity, sorts: Mapping[UUID, Helix]) -> Fit:
    """One activity held against the call, whatever area it lies in."""
    held = _Held()
    _hold_money(call, activity, held)
    _hold_area(call, activity, held)
    _hold_words(call, activity, held)
    _hold_level(call, activity, held)
    _hold_time(call, activity, held)
    _hold_places(call, activity, held)
    _hold_applicants(call, activity, sorts, held)
    return Fit(activity, held.reasons, held.unsaid, held.against, held.is_named)


def calls_by_activity(
    calls: Sequence[Call], activities: Iterable[PlannedActivity], sorts: Mapping[UUID, Helix]
) -> dict[UUID, list[tuple[Call, Fit]]]:
    """For each activity that lacks money the calls that it fits, those first that it fits without question."""
    found: dict[UUID, list[tuple[Call, Fit]]] = {}
    for activity in activities:
        if not lacks_money(activity):
            continue
        held = [
            (call, fit_of(call, activity, sorts))
            for call in calls
            if not call.areas or activity.area.id in {area.id for area in call.areas}
        ]
        fitting = [(call, fit) for call, fit in held if not fit.against]
        if fitting:
            found[activity.id] = sorted(fitting, key=lambda one: (not one[1].is_named, not one[1].is_sure))
    return found


def names_measure(funding: str, call: Call) -> bool:
    """Whether what an activity says of its money names the call's measure, however it is spaced; without one, its fund."""
    return _stands_in(_spelled(call.measure), _spelled(funding)) if call.measure else names_fund(funding, call)


def names_fund(funding: str, call: Call) -> bool:
    """Whether it names the fund, by its name or by what stands in brackets after it."""
    said = _spelled(funding)
    names = [_IN_BRACKETS.sub(" ", call.fund), *_IN_BRACKETS.findall(call.fund)]
    return any(_stands_in(_spelled(name), said) for name in names)


def _may_need_money(activity: PlannedActivity) -> bool:
    return lacks_money(activity) or (activity.funding is None and activity.status not in _OVER)


def _hold_money(call: Call, activity: PlannedActivity, held: _Held) -> None:
    match activity.funding:
        case FundingState.UNFUNDED | FundingState.PARTLY:
            held.reasons.append(say("Money: %(state)s.", state=(Sentence(word_of(activity.funding)),)))
        case None:
            held.unsaid.append(say("Nobody has said whether it has money."))
        case FundingState.FUNDED | FundingState.NOT_NEEDED:
            held.against.append(say("Money: %(state)s.", state=(Sentence(word_of(activity.funding)),)))
    funding = str(activity.block.content["funding"])
    if funding and names_measure(funding, call):
        held.is_named = True
        held.reasons.append(say("Its own note on funding names it: “%(note)s”.", note=funding))
    elif funding and names_fund(funding, call):
        held.reasons.append(say("Its own note on funding names the fund: “%(note)s”.", note=funding))


def _hold_area(call: Call, activity: PlannedActivity, held: _Held) -> None:
    if not call.areas:
        return
    if activity.area.id in {area.id for area in call.areas}:
        held.reasons.append(say("The call is for its strength area."))
    else:
        held.against.append(say("The call is for other strength areas."))


def _hold_words(call: Call, activity: PlannedActivity, held: _Held) -> None:
    wanted = words_sought(call)
    if not wanted:
        return
    said = _roots_in(_texts_of(activity))
    shared = [word for word, parts in wanted.items() if all(not said.isdisjoint(roots) for roots in parts)]
    if shared:
        held.reasons.append(say("It speaks of what the call is looking for: %(words)s.", words=", ".join(shared)))
    else:
        held.unsaid.append(say("It speaks of nothing that the call is looking for by name."))


def _hold_level(call: Call, activity: PlannedActivity, held: _Held) -> None:
    if not call.levels:
        return
    if activity.level is None:
        held.unsaid.append(say("Nobody has said where in the pyramid it lies."))
    elif activity.level in call.wanted_levels:
        held.reasons.append(say("Level in the pyramid: %(level)s.", level=(Sentence(word_of(activity.level)),)))
    else:
        held.against.append(
            say(
                "The call does not pay for its level in the pyramid: %(level)s.",
                level=(Sentence(word_of(activity.level)),),
            )
        )


def _hold_time(call: Call, activity: PlannedActivity, held: _Held) -> None:
    first, last = call.starts_from or call.opens_on, call.ends_by
    if activity.end is not None and first is not None and activity.end.last < first:
        held.against.append(
            say("It is over (%(end)s) before anything can be paid for.", end=date_in_words(activity.end))
        )
    elif activity.start is not None and last is not None and activity.start.first > last:
        held.against.append(
            say("It begins (%(start)s) after what is paid for must have ended.", start=date_in_words(activity.start))
        )
    elif activity.start is None and activity.end is None:
        if first or last:
            held.unsaid.append(say("Nobody has said when it is done."))
    elif activity.period is not None and (call.starts_from or call.ends_by):
        held.reasons.append(_in_time(activity, call.starts_from, last))


def _in_time(activity: PlannedActivity, first: date | None, last: date | None) -> Sentence:
    start = activity.start or activity.end
    end = activity.end or activity.start
    assert start is not None
    assert end is not None
    if (first is None or start.first >= first) and (last is None or end.last <= last):
        return say("Its time (%(period)s) lies within what is paid for.", period=activity.period)
    return say("A part of its time (%(period)s) lies within what is paid for.", period=activity.period)


def _hold_places(call: Call, activity: PlannedActivity, held: _Held) -> None:
    if not call.places:
        return
    shared = [place for place in activity.places if place in call.wanted_places]
    if shared:
        held.reasons.append(say("It makes a difference in %(places)s.", places=", ".join(map(word_of, shared))))
    elif activity.places:
        held.against.append(say("It makes no difference in the municipalities that the call is for."))
    else:
        held.unsaid.append(say("Nobody has said in which municipalities it makes a difference."))


def _hold_applicants(call: Call, activity: PlannedActivity, sorts: Mapping[UUID, Helix], held: _Held) -> None:
    parts = [one for one in activity.shares if one.part in {Part.LEADS, Part.TAKES_PART} and not one.is_declined]
    if not parts:
        held.unsaid.append(say("No organisation leads it or takes part in it yet."))
        return
    if not call.applicants:
        return
    can = [one for one in parts if sorts.get(one.organisation_id) in call.may_apply]
    lead = activity.lead
    if lead is not None and lead in can:
        held.reasons.append(say("%(organisation)s, which is to lead it, may apply.", organisation=lead.organisation))
    elif can:
        names = ", ".join(dict.fromkeys(one.organisation for one in can))
        held.reasons.append(say("Of those who take part, these may apply: %(organisations)s.", organisations=names))
    else:
        held.unsaid.append(say("None of its organisations may apply by itself, so it needs a partner who may."))


def words_sought(call: Call) -> dict[str, list[set[str]]]:
    """What a call is looking for: each entry with the roots of its words, all of which an activity must speak of."""
    entries = [entry.strip() for entry in call.sought.replace("\n", ",").replace(";", ",").split(",")]
    return {
        entry: roots
        for entry in dict.fromkeys(filter(None, entries))
        if (roots := [set(roots_of(one.word)) for one in words_in(entry) if tells_something(one.word)])
    }


def _texts_of(activity: PlannedActivity) -> tuple[str, ...]:
    content = activity.block.content
    goal = str(activity.goal.content["title"]) if activity.goal else ""
    return activity.title, str(content["text"]), str(content["output"]), goal


@lru_cache(maxsize=2_000)
def _roots_in(texts: tuple[str, ...]) -> frozenset[str]:
    """Kept for a while: the same activity is held against one call after another."""
    return frozenset(root for text in texts for one in words_in(text) for root in roots_of(one.word))


def _spelled(name: str) -> list[str]:
    """The words and numbers of a name: ERUF 1:4 as eruf, 1, 4."""
    return [one.word for one in words_in(name)]


def _stands_in(name: Sequence[str], said: Sequence[str]) -> bool:
    return bool(name) and any(said[at : at + len(name)] == name for at in range(len(said) - len(name) + 1))
