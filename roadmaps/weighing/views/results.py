"""What came of a round."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from roadmaps.web.permissions import decided_by
from roadmaps.weighing.pages import result_page
from roadmaps.weighing.views.blueprint import pages


@pages.get("/weighings/<uuid:round_id>/result")
@decided_by("weighing.policy.may_see_result")
def result(round_id: UUID) -> ResponseReturnValue:
    """The order, the spread, where views differ, and whether it holds."""
    return result_page(round_id)
