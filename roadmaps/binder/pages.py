"""The binder as it is now: a page for each criterion. Reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.binder.criteria import Criterion
from roadmaps.binder.evidence import Gap, Group, facts_of, gaps_in, groups_in
from roadmaps.binder.models import Exhibit, Judgement
from roadmaps.binder.queries import exhibits_of, judgements_in_areas, judgements_of
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Page:
    """One criterion. `judgements` with the newest, which holds, first; `in_areas` the ones that hold in the areas, for the
    county; `exhibits` also those that were taken out.
    """

    criterion: Criterion
    judgements: Sequence[Judgement]
    in_areas: Sequence[tuple[Area, Judgement]]
    exhibits: Sequence[Exhibit]
    groups: Sequence[Group]
    gaps: Sequence[Gap]

    @property
    def judgement(self) -> Judgement | None:
        """The one that holds; None as long as nobody has judged."""
        return self.judgements[0] if self.judgements else None

    @property
    def standing_exhibits(self) -> Sequence[Exhibit]:
        """Those that have not been taken out."""
        return [one for one in self.exhibits if one.counts]

    @property
    def count(self) -> int:
        """How many things there are to show."""
        return sum(len(group.items) for group in self.groups) + len(self.standing_exhibits)


def binder_of(
    session: Session, area: Area | None, roadmaps: Sequence[Roadmap], *, actor: Actor | None, at: datetime
) -> dict[Criterion, Page]:
    """Every page, for one who may read these roadmaps: that of the area, or (area None) those of the county."""
    facts = facts_of(session, roadmaps, actor=actor, at=at)
    judgements = session.scalars(judgements_of(area.id if area else None)).all()
    exhibits = session.scalars(exhibits_of(area.id if area else None)).unique().all()
    areas = {} if area else {one.area_id: one.area for one in roadmaps}
    elsewhere = session.scalars(judgements_in_areas()).all() if areas else ()
    return {
        criterion: Page(
            criterion,
            [one for one in judgements if one.criterion is criterion],
            _holding(criterion, elsewhere, areas),
            [one for one in exhibits if one.criterion is criterion],
            groups_in(criterion, facts),
            gaps_in(criterion, facts),
        )
        for criterion in Criterion
    }


def organisations_behind(session: Session, pages: Sequence[Page]) -> dict[UUID, str]:
    """For whom those acted who judged and put in, by id."""
    ids = {one.judged_for_id for page in pages for one in page.judgements}
    ids |= {one.judged_for_id for page in pages for _, one in page.in_areas}
    ids |= {one.added_for_id for page in pages for one in page.exhibits}
    named = select(Organisation.id, Organisation.name).where(Organisation.id.in_([one for one in ids if one]))
    return dict(session.execute(named).all())


def _holding(
    criterion: Criterion, newest_first: Sequence[Judgement], areas: Mapping[UUID, Area]
) -> list[tuple[Area, Judgement]]:
    found: dict[UUID, Judgement] = {}
    for one in newest_first:
        if one.criterion is criterion and one.area_id is not None:
            found.setdefault(one.area_id, one)
    return [(area, found[area_id]) for area_id, area in areas.items() if area_id in found]
