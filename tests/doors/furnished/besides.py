"""What lies beside the text: its words in another language, somebody called by name, and what is passed on to who comes next."""

from roadmaps.areas.rules.succession import pass_on
from roadmaps.discussion.models import Thread
from roadmaps.discussion.rules import reply
from roadmaps.foundation.clock import now
from roadmaps.translating.rules import Wish, translate
from tests.doors.furnished.corner import Corner


def furnish(corner: Corner) -> None:
    """Translate, call, and pass on; English must have been chosen."""
    session, roadmap, leader, editor = corner.session, corner.plan.roadmap, corner.leader, corner.editor
    block = corner.facts["activity"]
    # The title says something else than in any frozen version, so its translation is of the working version alone.
    wishes = {"title": Wish(f"So it is called, {corner.word}")}
    translate(session, roadmap, block, "en", wishes, made_from=corner.plan.state[block].number, actor=editor, at=now())
    thread = session.get_one(Thread, corner.facts["thread_id"])
    called = corner.person(editor).name
    reply(session, thread, body=f"Vad säger du, @{called}? {corner.word}", actor=leader, at=now())
    pass_on(session, corner.area, f"Det svåra är {corner.secret}.", actor=leader, at=now())
