"""What people say about a roadmap: threads, suggestions, what moderation settles, needs and ideas, and what the desk collects."""

from roadmaps.areas.rules import name_successor
from roadmaps.discovery.words import CandidateState
from roadmaps.discussion.models import Outcome
from roadmaps.discussion.rules import open_thread, reply, resolve
from roadmaps.foundation.clock import now
from roadmaps.moderation.models import FlagReason, ThingSort
from roadmaps.moderation.rules import flag
from roadmaps.moderation.things import find_thing
from roadmaps.suggestions.models import ChangeAct
from roadmaps.suggestions.rules import Wish, begin, decline, put_change, suggest
from tests.doors.furnished.corner import Corner
from tests.factories.discovery import a_candidate, a_finding, an_unread_finding, decided
from tests.factories.discussion import comments_of
from tests.factories.moderation import something_of_each


def furnish(corner: Corner) -> None:
    """Let everybody have said something."""
    _threads(corner)
    _suggestions(corner)
    _moderation(corner)
    _discovery(corner)
    successor = corner.person(corner.editor)
    name_successor(corner.session, corner.area, successor, actor=corner.leader, at=now())


def _threads(corner: Corner) -> None:
    session, roadmap, actor = corner.session, corner.plan.roadmap, corner.actor
    thread = open_thread(session, roadmap, block_id=corner.facts["block_id"], body="Hur mycket?", actor=actor, at=now())
    reply(session, thread, body="Dubbelt.", actor=corner.leader, at=now())
    [comment, *_] = comments_of(session, thread)
    corner.facts |= {"thread_id": thread.id, "comment_id": comment.id}
    settled = open_thread(session, roadmap, body="Är vi klara?", actor=actor, at=now())
    resolve(session, settled, outcome=Outcome.NOT_CHANGED, text="Ja.", actor=corner.leader, at=now())
    corner.at("discussion.reopen", "api.reopen_thread", thread_id=settled.id)


def _suggestions(corner: Corner) -> None:
    session, roadmap = corner.session, corner.plan.roadmap
    number = corner.plan.number
    wish = Wish(ChangeAct.EDIT, corner.facts["block_id"], based_on=number, content={"text": "Alla förädlar."})
    sent = suggest(session, roadmap, [wish], motive="Tydligare så.", actor=corner.actor, at=now())
    corner.facts |= {"suggestion_id": sent.id, "source": "suggestions", "key": sent.id}
    made = [suggest(session, roadmap, [wish], motive="Tydligare.", actor=corner.actor, at=now()) for _ in range(2)]
    corner.facts["second_suggestion"] = made[0].id
    decline(session, made[1], reason="Nej.", actor=corner.leader, at=now())
    corner.at("suggestions.take_back", suggestion_id=made[1].id)
    wish = Wish(
        ChangeAct.EDIT, corner.facts["activity"], based_on=number, content={"text": f"Utkastet {corner.secret}."}
    )
    put_change(session, begin(session, roadmap, actor=corner.actor, at=now()), wish, actor=corner.actor)


def _moderation(corner: Corner) -> None:
    made = something_of_each(corner.session, corner.plan.roadmap, leader=corner.leader, author=corner.actor)
    corner.facts |= {"waiting_id": made.waiting_id, "appeal_id": made.appeal_id}
    corner.at("moderation.make_appeal", "moderation.restore_comment", comment_id=made.hidden_id)
    doors = "moderation.release_suggestion", "moderation.decline_suggestion"
    corner.at(*doors, suggestion_id=made.unseen_id)
    thing = find_thing(corner.session, ThingSort.COMMENT, corner.facts["comment_id"], corner.leader)
    flag(corner.session, thing, reason=FlagReason.HURTS, words="Se på det.", actor=corner.editor, at=now())
    corner.at("moderation.flagged", sort="comment", thing_id=corner.facts["comment_id"])
    corner.at("moderation.flag", sort="comment", thing_id=corner.facts["comment_id"])


def _discovery(corner: Corner) -> None:
    plan = corner.plan
    unread, token = an_unread_finding(plan, f"Olästa {corner.secret}", email="nagon@adress.example")
    corner.facts |= {"finding_id": unread.id}
    corner.at("discovery.follow", "discovery.forget_address", token=token)
    candidate = a_candidate(plan, a_finding(plan), a_finding(plan, by=corner.actor))
    corner.facts["candidate_id"] = candidate.id
    taken = a_finding(plan)
    a_candidate(plan, taken)
    chosen = decided(plan, a_candidate(plan), CandidateState.PRIORITISED)
    corner.at("discovery.tie", "discovery.untie", candidate_id=chosen.id)
    corner.facts["chosen"] = chosen
    corner.facts["read_finding"] = taken.id
