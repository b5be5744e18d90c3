"""Who has taken part: every organisation that the roadmap names, by part of society, with what it does there."""

from collections import Counter
from uuid import UUID

from roadmaps.accounts.models import Helix
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell
from roadmaps.papers.tree import Cell, Column, Section, Table
from roadmaps.roadmap.kinds.choices import Part as Share
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.format import OrganisationFacts


def actors(making: Making) -> Section | None:
    """The organisations as a table."""
    organisations = sorted(making.edition.file.organisations, key=lambda one: list(Helix).index(one.helix))
    if not organisations:
        return None
    counted = _shares(making)
    head = N_("Organisation"), N_("Part of society"), N_("Leads"), N_("Takes part"), N_("Has written")
    table = Table(
        caption=making.say(N_("Organisations, with the number of activities that each leads and takes part in")),
        columns=[Column(share=4), Column(share=3), *[Column("right", share=1.2)] * 2, Column(share=1.2)],
        head=[[cell(making.say(label)) for label in head]],
        body=[_row(making, one, counted) for one in organisations],
        has_row_heads=True,
    )
    return making.part(Part.ACTORS, [table])


def _shares(making: Making) -> Counter[tuple[UUID, Share]]:
    shares = [share for activity in making.plan.activities for share in activity.shares if not share.is_declined]
    return Counter((share.organisation_id, share.part) for share in shares)


def _row(making: Making, one: OrganisationFacts, counted: Counter[tuple[UUID, Share]]) -> list[Cell]:
    leads, takes_part = (counted[one.id, share] for share in (Share.LEADS, Share.TAKES_PART))
    return [
        cell(one.name),
        cell(making.words.translate(one.helix.label)),
        cell(str(leads or "–")),
        cell(str(takes_part or "–")),
        cell(making.say(N_("Yes")) if one.has_written else "–"),
    ]
