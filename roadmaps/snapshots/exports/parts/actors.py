"""Who has taken part: the organisations by part of society, and who of them has written."""

from collections.abc import Iterator, Sequence

from roadmaps.accounts.models import Helix
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import fact, paragraph
from roadmaps.papers.tree import Block, Fact, Facts, Section
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.format import OrganisationFacts


def actors(making: Making) -> Section | None:
    """Those who have a part in the activities or have written; not those who only see to a figure or a conflict."""
    shares = (share for activity in making.plan.activities for share in activity.shares if not share.is_declined)
    acting = {share.organisation_id for share in shares}
    told = [one for one in making.edition.file.organisations if one.has_written or one.id in acting]
    return making.part(Part.ACTORS, list(_inside(making, told))) if told else None


def _inside(making: Making, told: Sequence[OrganisationFacts]) -> Iterator[Block]:
    writers = [one.name for one in told if one.has_written]
    if len(writers) == len(told):
        yield paragraph(making.say(N_("These organisations have written in the roadmap.")))
    else:
        yield paragraph(
            making.say(N_("These organisations have written in the roadmap or have a part in its activities."))
        )
    yield Facts(list(_by_helix(making, told)))
    if writers and len(writers) < len(told):
        names = ", ".join(writers)
        yield paragraph(making.say(N_("In the text itself these have written: %(names)s."), names=names))


def _by_helix(making: Making, told: Sequence[OrganisationFacts]) -> Iterator[Fact]:
    for helix in Helix:
        if names := [one.name for one in told if one.helix is helix]:
            yield fact(making.words.translate(helix.label), paragraph(", ".join(names)))
