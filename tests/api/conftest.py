"""A roadmap that is not for everybody, and programs of those who write in it."""

import pytest
from sqlalchemy.orm import Session

from tests.api.asking import Program, a_program
from tests.browsing import Browser
from tests.factories.roadmap import Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=False)


@pytest.fixture
def leader(client: Browser, plan: Plan) -> Program:
    return a_program(client, plan.leader.person_id)


@pytest.fixture
def editor(client: Browser, plan: Plan) -> Program:
    return a_program(client, plan.editor.person_id)
