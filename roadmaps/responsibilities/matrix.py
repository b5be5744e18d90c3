"""Who does what, as a table: activities by organisations. No session."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from roadmaps.plan.rows import PlannedActivity, Share
from roadmaps.roadmap.kinds.choices import Part


@dataclass(frozen=True)
class Column:
    """One organisation, with how much it leads and takes part in."""

    organisation_id: UUID
    name: str
    leads: int
    takes_part: int


@dataclass(frozen=True)
class Row:
    """One activity with the share of each column's organisation; None where it has none."""

    activity: PlannedActivity
    shares: Sequence[Share | None]


@dataclass(frozen=True)
class Matrix:
    """The table. Organisations that do most come first; activities that nobody leads do too."""

    columns: Sequence[Column]
    rows: Sequence[Row]


def matrix_of(activities: Sequence[PlannedActivity]) -> Matrix:
    """The matrix of these activities, with the organisations that have some part in them."""
    names: dict[UUID, str] = {}
    counted: Counter[tuple[UUID, Part]] = Counter()
    for share in (one for activity in activities for one in activity.shares):
        names[share.organisation_id] = share.organisation
        counted[share.organisation_id, share.part] += 1
    columns = [
        Column(key, name, counted[key, Part.LEADS], counted[key, Part.TAKES_PART]) for key, name in names.items()
    ]
    columns.sort(key=lambda one: (-one.leads, -one.takes_part, one.name))
    rows = [_row(activity, columns) for activity in sorted(activities, key=lambda one: one.lead is not None)]
    return Matrix(columns, rows)


def _row(activity: PlannedActivity, columns: Sequence[Column]) -> Row:
    by_organisation = {share.organisation_id: share for share in activity.shares}
    return Row(activity, [by_organisation.get(column.organisation_id) for column in columns])
