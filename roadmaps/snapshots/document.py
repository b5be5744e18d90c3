"""From a roadmap to its document, and from a document back to what the pages and exports read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.files.shown import files_shown
from roadmaps.revisions.contributors import ORGANISATION, for_each_author
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.elsewhere import named_elsewhere, names_of_goals
from roadmaps.roadmap.kinds.choices import Answer
from roadmaps.roadmap.models import PhaseChange, Roadmap
from roadmaps.roadmap.queries import phase_changes
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.snapshots.alongside import as_facts, measured_in, terms_in
from roadmaps.snapshots.format import (
    AreaFacts,
    BlockFacts,
    ElsewhereFacts,
    FileFacts,
    OrganisationFacts,
    PlanFacts,
    RoadmapFile,
    VersionFacts,
)
from roadmaps.snapshots.translated import Html, facts_of, html_of
from roadmaps.strategy.queries import names_of_elements
from roadmaps.translating.models import Translation
from roadmaps.translating.queries import languages_used, translations_of
from roadmaps.translating.wording import Key, by_text


def document_of(
    session: Session,
    roadmap: Roadmap,
    state: State,
    version: VersionFacts | None = None,
    *,
    at: datetime | None = None,
) -> RoadmapFile:
    """Everything that is needed to read the state without the rest of the database, or to build it up elsewhere.

    `at` is the moment whose phase, readings and glossary are told; None for now. A fixed number of queries.
    """
    return written(session, roadmap, state, version, at=at)[0]


def written(
    session: Session,
    roadmap: Roadmap,
    state: State,
    version: VersionFacts | None = None,
    *,
    at: datetime | None = None,
) -> tuple[RoadmapFile, Html]:
    """The same with the HTML of its prose, that of the terms too, as `state_of` and editions take it."""
    words = terms_in(session, state, at)
    translated = _translated(session, roadmap, at)
    other_html = {
        key: fields for language, versions in translated.items() for key, fields in html_of(state, versions, language)
    }
    file = RoadmapFile(
        area=_area(roadmap.area),
        roadmap=_plan(roadmap, _phase_at(session, roadmap, at) if at else None),
        version=version or VersionFacts(revision=state.number),
        organisations=list(_organisations(session, roadmap, state)),
        elsewhere=list(_elsewhere(session, state)),
        blocks=[
            BlockFacts(id=block.id, kind=block.kind, parent=block.parent_id, rank=block.rank, content=block.content)
            for block in state.in_reading_order()
        ],
        measured=measured_in(session, state, at),
        terms=as_facts(words),
        files=list(_files(session, roadmap, state, other_html)),
        translations=[
            fact for language, versions in translated.items() for fact in facts_of(state, versions, language)
        ],
    )
    return file, {**{str(block.id): dict(block.html) for block in (*state, *words) if block.html}, **other_html}


def state_of(document: RoadmapFile, html: Html | None = None) -> State:
    """The document's blocks as a state, which pages, comparisons and exports read like any other."""
    rendered = html or {}
    return State(
        document.version.revision,
        [
            BlockState(
                id=block.id,
                kind=block.kind,
                number=document.version.revision,
                parent_id=block.parent,
                rank=block.rank,
                is_removed=False,
                content=_whole(block),
                html=rendered.get(str(block.id), {}),
            )
            for block in document.blocks
        ],
    )


def _whole(block: BlockFacts) -> Content:
    """The content with the fields that its kind has got since it was frozen."""
    return {**_unsaid(block.kind), **block.content}


@cache
def _unsaid(kind: str) -> Content:
    fields = ROADMAP[kind].model_fields.items()
    unsaid: Content = {name: field.get_default() for name, field in fields if not field.is_required()}
    # Before organisations could answer, what was frozen had been agreed in other ways.
    return unsaid | {"answer": Answer.ACCEPTED} if kind == "responsibility" else unsaid


