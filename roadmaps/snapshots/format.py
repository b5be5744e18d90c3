"""The exchange format: one roadmap as one JSON document, explained in docs/formats.md.

Its schema comes from the models here and from the kinds of block, so that a new kind or field is in it at once. What
has once been frozen stays readable: a change that old documents do not fit gets a new `VERSION`, and the old models
stay.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Never
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import models_json_schema

from roadmaps.accounts.models import Helix
from roadmaps.areas.models import Color
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.indicators.models import Sex
from roadmaps.revisions.kinds import Content, Kind, canonical
from roadmaps.revisions.outline import LONGEST_RANK
from roadmaps.roadmap.kinds.choices import Municipality
from roadmaps.roadmap.phases import Phase
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.models import SnapshotKind

VERSION = 1
NAME: Literal["fardplan-roadmap-1"] = "fardplan-roadmap-1"
ADDRESS = f"/schemas/roadmap-{VERSION}.json"
LARGEST = 10_000_000
MOST_BLOCKS = 10_000
_KINDS = tuple(kind.name for kind in ROADMAP)
Line = Annotated[str, Field(max_length=200)]


def _in_our_times(at: datetime) -> datetime:
    """At the ends of the calendar a moment has no day in every time zone, and could not be shown."""
    if not 1900 <= at.year <= 2999:
        raise ValueError("the year should lie between 1900 and 2999")
    return at


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AreaFacts(_Part):
    """The strength area, as it was called that day."""

    slug: Line
    name: Annotated[str, Field(min_length=1, max_length=200)]
    name_en: Line = ""
    color: Color = Color.SLATE
    description: str = ""


class PlanFacts(_Part):
    """The years that the roadmap is for, and the state that the work was in."""

    period_from: int
    period_to: int
    phase: Phase
    phase_since: date
    phase_reason: str = ""
    next_step: str = ""
    next_on: date | None = None


class JournalFacts(_Part):
    """The newest line of the site's journal when the version was frozen: what came before it cannot be changed unseen."""

    number: Annotated[int, Field(ge=1, description="Number of the line")]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="Of that line, and by it of every line before")]


class VersionFacts(_Part):
    """Which version this is. `number` and what follows are empty for a working version that nobody has frozen."""

    revision: Annotated[int, Field(ge=0, description="Number of the roadmap's newest change that it holds")]
    number: Annotated[int | None, Field(ge=1, description="1, 2, 3 and so on in its roadmap")] = None
    kind: SnapshotKind | None = None
    title: Line = ""
    decision_body: Annotated[Line, Field(description="Who decided")] = ""
    decided_on: date | None = None
    paragraph: Annotated[Line, Field(description="Where in the minutes the decision stands")] = ""
    registry_number: Line = ""
    note: str = ""
    frozen_at: Annotated[datetime, AfterValidator(_in_our_times)] | None = None
    frozen_for: Annotated[Line, Field(description="The organisation for which it was frozen")] = ""
    supersedes: Annotated[int | None, Field(description="Number of the version that it replaces")] = None
    journal: Annotated[JournalFacts | None, Field(description="Where the site's journal stood")] = None


class OrganisationFacts(_Part):
    """An organisation that is named in the roadmap or has written in it."""

    id: UUID
    name: Annotated[str, Field(min_length=1, max_length=200)]
    helix: Helix
    has_written: Annotated[bool, Field(description="Whether somebody has written in the roadmap for it")] = False


class ElsewhereFacts(_Part):
    """Something outside the roadmap that one of its blocks names, as it was called that day."""

    id: UUID
    sort: Annotated[
        Literal["strategy", "goal"],
        Field(description="A part of the regional strategy, or a goal in the roadmap of another area"),
    ]
    name: Annotated[str, Field(min_length=1, max_length=500)]


class ReadingFacts(_Part):
    """One reading of an indicator, as it stood that day."""

    period: Annotated[str, Field(max_length=10, description="As dates of plans are written: 2026-Q4, 2026 …")]
    value: Annotated[str, Field(pattern=r"^-?\d{1,18}(\.\d{1,6})?$", description="In the indicator's own unit")]
    municipality: Annotated[Municipality | None, Field(description="Official code; null: the whole county")] = None
    sex: Annotated[Sex, Field(description="T all, K women, M men")] = Sex.ALL
    source: Line = ""


class MeasuredFacts(_Part):
    """What has been read of one indicator, oldest period first."""

    indicator: Annotated[UUID, Field(description="The block's id")]
    since: Annotated[date | None, Field(description="The day on which the indicator was first written down")] = None
    readings: Annotated[list[ReadingFacts], Field(max_length=MOST_BLOCKS)] = []


class TermFacts(_Part):
    """A word of the glossary that the roadmap uses, as it was explained that day."""

    id: UUID
    term: Annotated[str, Field(min_length=1, max_length=200)]
    synonyms: Line = ""
    meaning: str = ""
    local: Annotated[str, Field(description="What the county means by it")] = ""
    origin: Line = ""
    term_en: Line = ""
    meaning_en: str = ""
    local_en: str = ""


