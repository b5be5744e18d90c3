"""Filling an empty roadmap from a document, perhaps one of another installation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fractional_indexing import FIError, validate_order_key
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.rules.organisations import add_organisation
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.later import later
from roadmaps.foundation.portions import in_portions
from roadmaps.foundation.sentences import say
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.models import Origin
from roadmaps.indicators.rules import check_readings, record_readings
from roadmaps.revisions.changes import Change, Spot
from roadmaps.revisions.kinds import Content, Kind
from roadmaps.revisions.models import Block, How, Revision
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import write_blocks
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots import policy
from roadmaps.snapshots.document import named_organisations
from roadmaps.snapshots.events import DocumentImported
from roadmaps.snapshots.format import (
    BlockFacts,
    OrganisationFacts,
    RoadmapFile,
    as_json,
    content_of,
    read_document,
    schema,
)
from roadmaps.strategy.queries import names_of_elements
from roadmaps.translating.models import How as Brought
from roadmaps.translating.queries import languages_used
from roadmaps.translating.rules import Wish, translate

if TYPE_CHECKING:
    import jsonschema
else:
    jsonschema = later("jsonschema")

Mapped = Mapping[UUID, UUID]


@dataclass(frozen=True)
class Identities:
    """What has which identity here, by its identity in the file."""

    blocks: Mapped
    organisations: Mapped
    strategy: Mapped


@dataclass(frozen=True)
class Look:
    """What a document would bring, before it is brought in: its blocks, and organisations that are not here yet."""

    read: RoadmapFile
    missing: Sequence[str]


def look_at_document(session: Session, roadmap: Roadmap, document: str | bytes) -> Look:
    """Look at a document without bringing it in.

    :raises Invalid: when it is none, or the roadmap is not empty
    """
    _check_empty(session, roadmap)
    read = _read(document)
    named = named_organisations((block.kind, content_of(block)) for block in read.blocks)
    here = {name.casefold() for name in session.scalars(select(Organisation.name))}
    missing = [one.name for one in read.organisations if one.id in named and one.name.casefold() not in here]
    return Look(read, missing)


def _check_empty(session: Session, roadmap: Roadmap) -> None:
    if current(session, roadmap.history).blocks:
        raise Invalid(say("The roadmap is not empty. A file can only be brought into a roadmap that says nothing yet."))


def import_document(
    session: Session,
    roadmap: Roadmap,
    document: str | bytes,
    *,
    actor: Actor,
    at: datetime,
    create_organisations: bool = False,
) -> Revision:
    """Let an empty roadmap say what a document (JSON text, see docs/formats.md) says, as one revision.

    Blocks keep their identities where those are free; where one is taken it gets a new one, in references and in
    links too. Organisations are found by name; those that are missing are added if a coordinator asks for it.

    :raises Invalid: when it is no such document, the roadmap is not empty, or organisations are missing (naming them)
    """
    if not policy.may_import(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    _check_empty(session, roadmap)
    read = _read(document)
    if not read.blocks:
        raise Invalid(say("The file holds no blocks."))
    organisations = _organisations(session, read, actor=actor, at=at, create=create_organisations)
    identities = Identities(_blocks(session, read.blocks), organisations, _strategy(session, read))
    revision = write_blocks(
        session,
        roadmap,
        [_change(block, identities) for block in read.blocks],
        actor=actor,
        at=at,
        summary=_summary(read),
        how=How.IMPORT,
        is_faithful=True,
    )
    assert revision is not None  # given, as every block of it is new
    _record_readings(session, roadmap, read, identities, actor=actor, at=at)
    _bring_translations(session, roadmap, read, identities, made_from=revision.number, actor=actor, at=at)
    record(
        session,
        DocumentImported(roadmap.id, roadmap.area_id, revision.number, len(read.blocks), actor.person_id),
    )
    return revision


def _read(document: str | bytes) -> RoadmapFile:
    """Checked by the published schema first, so that what it says of a file is what this site does with it."""
    found = as_json(document)
    fault = next(
        jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker()).iter_errors(found), None
    )
    if fault is not None:
        place = "/".join(str(step) for step in fault.absolute_path) or "/"
        raise Invalid(
            say(
                "This is not a roadmap in the format of this site. At %(place)s: %(fault)s",
                place=place,
                fault=fault.message[:300],
            )
        )
    read = read_document(document)
    if len({block.id for block in read.blocks}) < len(read.blocks):
        raise Invalid(say("Two blocks of the file have the same identity."))
    for block in read.blocks:
        _check_rank(block.rank)
    return read


def _check_rank(rank: str) -> None:
    try:
        validate_order_key(rank)
    except (FIError, ValueError, IndexError):
        raise Invalid(
            say("“%(rank)s” is not a place in an order, as docs/formats.md explains it.", rank=rank)
        ) from None


def _organisations(session: Session, read: RoadmapFile, *, actor: Actor, at: datetime, create: bool) -> Mapped:
    """For every organisation that a block names, the one of this site with the same name."""
    named = named_organisations((block.kind, content_of(block)) for block in read.blocks)
    told = {one.id: one for one in read.organisations}
    if unknown := named - told.keys():
        raise Invalid(
            say(
                "The file names organisations that it does not tell of: %(ids)s",
                ids=", ".join(map(str, sorted(unknown))),
            )
        )
    here = {name.casefold(): key for key, name in session.execute(select(Organisation.id, Organisation.name))}
    missing = [one for one in read.organisations if one.id in named and one.name.casefold() not in here]
    if missing and not create:
        raise Invalid(
            say(
                "These organisations are not here yet: %(names)s. Let a coordinator add them first.",
                names=", ".join(one.name for one in missing),
            )
        )
    here.update({one.name.casefold(): _added(session, one, actor=actor, at=at) for one in missing})
    return {key: here[told[key].name.casefold()] for key in named}


def _added(session: Session, one: OrganisationFacts, *, actor: Actor, at: datetime) -> UUID:
    return add_organisation(session, name=one.name, helix=one.helix, at=at, actor=actor).id


def _strategy(session: Session, read: RoadmapFile) -> Mapped:
    """For every part of the strategy that the file tells of, the one of this site that is called the same."""
    here = {name.casefold(): key for key, name in names_of_elements(session).items()}
    told = {one.id: one.name.casefold() for one in read.elsewhere if one.sort == "strategy"}
    return {key: here[name] for key, name in told.items() if name in here}


def _blocks(session: Session, blocks: Sequence[BlockFacts]) -> Mapped:
    """The identity that each block of the file gets here."""
    wanted = [block.id for block in blocks]
    taken: set[UUID] = set()
    for some in in_portions(wanted):
        taken.update(session.scalars(select(Block.id).where(Block.id.in_(some))))
    return {block_id: new_id() if block_id in taken else block_id for block_id in wanted}


def _change(block: BlockFacts, identities: Identities) -> Change:
    kind = ROADMAP[block.kind]
    content = content_of(block)
    mapped: Content = {name: _mapped(kind, name, value, identities) for name, value in content.items()}
    parent = identities.blocks.get(block.parent, block.parent) if block.parent else None
    return Change(identities.blocks[block.id], 0, kind=block.kind, content=mapped, place=Spot(parent, block.rank))


def _mapped(kind: type[Kind], name: str, value: Any, identities: Identities) -> Any:
    match kind.asks()[name].widget if value else "":
        case "organisation":
            return str(identities.organisations[UUID(value)])
        case "reference":
            return _other(value, identities.blocks)
        case "references":
            return [_other(one, identities.blocks) for one in value]
        case "strategy":
            # What this site does not know of is left out, as are the goals of other areas: they would lead nowhere.
            return [str(identities.strategy[UUID(one)]) for one in value if UUID(one) in identities.strategy]
        case "goals_elsewhere":
            return []
        case "prose":
            return _with_links(value, identities.blocks)
        case _:
            return value


def _other(value: str, blocks: Mapped) -> str:
    return str(blocks.get(UUID(value), value))


def _with_links(text: str, blocks: Mapped) -> str:
    """Links by address to blocks that got another identity lead to where those are now."""
    if "/blocks/" in text:
        for old, new in blocks.items():
            text = text.replace(f"/blocks/{old}", f"/blocks/{new}")
    return text


def _record_readings(
    session: Session, roadmap: Roadmap, read: RoadmapFile, identities: Identities, *, actor: Actor, at: datetime
) -> None:
    """The readings come along by the rules of readings; those that these would refuse stay in the file."""
    indicators = {block.id for block in read.blocks if block.kind == "indicator"}
    readings = [
        NewReading(
            identities.blocks[one.indicator],
            reading.period,
            Decimal(reading.value),
            reading.municipality,
            reading.sex,
            reading.source,
        )
        for one in read.measured
        if one.indicator in indicators
        for reading in one.readings
    ]
    faults = check_readings(session, roadmap, readings, actor=actor, at=at)
    fit = [one for place, one in enumerate(readings) if place not in faults]
    if fit:
        record_readings(session, roadmap, fit, actor=actor, at=at, origin=Origin.FILE)


def _bring_translations(
    session: Session,
    roadmap: Roadmap,
    read: RoadmapFile,
    identities: Identities,
    *,
    made_from: int,
    actor: Actor,
    at: datetime,
) -> None:
    """Translations come along into the languages that are used here; those of other languages stay in the file."""
    used = {one.code for one in languages_used(session)}
    wishes: dict[tuple[UUID, str], dict[str, Wish]] = defaultdict(dict)
    for one in read.translations:
        if one.language in used and one.block in identities.blocks:
            wish = Wish(_with_links(one.text, identities.blocks), is_behind=one.is_behind)
            wishes[identities.blocks[one.block], one.language][one.field] = wish
    for (block_id, language), texts in wishes.items():
        translate(
            session, roadmap, block_id, language, texts, made_from=made_from, actor=actor, at=at, how=Brought.IMPORT
        )


def _summary(read: RoadmapFile) -> str:
    return " – ".join(part for part in (read.area.name, read.version.title) if part)
