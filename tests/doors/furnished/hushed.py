"""What only some may read although it stands beside what all may: hidden words, flags, wordings of before, notes and answers.

`corner.hidden` is a word that only those who lead the area may read, and whoever wrote it.
"""

from datetime import date, timedelta

from sqlalchemy import update

from roadmaps.areas.models import Mute
from roadmaps.binder.criteria import Criterion, Judged
from roadmaps.binder.rules import judge
from roadmaps.desk.rules import assign, snooze
from roadmaps.desk.waiting import Point
from roadmaps.discussion.comments import edit_comment, hide_comment
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.clock import now, today
from roadmaps.meetings.models import Meeting
from roadmaps.meetings.rules import writing
from roadmaps.meetings.rules.planning import Wanted, put_agenda
from roadmaps.moderation.models import FlagReason, ThingSort
from roadmaps.moderation.rules import flag
from roadmaps.moderation.things import find_thing
from roadmaps.suggestions.models import ChangeAct, SourceSort, Stance
from roadmaps.suggestions.rules import Source, Wish, decline, suggest
from roadmaps.suggestions.rules.stances import take_stance
from tests.doors.furnished.corner import Corner
from tests.factories.discussion import comments_of


def furnish(corner: Corner) -> None:
    """Hide, flag, mute, reword, note and weigh."""
    _comments(corner)
    _suggestions(corner)
    _meetings(corner)
    _leading(corner)


def _comments(corner: Corner) -> None:
    """One that was hidden, in a thread that goes on; one with an earlier wording; words of flags and of muting."""
    session, roadmap, actor, leader = corner.session, corner.plan.roadmap, corner.actor, corner.leader
    block = corner.facts["block_id"]
    thread = open_thread(
        session, roadmap, block_id=block, body=f"Vad menas, {corner.word}?", actor=corner.editor, at=now()
    )
    [comment] = comments_of(session, thread)
    edit_comment(session, comment, body=f"Vad menas här, {corner.word}?", based_on=1, actor=corner.editor, at=now())
    ill = open_thread(session, roadmap, block_id=block, body=f"Ni ljuger {corner.hidden}.", actor=actor, at=now())
    [hidden] = comments_of(session, ill)
    thing = find_thing(session, ThingSort.COMMENT, hidden.id, leader)
    flag(session, thing, reason=FlagReason.HURTS, words=f"Det här sårar {corner.hidden}.", actor=leader, at=now())
    hide_comment(session, hidden, reason="Ett påhopp.", actor=leader, at=now())
    corner.facts |= {"hidden_comment": hidden.id, "hidden_thread": ill.id}
    muted = update(Mute).where(Mute.area_id == corner.area.id)
    session.execute(muted.values(reason=f"Påhopp {corner.hidden}"))


def _suggestions(corner: Corner) -> None:
    """With a source and a stance, and one that was declined, all about the working version."""
    session, roadmap, actor = corner.session, corner.plan.roadmap, corner.editor
    wish = Wish(
        ChangeAct.EDIT, corner.facts["block_id"], based_on=corner.plan.number, content={"text": f"Så {corner.word}."}
    )
    source = Source(SourceSort.EXPERIENCE, f"Vi har sett det, {corner.word}.")
    made = [
        suggest(session, roadmap, [wish], motive=f"Därför {corner.word}.", sources=[source], actor=actor, at=now())
        for _ in range(2)
    ]
    take_stance(session, made[0], Stance.HOLDS_BACK, words=f"Nja, {corner.word}.", actor=corner.actor, at=now())
    decline(session, made[1], reason=f"Nej, {corner.word}.", actor=corner.leader, at=now())


def _meetings(corner: Corner) -> None:
    """What was said, noted and decided at one for those who serve the area."""
    session, leader, held = corner.session, corner.leader, corner.session.get_one(Meeting, corner.facts["held_id"])
    put_agenda(session, held, [Wanted(title=f"Lägesrunda {corner.word}")], actor=leader)
    writing.write_notes(session, held, f"Vi talade om {corner.word}.", based_on=0, actor=leader, at=now())
    writing.write_input(session, held, f"Köket {corner.word}.", key="x", who="Någon", actor=leader, at=now())
    writing.decide(session, held, f"Vi gör det, {corner.word}.", actor=leader, at=now())


def _leading(corner: Corner) -> None:
    """What those who lead keep for themselves: whose turn it is, what waits, and how the binder is judged."""
    session, leader, area = corner.session, corner.leader, corner.area
    judge(
        session, area, Criterion.ANALYSIS, Judged.FULFILLED, words=f"Så är det, {corner.word}.", actor=leader, at=now()
    )
    point = Point("suggestions", corner.facts["suggestion_id"], area.id, now())
    note = f"Se på det, {corner.hidden}."
    assign(session, point, leader.person_id, title="Ett förslag", note=note, actor=leader, at=now())
    snooze(session, point, today() + timedelta(days=7), actor=leader, at=now())
    corner.facts["a_day"] = date(2026, 12, 1)
