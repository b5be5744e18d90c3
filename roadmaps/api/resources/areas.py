"""Strength areas, organisations, the glossary and the strategy: what roadmaps stand on."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import find_organisation_by_slug
from roadmaps.accounts.queries import organisations as organisations_by_name
from roadmaps.api.operations import reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.shapes import Page, Paging, Shape
from roadmaps.areas.models import Area
from roadmaps.areas.queries import areas_visible_to, find_area
from roadmaps.foundation.sentences import N_
from roadmaps.glossary.queries import find_term, terms
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.strategy.queries import elements
from roadmaps.web.identity import actor

RESOURCE = N_("Areas and words")


class AreaOut(Shape):
    """A broad area of strength. What state its roadmap is in is public; what it says may not be."""

    slug: str
    name: str
    name_en: str
    description: str
    is_archived: bool
    phase: str | None
    phase_since: date | None
    next_step: str | None
    may_read_roadmap: bool


class OrganisationOut(Shape):
    """An actor of the region."""

    id: UUID
    slug: str
    name: str
    short_name: str
    helix: str
    homepage: str
    is_archived: bool


class TermOut(Shape):
    """A word of the field, explained."""

    id: UUID
    title: str
    fields: dict[str, Any]
    html: dict[str, str]


class ElementOut(Shape):
    """A statement of the regional development strategy, which goals may serve."""

    id: UUID
    title: str
    fields: dict[str, Any]


@reads("/areas", answers=Page[AreaOut], query=Paging, resource=RESOURCE, summary=N_("List the strength areas"))
def list_areas(session: Session, query: Paging) -> Part[AreaOut]:
    """The areas in their order."""
    found = session.scalars(areas_visible_to(actor())).all()
    return part_of(found, query, lambda one: one.slug, lambda some: _areas_out(session, list(some)))


@reads("/areas/<slug>", answers=AreaOut, resource=RESOURCE, summary=N_("Read about a strength area"))
def read_area(session: Session, slug: str) -> AreaOut:
    """One area. An address that it had before finds it too."""
    return _areas_out(session, [find_area(session, slug, viewer=actor())])[0]


@reads(
    "/organisations",
    answers=Page[OrganisationOut],
    query=Paging,
    resource=RESOURCE,
    summary=N_("List the organisations"),
)
def list_organisations(session: Session, query: Paging) -> Part[OrganisationOut]:
    """The organisations that take part, by name."""
    found = session.scalars(organisations_by_name()).all()
    return part_of(found, query, lambda one: one.slug, lambda some: [_organisation_out(one) for one in some])


@reads("/organisations/<slug>", answers=OrganisationOut, resource=RESOURCE, summary=N_("Read about an organisation"))
def read_organisation(session: Session, slug: str) -> OrganisationOut:
    """One organisation, also one that has left."""
    return _organisation_out(find_organisation_by_slug(session, slug))


@reads(
    "/glossary", answers=Page[TermOut], query=Paging, resource=RESOURCE, summary=N_("List the terms of the glossary")
)
def list_terms(session: Session, query: Paging) -> Part[TermOut]:
    """The terms in alphabetical order."""
    return part_of(terms(session), query, lambda one: str(one.id), lambda some: [_term_out(one) for one in some])


@reads("/glossary/<uuid:term_id>", answers=TermOut, resource=RESOURCE, summary=N_("Read what a term means"))
def read_term(session: Session, term_id: UUID) -> TermOut:
    """One term."""
    return _term_out(find_term(session, term_id))


@reads("/strategy", answers=Page[ElementOut], query=Paging, resource=RESOURCE, summary=N_("Read the strategy"))
def list_elements(session: Session, query: Paging) -> Part[ElementOut]:
    """The parts of the strategy, from the most distant to the nearest."""
    return part_of(
        elements(session),
        query,
        lambda one: str(one.id),
        lambda some: [ElementOut(id=one.id, title=one.content["title"], fields=one.content) for one in some],
    )


def _areas_out(session: Session, areas: list[Area]) -> list[AreaOut]:
    found = session.scalars(select(Roadmap).where(Roadmap.area_id.in_([area.id for area in areas])))
    by_area = {one.area_id: one for one in found.unique()}
    return [_area_out(area, by_area.get(area.id)) for area in areas]


def _area_out(area: Area, roadmap: Roadmap | None) -> AreaOut:
    return AreaOut(
        slug=area.slug,
        name=area.name,
        name_en=area.name_en,
        description=area.description,
        is_archived=area.is_archived,
        phase=roadmap.phase if roadmap else None,
        phase_since=roadmap.phase_since if roadmap else None,
        next_step=roadmap.next_step if roadmap else None,
        may_read_roadmap=roadmap is not None and roadmap_policy.may_read(actor(), roadmap),
    )


def _organisation_out(one: Organisation) -> OrganisationOut:
    return OrganisationOut(
        id=one.id,
        slug=one.slug,
        name=one.name,
        short_name=one.short_name,
        helix=one.helix.value,
        homepage=one.homepage,
        is_archived=one.is_archived,
    )


def _term_out(one: BlockState) -> TermOut:
    return TermOut(id=one.id, title=one.content["title"], fields=one.content, html=dict(one.html))
