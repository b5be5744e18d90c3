"""A roadmap with a text in it, and those who write there."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Role
from tests.factories.roadmap import Plan, a_plan, a_voice


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


@pytest.fixture
def vision(plan: Plan):
    return plan.add("vision", text="Länet förädlar mer.")


@pytest.fixture
def other(plan: Plan) -> Actor:
    """Another who may write, for the university."""
    return a_voice(plan.session, plan.roadmap, Role.EDITOR, "Sara Ek", "Mittuniversitetet")


@pytest.fixture
def third(plan: Plan) -> Actor:
    """One more, for a municipality."""
    return a_voice(plan.session, plan.roadmap, Role.EDITOR, "Nils Holm", "Åre kommun")
