"""A document made ready to be read: what a page shows of a frozen version, and what an export writes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.plan.rows import AreaPlan
from roadmaps.revisions.states import State
from roadmaps.roadmap.document import Document, arrange
from roadmaps.roadmap.locks import StandingLocks
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Names, Shown, day_in_words
from roadmaps.roadmap.written import SOURCE
from roadmaps.snapshots.document import names_of, state_of
from roadmaps.snapshots.format import OrganisationFacts, RoadmapFile, digest_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.translated import Html, Told, versions_in
from roadmaps.translating.standing import Progress, progress_of_words
from roadmaps.translating.wording import Version, worded

# In clean HTML, "<" stands for nothing but a tag, so that this finds links only.
_LINK = re.compile(r'(<a [^>]*?href=")(/[^"]*)')
_BLOCK = re.compile(r"/blocks/([0-9a-f-]{36})\Z")


@dataclass(frozen=True)
class Edition:
    """A document, arranged. `text` is its canonical JSON, `address` where it can be read on the site.

    `html` is the prose of its blocks and terms, with links that lead where they should from outside of the site.
    `document` is in `language`, as far as there are translations, and `written` what it says in the roadmap's own.
    """

    file: RoadmapFile
    text: str
    sha256: str
    address: str
    site: str
    document: Document
    names: Names
    html: Html
    written: State
    language: str = SOURCE

    @property
    def organisations(self) -> list[OrganisationFacts]:
        """Those who have written in it."""
        return [one for one in self.file.organisations if one.has_written]

    @property
    def facts(self) -> list[tuple[str, Shown]]:
        """Which version it is, by whose decision and when, as far as there is something to tell."""
        return list(_facts(self.file))

    @cached_property
    def plan(self) -> AreaPlan:
        """The activities as rows. Area and roadmap are what the document tells of them, and no rows of the database."""
        told, years = self.file.area, self.file.roadmap
        area = Area(slug=told.slug, name=told.name, name_en=told.name_en, color=told.color)
        roadmap = Roadmap(area=area, period_from=years.period_from, period_to=years.period_to, phase=years.phase)
        return AreaPlan(roadmap, self.document.state, {one.id: one.name for one in self.file.organisations})

    def read_in(self, language: str, later: Iterable[Version] = ()) -> "Edition":
        """The same as it is read in another language, as far as it is translated; each text knows in which it is.

        :param later: translations that have been made since it was frozen, newest first
        """
        if language == SOURCE:
            return self
        ids = {block.id for block in self.file.blocks}
        linked = [
            Told(one.block_id, one.field, one.text, _with_links(one.html or "", ids, self.site), one.source_sha256)
            for one in later
        ]
        versions = versions_in(self.file, self.html, self.written, language, linked)
        state = worded(self.written, versions, language)
        language = language if progress_of_words(state).is_begun else SOURCE
        names = replace(self.names, blocks=Names.of(state, organisations={}).blocks)
        return replace(self, document=arrange(state, names, {}, StandingLocks()), names=names, language=language)

    @cached_property
    def progress(self) -> Progress:
        """How many of its texts are read in its language, and how many of those are behind."""
        return progress_of_words(self.document.state)

    def name_in(self, language: str) -> str:
        """The area's name in the reader's language, as far as there is one."""
        return self.file.area.name_en if language == "en" and self.file.area.name_en else self.file.area.name


def edition_of(snapshot: Snapshot, *, address: str, site: str = "") -> Edition:
    """A frozen version. With `site`, links to other pages are whole addresses, as a file needs them."""
    file = RoadmapFile.model_validate(json.loads(snapshot.content))
    return _edition(file, json.loads(snapshot.html), snapshot.content, address, site)


def edition_of_state(file: RoadmapFile, html: Html, *, address: str, site: str = "") -> Edition:
    """A version that has not been frozen."""
    return _edition(file, html, file.canonical(), address, site)


def state_in(snapshot: Snapshot) -> State:
    """The blocks of a frozen version, without their HTML: enough to compare by."""
    return state_of(RoadmapFile.model_validate(json.loads(snapshot.content)))


def _edition(file: RoadmapFile, html: Html, text: str, address: str, site: str) -> Edition:
    ids = {block.id for block in file.blocks}
    linked = {
        block: {field: _with_links(prose, ids, site) for field, prose in fields.items()}
        for block, fields in html.items()
    }
    names = names_of(file)
    written = state_of(file, linked)
    document = arrange(written, names, {}, StandingLocks())
    return Edition(file, text, digest_of(text), address, site, document, names, linked, written)


def _with_links(html: str, ids: Iterable[UUID], site: str) -> str:
    """Links to blocks of the same version stay within it; other links of the site keep leading there."""

    def lead(found: re.Match[str]) -> str:
        block = _BLOCK.match(found[2])
        if block and block[1] in here:
            return f"{found[1]}#block-{block[1]}"
        return f"{found[1]}{site}{found[2]}"

    here = {str(one) for one in ids}
    return _LINK.sub(lead, html)


def _facts(file: RoadmapFile) -> Iterator[tuple[str, Shown]]:
    version = file.version
    if version.kind is None or version.frozen_at is None:
        yield N_("Version"), say("Working version, change no. %(number)s", number=version.revision)
        yield N_("State of the work"), Sentence(file.roadmap.phase.label)
        return
    told: Mapping[str, Shown | None] = {
        N_("Version"): say("%(number)s – %(kind)s", number=version.number, kind=Sentence(version.kind.label)),
        N_("Decided by"): version.decision_body,
        N_("Decided on"): day_in_words(version.decided_on) if version.decided_on else None,
        N_("Paragraph"): version.paragraph,
        N_("Registry number"): version.registry_number,
        N_("Frozen on"): day_in_words(day_of(version.frozen_at)),
        N_("Frozen by"): version.frozen_for,
        N_("Replaces"): say("version %(number)s", number=version.supersedes) if version.supersedes else None,
        N_("State of the work"): Sentence(file.roadmap.phase.label),
        N_("Note"): version.note,
    }
    yield from ((label, value) for label, value in told.items() if value)
