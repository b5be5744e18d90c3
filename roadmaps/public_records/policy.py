"""Who may do what with public records, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.areas.policy import leads
from roadmaps.public_records.models import RecordsRequest
from roadmaps.roadmap.models import Roadmap


def may_handle(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who lead the area and coordinators, also when it is archived: records can be asked for as long as they are kept."""
    return leads(actor, roadmap.area_id)


def may_prepare(actor: Actor | None, request: RecordsRequest) -> bool:
    """Those who may handle requests of the roadmap, until this one is decided or set aside."""
    return may_handle(actor, request.roadmap) and request.is_open
