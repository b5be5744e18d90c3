"""The readings of one indicator as its page tells them: who, when, from where, and what stood there before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.indicators.models import Reading, Sex
from roadmaps.indicators.numbers import plain
from roadmaps.indicators.queries import every_reading_of
from roadmaps.roadmap.kinds.choices import LABELS, Municipality
from roadmaps.roadmap.values import Shown, date_in_words, number_in_words


@dataclass(frozen=True)
class Told:
    """One row as it was recorded. `person` is None for readers who do not see names."""

    reading: Reading
    person: str | None
    organisation: str | None

    @property
    def number(self) -> str | None:
        """The value for people; None when the row takes a reading back."""
        return None if self.reading.value is None else number_in_words(plain(self.reading.value))

    @property
    def when(self) -> Shown:
        """The period for people."""
        return date_in_words(read_partial_date(self.reading.period))

    @property
    def place(self) -> str | None:
        """The municipality's name; None for the county as a whole."""
        code = self.reading.municipality
        return LABELS[Municipality][Municipality(code)] if code else None

    @property
    def sex(self) -> Sex:
        """Whom it counts."""
        return Sex(self.reading.sex)


@dataclass(frozen=True)
class Story:
    """The row that stands, and those that it stands instead of, newest first."""

    last: Told
    earlier: Sequence[Told]


@dataclass(frozen=True)
class Stories:
    """The readings of an indicator by what they are of, newest period first."""

    totals: Sequence[Story]
    by_sex: Sequence[Story]
    by_municipality: Sequence[Story]

    @property
    def everything(self) -> Sequence[Story]:
        """All of them."""
        return [*self.totals, *self.by_sex, *self.by_municipality]


def stories_of(session: Session, indicator_id: UUID, viewer: Actor | None) -> Stories:
    """Every reading of the indicator, also those taken back. Three queries."""
    rows = session.scalars(every_reading_of(indicator_id)).all()
    by_row = told(session, rows, viewer)
    newer = {row.corrects_id for row in rows if row.corrects_id}
    stories = [_story(by_row, row) for row in rows if row.id not in newer]
    stories.sort(key=lambda one: _order(one.last.reading))
    return Stories(
        totals=[one for one in stories if one.last.reading.is_total],
        by_sex=[one for one in stories if one.last.reading.sex != Sex.ALL and one.last.reading.municipality is None],
        by_municipality=[one for one in stories if one.last.reading.municipality is not None],
    )


def told(session: Session, rows: Sequence[Reading], viewer: Actor | None) -> Mapping[UUID, Told]:
    """These rows with who recorded them, as far as the viewer may know. Two queries."""
    persons = person_names(session, {row.person_id for row in rows if row.person_id}) if may_see_names(viewer) else {}
    wanted = {row.organisation_id for row in rows if row.organisation_id}
    found = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)))
    organisations = dict(found.all()) if wanted else {}
    return {
        row.id: Told(row, persons.get(row.person_id or row.id), organisations.get(row.organisation_id or row.id))
        for row in rows
    }


def _story(told: Mapping[UUID, Told], last: Reading) -> Story:
    earlier = []
    row = last
    while row.corrects_id is not None:
        row = told[row.corrects_id].reading
        earlier.append(told[row.id])
    return Story(told[last.id], earlier)


def _order(reading: Reading) -> tuple[int, int, str, int]:
    """Newest period first, then place by place, and all before women before men."""
    sexes = list(Sex)
    return (
        -reading.last_on.toordinal(),
        -reading.first_on.toordinal(),
        reading.municipality or "",
        sexes.index(Sex(reading.sex)),
    )
