"""What areas hang in the pages of accounts: the roles of a person, and the way to the areas."""

from flask import render_template

from roadmaps.accounts.models import Invitation, Organisation, Person
from roadmaps.areas import policy, queries
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import today
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.me", roles_of, order=-10)
    slots.hang("accounts.person", roles_of, order=-10)
    slots.hang("accounts.administration.cards", way_to_areas)
    slots.hang("accounts.organisation", areas_of, order=-10)
    slots.hang("accounts.letter", way_back)


def roles_of(person: Person) -> str:
    """The roles that a person holds, and the address for those who lead an area that the person belongs to."""
    grants = reading().scalars(queries.grants_of(person.id, today())).all()
    is_led = any(policy.leads(actor(), grant.area_id) for grant in grants)
    return render_template("areas/_roles.html", person=person, grants=grants, is_led=is_led, today=today())


def areas_of(organisation: Organisation) -> str:
    """The areas that people of the organisation serve."""
    areas = reading().scalars(queries.areas_served_by(organisation.id, today())).all()
    return render_template("areas/_served.html", areas=areas)


def way_to_areas() -> str:
    """The card of the areas on the administration page."""
    running = reading().scalars(queries.running_areas()).all()
    unled = reading().scalars(queries.areas_without_leader(today())).all()
    return render_template("areas/_card.html", running=running, unled=unled)


def way_back(invitation: Invitation) -> str:
    """From the letter of an invitation back to the people of its area."""
    area = reading().get(Area, invitation.area_id)
    return render_template("areas/_way_back.html", area=area)
