"""The roadmap's table of kinds, as the engine wants it, and where the `[[links]]` in its prose lead."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area
from roadmaps.glossary.queries import addresses_of_terms
from roadmaps.revisions.kinds import KindTable
from roadmaps.roadmap.kinds import ROADMAP_KINDS
from roadmaps.roadmap.queries import blocks_called


def find_links(session: Session, labels: Sequence[str]) -> Mapping[str, str]:
    """Addresses of the blocks, areas, organisations and terms with these names; the first named here wins.

    A name that leads nowhere is left out: the text then links to the page that looks again when it is followed.
    """
    blocks = {title: f"/blocks/{block_id}" for title, block_id in blocks_called(session, labels).items()}
    areas = {
        name: f"/areas/{slug}"
        for name, slug in session.execute(select(Area.name, Area.slug).where(Area.name.in_(labels)))
    }
    organisations = {
        name: f"/organisations/{slug}"
        for name, slug in session.execute(
            select(Organisation.name, Organisation.slug).where(Organisation.name.in_(labels))
        )
    }
    return {**addresses_of_terms(session, labels), **organisations, **areas, **blocks}


ROADMAP = KindTable(ROADMAP_KINDS, find_links)
