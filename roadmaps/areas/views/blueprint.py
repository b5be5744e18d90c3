"""The blueprint that the doors of this room hang on."""

from flask import Blueprint

from roadmaps.accounts.policy import may_see_person
from roadmaps.areas import policy
from roadmaps.areas.models import Role

pages = Blueprint("areas", __name__)


@pages.context_processor
def words() -> dict[str, object]:
    """What the templates of this room ask."""
    asked = {name: getattr(policy, name) for name in dir(policy) if name.startswith("may_")}
    return {**asked, "leads": policy.leads, "may_see_person": may_see_person, "roles": tuple(Role)}
