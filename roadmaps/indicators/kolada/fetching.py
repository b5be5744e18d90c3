"""Fetching for one indicator after another, each by itself: what one brings is kept, whatever befalls the next.

The network is asked while no unit of work is open, so that a slow source holds nobody up.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, Refusal
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.indicators.followed import is_followed
from roadmaps.indicators.kolada import rules
from roadmaps.indicators.kolada.client import Kolada
from roadmaps.indicators.kolada.failures import Failure, SourceFailed
from roadmaps.indicators.kolada.format import Figure
from roadmaps.indicators.kolada.places import asked_for
from roadmaps.indicators.kolada.rules import NOTHING, Planned, Words
from roadmaps.indicators.queries import every_indicator
from roadmaps.revisions.states import BlockState, current_block
from roadmaps.roadmap.models import Roadmap

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fetched:
    """How it went for one indicator: what was done (or, in a dry run, would be), or what stood in the way."""

    indicator: BlockState
    planned: Planned = NOTHING
    failed: SourceFailed | None = None

    @property
    def sentence(self) -> Sentence:
        """What happened, for people."""
        return self.failed.sentence if self.failed else _counted(self.planned)


@dataclass(frozen=True)
class Errand:
    """What to fetch with: the source, the words to write, the moment, and who asked (None: the site itself)."""

    source: Kolada
    words_for: Callable[[BlockState], Words]
    at: datetime
    since: int | None = None
    asked_by: UUID | None = None
    is_dry: bool = False


def fetchable(
    units: UnitsOfWork, *, slug: str | None = None, indicator_id: UUID | None = None
) -> list[tuple[Roadmap, BlockState]]:
    """The indicators that have a number in Kolada, in roadmaps that still take readings."""
    with units.database.reading() as session:
        return [
            (roadmap, block)
            for roadmap, block in every_indicator(session)
            if block.content["kolada_id"]
            and is_followed(roadmap)
            and slug in {None, roadmap.area.slug}
            and indicator_id in {None, block.id}
        ]


def fetch_all(units: UnitsOfWork, wanted: Sequence[tuple[Roadmap, BlockState]], errand: Errand) -> Iterator[Fetched]:
    """Fetch for each of the indicators, and tell how it went as soon as it is known."""
    for roadmap, indicator in wanted:
        yield fetch_one(units, roadmap, indicator, errand)


def fetch_one(units: UnitsOfWork, roadmap: Roadmap, indicator: BlockState, errand: Errand) -> Fetched:
    """Fetch for one indicator. A failure is noted and told, never raised."""
    try:
        figures = _ask(indicator, errand)
        return Fetched(indicator, _keep(units, roadmap.id, indicator, figures, errand))
    except SourceFailed as failed:
        _note(units, indicator, failed, errand)
        return Fetched(indicator, failed=failed)


def _ask(indicator: BlockState, errand: Errand) -> list[Figure]:
    content = indicator.content
    years = rules.years_of(indicator, since=errand.since, today=day_of(errand.at))
    return errand.source.figures(content["kolada_id"], asked_for(by_municipality=content["by_municipality"]), years)


def _keep(
    units: UnitsOfWork, roadmap_id: UUID, indicator: BlockState, figures: Sequence[Figure], errand: Errand
) -> Planned:
    if errand.is_dry:
        with units.database.reading() as session:
            return rules.plan(session, indicator, figures, today=day_of(errand.at))
    try:
        with units.change() as session:
            roadmap = session.get_one(Roadmap, roadmap_id)
            _check_as_asked(session, roadmap, indicator)
            planned, _fetch = rules.keep(
                session,
                roadmap,
                indicator,
                figures,
                words=errand.words_for(indicator),
                asked_by=errand.asked_by,
                at=errand.at,
            )
            return planned
    except Refusal as refusal:
        raise SourceFailed(Failure.NOT_KEPT, str(refusal.sentence)) from refusal
    except SQLAlchemyError as error:
        log.exception("what Kolada said of %s could not be kept", indicator.content["kolada_id"])
        raise SourceFailed(Failure.NOT_KEPT, type(error).__name__) from error


def _check_as_asked(session: Session, roadmap: Roadmap, indicator: BlockState) -> None:
    """Refuse what was asked of an indicator that somebody has changed while the source was answering."""
    here = current_block(session, indicator.id)
    asked = ("kolada_id", "by_municipality", "by_sex")
    if (
        here is None
        or here.is_removed
        or not is_followed(roadmap)
        or any(here.content[name] != indicator.content[name] for name in asked)
    ):
        raise Invalid(say("The indicator was changed meanwhile. Fetch once more."))


def _note(units: UnitsOfWork, indicator: BlockState, failed: SourceFailed, errand: Errand) -> None:
    if not errand.is_dry:
        with units.change() as session:
            rules.note_failure(session, indicator, failed, asked_by=errand.asked_by, at=errand.at)


def _counted(planned: Planned) -> Sentence:
    if planned.is_empty:
        return say("Kolada has no figures for these places and years.")
    parts = [say_number("%(num)s new reading", "%(num)s new readings", len(planned.new))]
    if planned.corrections:
        parts.append(say_number("%(num)s corrected", "%(num)s corrected", len(planned.corrections)))
    if planned.same:
        parts.append(say_number("%(num)s the same as before", "%(num)s the same as before", planned.same))
    if planned.kept:
        parts.append(
            say_number("%(num)s left as people have put it", "%(num)s left as people have put them", planned.kept)
        )
    if planned.left_out:
        parts.append(
            say_number("%(num)s that Kolada does not give", "%(num)s that Kolada does not give", planned.left_out)
        )
    return say("%(parts)s.", parts=tuple(parts))
