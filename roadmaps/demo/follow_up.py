"""The demo's follow-up of 2025: drawn from its records, with what the coordinator wrote between."""

from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.follow_up import rules
from roadmaps.follow_up.kinds import Chapter, Memorandum
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions.states import current


def report_on_last_year(session: Session, world: World) -> None:
    """Draft it, write in it, and finish it for everybody to read."""
    told = content("follow_up.toml")
    actor, at = world.actor(session, told["by"], told["on"]), moment(told["on"])
    ends = rules.Ends(told["from_on"], told["until_on"])
    report = rules.begin(session, None, ends, words=words_in("sv"), name="styrkeområdena", actor=actor, at=at)
    for block in list(current(session, report.history)):
        if block.kind == Memorandum.name:
            facts = told["memorandum"]
        elif block.kind == Chapter.name and block.content["subject"] in told["analysis"]:
            facts = {"text": told["analysis"][block.content["subject"]]}
        else:
            continue
        rules.edit(session, report, block.id, facts, based_on=report.history.current, actor=actor, at=at)
        session.refresh(report.history)
    finished_at = moment(told["finished_on"])
    rules.finish(session, report, based_on=report.history.current, actor=actor, at=finished_at)
