"""Something of each sort that moderation settles, in a roadmap that is there already."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Role
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import WaitingComment
from roadmaps.discussion.rules import open_thread
from roadmaps.discussion.waiting import choose_read_first, post_thread
from roadmaps.foundation.clock import now
from roadmaps.moderation import rules
from roadmaps.moderation.models import FlagReason, ThingSort
from roadmaps.moderation.things import find_thing
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import ChangeAct
from roadmaps.suggestions.rules import Wish, suggest
from tests.factories.areas import someone_with
from tests.factories.discussion import comments_of


@dataclass(frozen=True)
class Moderated:
    """What there is to settle."""

    waiting_id: UUID
    unseen_id: UUID
    appeal_id: UUID
    hidden_id: UUID


def something_of_each(session: Session, roadmap: Roadmap, *, leader: Actor, author: Actor) -> Moderated:
    """A post and a suggestion that wait for a look, an appeal, a flag, and a hidden comment that can be appealed."""
    new = someone_with(session, roadmap.area, Role.ACTOR, "Nils Ny")
    choose_read_first(session, roadmap, is_on=True, actor=leader, at=now())
    waiting = post_thread(session, roadmap, body="Hej, jag är ny här.", actor=new, at=now())
    assert isinstance(waiting, WaitingComment)
    state = current(session, roadmap.history)
    wish = Wish(ChangeAct.EDIT, state.of_kind("goal")[0].id, based_on=state.number, content={"title": "Mer lokal mat"})
    unseen = suggest(session, roadmap, [wish], motive="Tydligare så.", actor=new, at=now())
    choose_read_first(session, roadmap, is_on=False, actor=leader, at=now())
    hidden = []
    for by in (new, author):
        [comment] = comments_of(session, open_thread(session, roadmap, body="Ni ljuger.", actor=by, at=now()))
        thing = find_thing(session, ThingSort.COMMENT, comment.id, leader)
        rules.flag(session, thing, reason=FlagReason.HURTS, actor=leader, at=now())
        hide_comment(session, comment, reason="Ett påhopp.", actor=leader, at=now())
        hidden.append(comment)
    appeal = rules.appeal(session, hidden[0], words="Jag menade siffrorna.", actor=new, at=now())
    return Moderated(waiting.id, unseen.id, appeal.id, hidden[1].id)
