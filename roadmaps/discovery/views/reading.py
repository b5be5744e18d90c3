"""What everyone reads: the funnel of an area or the county, one finding, one candidate."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from roadmaps.discovery.pages import candidate_page, county_page, finding_page, findings_page, index_page
from roadmaps.discovery.views.blueprint import pages
from roadmaps.web.permissions import decided_by, open_to_all


@pages.get("/areas/<slug>/discovery")
@decided_by("discovery.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """How what was told in an area became candidates, and what was decided about them."""
    return index_page(slug)


@pages.get("/county/discovery")
@open_to_all
def county() -> ResponseReturnValue:
    """The same in figures for each area that the reader may see."""
    return county_page()


@pages.get("/areas/<slug>/discovery/findings")
@decided_by("discovery.policy.may_read")
def findings(slug: str) -> ResponseReturnValue:
    """All that has been told in an area and can be read."""
    return findings_page(slug)


@pages.get("/findings/<uuid:finding_id>")
@decided_by("discovery.policy.may_read_finding")
def finding(finding_id: UUID) -> ResponseReturnValue:
    """One need, idea or strength, and what became of it."""
    return finding_page(finding_id)


@pages.get("/candidates/<uuid:candidate_id>")
@decided_by("discovery.policy.may_read_candidate")
def candidate(candidate_id: UUID) -> ResponseReturnValue:
    """One candidate: what it is made of, what was decided, and what it became."""
    return candidate_page(candidate_id)