def names_of(*documents: RoadmapFile) -> Names:
    """What the identities in the documents' fields are called, as they were called then."""
    organisations = {one.id: one.name for document in documents for one in document.organisations}
    elsewhere = [one for document in documents for one in document.elsewhere]
    return Names.of(
        *(state_of(document) for document in documents),
        organisations=organisations,
        strategy={one.id: one.name for one in elsewhere if one.sort == "strategy"},
        goals_elsewhere={one.id: one.name for one in elsewhere if one.sort == "goal"},
    )


def named_organisations(blocks: Iterable[tuple[str, Mapping[str, object]]]) -> set[UUID]:
    """The organisations that blocks (kind and content) point at."""
    return {
        UUID(str(content[name]))
        for kind, content in blocks
        for name, ask in ROADMAP[kind].asks().items()
        if ask.widget == "organisation" and content.get(name)
    }


def _area(area: Area) -> AreaFacts:
    return AreaFacts(
        slug=area.slug, name=area.name, name_en=area.name_en, color=area.color, description=area.description
    )


def _phase_at(session: Session, roadmap: Roadmap, at: datetime) -> PhaseChange | None:
    return session.scalar(phase_changes(roadmap).where(PhaseChange.changed_at <= at).limit(1))


def _plan(roadmap: Roadmap, change: PhaseChange | None) -> PlanFacts:
    return PlanFacts(
        period_from=roadmap.period_from,
        period_to=roadmap.period_to,
        phase=change.state if change else roadmap.state,
        phase_since=change.since if change else roadmap.phase_since,
        phase_reason=change.reason if change else roadmap.phase_reason,
        next_step=change.next_step if change else roadmap.next_step,
        next_on=change.next_on if change else roadmap.next_on,
    )


def _organisations(session: Session, roadmap: Roadmap, state: State) -> Iterable[OrganisationFacts]:
    written = (Revision.history_id == roadmap.history_id, Revision.number <= state.number)
    wrote = for_each_author(select(ORGANISATION).where(*written, ORGANISATION.is_not(None)).distinct())
    writers = {one for one in session.scalars(wrote) if one}
    named = named_organisations((block.kind, block.content) for block in state)
    found = session.scalars(select(Organisation).where(Organisation.id.in_(writers | named)))
    for one in sorted(found, key=lambda organisation: (organisation.name.casefold(), organisation.id)):
        yield OrganisationFacts(id=one.id, name=one.name, helix=one.helix, has_written=one.id in writers)


def _elsewhere(session: Session, state: State) -> Iterable[ElsewhereFacts]:
    """A document may go to anyone, so that it names what is open to everyone only."""
    named = named_elsewhere([state], "strategy")
    strategy = {key: name for key, name in names_of_elements(session).items() if key in named} if named else {}
    goals = names_of_goals(session, named_elsewhere([state], "goals_elsewhere"), None)
    yield from (ElsewhereFacts(id=key, sort="strategy", name=strategy[key]) for key in sorted(strategy))
    yield from (ElsewhereFacts(id=key, sort="goal", name=goals[key]) for key in sorted(goals))


def _translated(
    session: Session, roadmap: Roadmap, at: datetime | None
) -> Mapping[str, Mapping[Key, Sequence[Translation]]]:
    """The translations of the roadmap's texts as of the moment, by language, those in use only."""
    found: dict[str, list[Translation]] = {one.code: [] for one in languages_used(session)}
    for one in session.scalars(translations_of(roadmap, at=at)):
        if one.language in found:
            found[one.language].append(one)
    return {language: by_text(rows) for language, rows in found.items() if rows}


def _files(session: Session, roadmap: Roadmap, state: State, other_html: Html) -> Iterable[FileFacts]:
    texts = [html for block in state for html in block.html.values()]
    texts += [html for fields in other_html.values() for html in fields.values()]
    for one in files_shown(session, roadmap, texts):
        yield FileFacts(
            id=one.id, name=one.name, media_type=one.media_type, size=one.size, sha256=one.sha256, alt=one.alt
        )


def in_utc(moment: datetime) -> datetime:
    """The moment as the document tells it: in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)
