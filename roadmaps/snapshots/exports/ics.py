"""The dates of a version as a calendar file: what was planned when it was frozen, to be put into a calendar once.

Entries have the identities that they have in the calendars of the site, so that importing a newer version moves them
instead of adding others beside them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from roadmaps.calendars.drawing import draw
from roadmaps.calendars.entries import Entry, Written, since
from roadmaps.calendars.plan_entries import of_activity, of_next_step, of_review
from roadmaps.conflicts.rows import RegisteredConflict
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.manuscript import Manuscript

_ALL = date.min


def write(manuscript: Manuscript) -> bytes:
    """The file (RFC 5545): whole days, where the end is the first day that is not covered any more."""
    edition, words = manuscript.edition, manuscript.words
    return draw(
        entries_in(manuscript),
        name=" – ".join([edition.name_in(words.language), *(words.shown(value) for _, value in edition.facts[:1])]),
        in_words=words.shown,
        base_url=edition.site,
    )


def entries_in(manuscript: Manuscript) -> list[Entry]:
    """What has a date in the version, as far as its part is wanted, in the order of the days."""
    entries = (replace(one, path=_place(manuscript.edition, one)) for one in _entries(manuscript))
    return since(list(entries), _ALL)


def _entries(manuscript: Manuscript) -> Iterator[Entry]:
    edition, choice, language = manuscript.edition, manuscript.choice, manuscript.words.language
    told = Written(edition.file.version.revision, manuscript.extras.made_at)
    versions = {block.id: told for block in edition.document.state}
    yield from of_next_step(_with_next_step(edition), told, language)
    if choice.has(Part.GOALS, Part.TIMELINE):
        for activity in edition.plan.activities:
            yield from of_activity(activity, versions, language)
    if choice.has(Part.CONFLICTS):
        for block in edition.document.state.of_kind("goal_conflict"):
            conflict = RegisteredConflict(edition.plan.area, block, (), (), _owner(edition, block))
            yield from of_review(conflict, versions, language)


def _with_next_step(edition: Edition) -> Roadmap:
    """The roadmap with what was to happen next, as it was told; a row of no database."""
    told = edition.file.roadmap
    return Roadmap(
        id=uuid5(NAMESPACE_URL, f"{edition.site}/areas/{edition.file.area.slug}/roadmap"),
        area=edition.plan.area,
        phase=told.phase.value,
        next_step=told.next_step,
        next_on=told.next_on,
    )


def _owner(edition: Edition, block: BlockState) -> str | None:
    said = block.content["owner"]
    return edition.plan.organisations.get(UUID(said)) if said else None


def _place(edition: Edition, entry: Entry) -> str:
    """Where in the version it can be read."""
    path = edition.address.removeprefix(edition.site)
    return f"{path}#block-{entry.about}" if entry.about in edition.document.state else path