class FileFacts(_Part):
    """A picture or another file that the texts show or lead to, as `/files/` and its id. The content is not here."""

    id: UUID
    name: Annotated[str, Field(min_length=1, max_length=200)]
    media_type: Annotated[str, Field(max_length=100)]
    size: Annotated[int, Field(ge=1, description="Bytes of the content")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="Of the content")]
    alt: Annotated[str, Field(description="What a picture shows, as told when it was sent")] = ""


class TranslationFacts(_Part):
    """What one text of a block says in another language, as it stood that day."""

    block: Annotated[UUID, Field(description="The block's id")]
    field: Annotated[str, Field(max_length=40, description="Which of its texts, by its name in the content")]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="Its code by BCP 47: en, sma, nb …")]
    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    is_behind: Annotated[bool, Field(description="Whether it was made from other words than the text says")] = False


class BlockFacts(_Part):
    """One block. `parent` is the block that it lies under; siblings are read in the order of `rank`, byte by byte."""

    id: UUID
    kind: str
    parent: UUID | None = None
    rank: Annotated[str, Field(pattern=r"^[0-9A-Za-z]+$", max_length=LONGEST_RANK)]
    content: dict[str, Any]


class RoadmapFile(_Part):
    """A whole roadmap. Blocks stand in reading order, each before those that lie under it."""

    format: Literal["fardplan-roadmap-1"] = NAME
    area: AreaFacts
    roadmap: PlanFacts
    version: VersionFacts
    organisations: list[OrganisationFacts]
    elsewhere: list[ElsewhereFacts] = []
    blocks: Annotated[list[BlockFacts], Field(max_length=MOST_BLOCKS)]
    measured: Annotated[list[MeasuredFacts], Field(max_length=MOST_BLOCKS)] = []
    terms: Annotated[list[TermFacts], Field(max_length=MOST_BLOCKS)] = []
    files: Annotated[list[FileFacts], Field(max_length=MOST_BLOCKS)] = []
    translations: Annotated[list[TranslationFacts], Field(max_length=10 * MOST_BLOCKS)] = []

    def canonical(self) -> str:
        """The document with one spelling only, which is what is hashed."""
        return canonical(self.model_dump(mode="json"))


def read_document(text: str | bytes) -> RoadmapFile:
    """Understand a document and check it by the models; contents of blocks are checked where they are written.

    :raises Invalid: saying what is wrong with it
    """
    try:
        return RoadmapFile.model_validate(as_json(text))
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(str(step) for step in first["loc"])
        raise Invalid(
            say(
                "This is not a roadmap in the format of this site. At %(place)s: %(fault)s",
                place=place,
                fault=first["msg"],
            )
        ) from None


def as_json(text: str | bytes) -> Any:
    """The text as plain JSON values.

    :raises Invalid: when it is too large or no JSON
    """
    if len(text) > LARGEST:
        raise Invalid(say("The file is too large."))
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
        canonical(found).encode()  # half of a surrogate pair is no text
    except (ValueError, RecursionError):
        raise Invalid(say("This is not JSON.")) from None
    return found


def digest_of(text: str) -> str:
    """The SHA-256 of a document's canonical text, by which it is known."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of a document."""
    _, found = models_json_schema(
        [(RoadmapFile, "serialization"), *((kind, "serialization") for kind in ROADMAP)],
        ref_template="#/$defs/{model}",
    )
    definitions = found["$defs"]
    top = definitions.pop("RoadmapFile")
    for kind in ROADMAP:
        definitions[kind.__name__] = _as_asked(kind, definitions[kind.__name__])
    block = definitions["BlockFacts"]
    block["properties"]["kind"] = {"enum": list(_KINDS), "title": "Kind"}
    block["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
            "then": {"properties": {"content": {"$ref": f"#/$defs/{kind.__name__}"}}},
        }
        for kind in ROADMAP
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        **top,
        "title": "A roadmap for smart specialisation",
        "required": ["format", "area", "roadmap", "version", "organisations", "blocks"],
        "$defs": definitions,
    }


def _as_asked(kind: type[Kind], described: dict[str, Any]) -> dict[str, Any]:
    """The schema of a kind with the words of its form, which explain a field better than its name."""
    properties = {
        name: {
            **described["properties"][name],
            "title": ask.label,
            **({"description": ask.question} if ask.question else {}),
        }
        for name, ask in kind.asks().items()
    }
    return {**described, "properties": properties}


def content_of(block: BlockFacts) -> Content:
    """The block's content, checked by its kind.

    :raises Invalid: when the kind is unknown or the content does not fit it
    """
    if block.kind not in ROADMAP:
        raise Invalid(say("There is no kind of block called “%(kind)s”.", kind=block.kind))
    return ROADMAP[block.kind].check(block.content)


def _refuse_constant(name: str) -> Never:
    raise ValueError(name)
