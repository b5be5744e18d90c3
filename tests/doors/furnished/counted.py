"""What forms have to say about what stands there already: numbers of revisions, identities of parts and the like."""

from base64 import b64encode

from sqlalchemy import func, select, update

from roadmaps.calendars.models import CalendarLink
from roadmaps.clarity.models import UnclearParagraph
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.discovery.models import CandidateFinding, CandidateOutcome
from roadmaps.follow_up.models import FollowUp
from roadmaps.glossary.queries import glossary_history
from roadmaps.neighbours.models import Mirror
from roadmaps.neighbours.queries import newest_version
from roadmaps.neighbours.versions import activities_in
from roadmaps.responsibilities.models import Question
from roadmaps.revisions.models import BlockVersion
from roadmaps.strategy.queries import strategy_history
from roadmaps.weighing.models import WeighingRound
from roadmaps.weighing.queries import criteria_now
from tests.doors.furnished.corner import Corner
from tests.factories.accounts import LONG_AGO


def furnish(corner: Corner) -> None:
    """Look everything up, when all has been written."""
    session, plan = corner.session, corner.plan
    block = plan.state[corner.facts["block_id"]]
    newest = select(func.max(BlockVersion.number)).where(BlockVersion.block_id == block.id)
    unclear = select(UnclearParagraph.id).where(UnclearParagraph.block_id == block.id)
    link = select(CalendarLink.id).where(CalendarLink.person_id == corner.actor.person_id)
    corner.facts |= {
        "area_id": corner.area.id,
        "leads": corner.leader.person_id,
        "revision": plan.number,
        "paragraph": paragraphs_of(block)[0].digest,
        "block_version": session.scalar(newest),
        "unclear_id": session.scalars(unclear).first(),
        "person.editor of it": corner.editor.person_id,
        "update": b64encode(corner.page.document.put(0, "Ny. ")).decode(),
        "sheet_number": 2,
        "report_number": session.get_one(FollowUp, corner.facts["report_id"]).history.current,
    }
    corner.at("roadmap.undo_revision", number=plan.number)
    asked = update(Question).where(Question.roadmap_id == plan.roadmap.id)
    session.execute(asked.values(asked_at=LONG_AGO))
    corner.at("calendars.revoke", link_id=session.scalars(link).first())
    _of_the_site(corner)
    _of_others(corner)


def _of_the_site(corner: Corner) -> None:
    glossary, strategy = glossary_history(corner.session), strategy_history(corner.session)
    corner.facts |= {
        "glossary_number": glossary.current if glossary else 0,
        "glossary_after": glossary.current + 1 if glossary else 0,
        "strategy_number": strategy.current if strategy else 0,
    }


def _of_others(corner: Corner) -> None:
    session = corner.session
    criteria = criteria_now(session, corner.plan.roadmap.id)
    room = session.scalars(select(WeighingRound).where(WeighingRound.code == corner.at_doors["weighing.dots"]["code"]))
    mirror = session.get_one(Mirror, corner.facts["mirror_id"])
    version = newest_version(session, mirror)
    candidate = corner.facts["candidate_id"]
    part = select(CandidateFinding.finding_id).where(CandidateFinding.candidate_id == candidate)
    criteria_ids = [one.id for one in criteria.criteria] if criteria else []
    corner.facts |= {f"criterion_{place}": one for place, one in enumerate(criteria_ids)}
    outcome = select(CandidateOutcome.id).where(
        CandidateOutcome.candidate_id == corner.at_doors["discovery.untie"]["candidate_id"]
    )
    assert criteria is not None and version is not None
    corner.facts |= {
        "room_entry": room.unique().one().entries[0].id,
        "theirs": f"{mirror.id}:{next(iter(activities_in(version)))}",
    }
    corner.at("discovery.take_out", finding_id=session.scalars(part).first())
    corner.at("discovery.untie", outcome_id=session.scalars(outcome).first())
