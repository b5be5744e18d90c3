"""Who took part, what was talked about and what was decided."""

from collections.abc import Iterator

from roadmaps.follow_up.gathering.found import Found
from roadmaps.follow_up.gathering.ground import AreaGround
from roadmaps.follow_up.kinds import Subject
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.roadmap.values import Shown, date_in_words
from roadmaps.suggestions.models import SuggestionState

_ACCEPTED = (SuggestionState.ACCEPTED, SuggestionState.PARTLY_ACCEPTED)


def dialogue(ground: AreaGround) -> Iterator[Found]:
    """What was asked of whom, where people met, the organisations that wrote, and how much was said and proposed."""
    slug = ground.slug
    for one in ground.asked:
        key = one.consultation.id
        yield Found(Subject.DIALOGUE, f"consultation:{key}", one.told, f"/consultations/{key}", slug)
    for begun in ground.going_on:
        assert begun.opened_at is not None  # found by it
        sentence = say(
            "“%(title)s” was opened on %(opened)s, for answers until %(closes)s.",
            title=begun.title,
            opened=_day(day_of(begun.opened_at).isoformat()),
            closes=_day(begun.closes_on.isoformat()),
        )
        yield Found(Subject.DIALOGUE, f"consultation-opened:{begun.id}", sentence, f"/consultations/{begun.id}", slug)
    for name, sentence in ground.met.told:
        yield Found(Subject.DIALOGUE, f"{name}:{slug}", sentence, f"/areas/{slug}/meetings", slug)
    if told := ground.discovered.told:
        sentence = say_number(
            "One need, idea or strength was told.", "%(num)s needs, ideas and strengths were told.", told
        )
        yield Found(Subject.DIALOGUE, f"findings:{slug}", sentence, f"/areas/{slug}/discovery", slug)
    if ground.writers:
        sentence = say_number(
            "One organisation has written in the roadmap: %(names)s.",
            "%(num)s organisations have written in the roadmap: %(names)s.",
            len(ground.writers),
            names=", ".join(ground.writers),
        )
        yield Found(Subject.DIALOGUE, f"writers:{slug}", sentence, f"/areas/{slug}/history", slug)
    if ground.revisions:
        sentence = say_number("It was changed once.", "It was changed %(num)s times.", ground.revisions)
        yield Found(Subject.DIALOGUE, f"revisions:{slug}", sentence, f"/areas/{slug}/history", slug)
    if ground.comments:
        sentence = say_number(
            "One comment was written in conversations about the text.",
            "%(num)s comments were written in conversations about the text.",
            ground.comments,
        )
        yield Found(Subject.DIALOGUE, f"comments:{slug}", sentence, f"/areas/{slug}/threads", slug)
    if decided := sum(ground.decided.values()):
        accepted = sum(ground.decided.get(one, 0) for one in _ACCEPTED)
        sentence = say_number(
            "One suggestion was decided, %(accepted)s of them accepted in whole or in part.",
            "%(num)s suggestions were decided, %(accepted)s of them accepted in whole or in part.",
            decided,
            accepted=accepted,
        )
        yield Found(Subject.DIALOGUE, f"suggestions:{slug}", sentence, f"/areas/{slug}/suggestions?state=decided", slug)


def decisions(ground: AreaGround) -> Iterator[Found]:
    """Changes of the roadmap's state, what was decided about candidates, and versions that were frozen."""
    slug = ground.slug
    for change in ground.phases:
        day = change.since.isoformat()
        sentence = say(
            "From %(day)s: %(phase)s. %(reason)s",
            day=_day(day),
            phase=Sentence(change.state.label),
            reason=change.reason,
        )
        yield Found(Subject.DECISIONS, f"phase:{change.id}", sentence, f"/areas/{slug}/roadmap", slug)
    for decision, candidate in ground.discovered.decided:
        sentence = say(
            "The candidate “%(title)s”, by %(who)s on %(day)s: %(state)s. %(reasons)s",
            title=candidate.title,
            who=decision.decided_by,
            day=_day(decision.decided_on.isoformat()),
            state=Sentence(decision.state.label),
            reasons=" ".join(decision.reasons.split()),
        )
        yield Found(Subject.DECISIONS, f"candidate:{decision.id}", sentence, f"/candidates/{candidate.id}", slug)
    for one in ground.snapshots:
        kind = Sentence(one.sort.label)
        frozen = _day(day_of(one.frozen_at).isoformat())
        sentence = (
            say(
                "%(kind)s no. %(number)s: decided by %(who)s on %(day)s%(paragraph)s.",
                kind=kind,
                number=one.number,
                who=one.decision_body,
                day=_day(one.decided_on.isoformat()),
                paragraph=f", {one.paragraph}" if one.paragraph else "",
            )
            if one.decided_on and one.decision_body
            else say("%(kind)s no. %(number)s was frozen on %(day)s.", kind=kind, number=one.number, day=frozen)
        )
        yield Found(Subject.DECISIONS, f"snapshot:{one.id}", sentence, f"/areas/{slug}/snapshots/{one.number}", slug)


def _day(text: str) -> Shown:
    return date_in_words(read_partial_date(text))
