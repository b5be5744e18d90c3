"""What a text comes from: told above its form, carried through it, and written down with what is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.origins import Settled, ToldOrigin
from tests.browsing import Browser, page_of
from tests.factories.roadmap import Plan, a_plan
from tests.roadmap.writing import as_editor, filled, value, words


@dataclass
class Remarks:
    """A small room above: remarks that texts come from."""

    known: UUID = field(default_factory=new_id)
    settled: list[tuple[UUID, UUID, int]] = field(default_factory=list)

    def tell(self, _session: Session, remark: UUID, _actor: Actor) -> ToldOrigin:
        if remark != self.known:
            raise NotFound
        return ToldOrigin("The walk of 3 May", "More about the paths", "/walks/1")

    def settle(self, _session: Session, remark: UUID, settled: Settled, *, actor: Actor, at: datetime) -> None:
        assert actor.person_id and at
        self.settled.append((remark, settled.block_id, settled.number))


@pytest.fixture
def remarks(app: Flask) -> Iterator[Remarks]:
    own = Remarks()
    origins = app.extensions["origins"]
    origins.add("remark", tell=own.tell, settle=own.settle)
    yield own
    del origins._sorts["remark"]


def test_a_new_block_tells_its_origin_what_came_of_it(client: Browser, session: Session, remarks: Remarks) -> None:
    plan = a_plan(session)
    as_editor(client, plan)
    page = client.page(f"{plan.address}/new/goal?origin=remark:{remarks.known}&title=Stigar")

    client.post(f"{plan.address}/new/goal", data=filled(page))

    assert "The walk of 3 May" in words(page.css_first(".callout"))
    assert words(page.css_first(".passage")) == "More about the paths"
    assert remarks.settled == [(remarks.known, UUID(value(page, "block_id")), plan.roadmap.history.current)]
    assert plan.state[UUID(value(page, "block_id"))].content["title"] == "Stigar"


def test_an_edit_tells_its_origin_what_came_of_it(client: Browser, session: Session, remarks: Remarks) -> None:
    plan, goal = _with_goal(session)
    as_editor(client, plan)
    form = filled(client.page(f"/blocks/{goal}/edit?origin=remark:{remarks.known}"))

    client.post(f"/blocks/{goal}/edit", data={**form, "title": "Fler stigar"})

    assert remarks.settled == [(remarks.known, goal, plan.roadmap.history.current)]


def test_what_was_not_changed_came_from_nothing(client: Browser, session: Session, remarks: Remarks) -> None:
    plan, goal = _with_goal(session)
    as_editor(client, plan)

    client.post(f"/blocks/{goal}/edit", data=filled(client.page(f"/blocks/{goal}/edit?origin=remark:{remarks.known}")))

    assert remarks.settled == []


def test_a_refused_form_goes_on_carrying_its_origin(client: Browser, session: Session, remarks: Remarks) -> None:
    plan, goal = _with_goal(session)
    as_editor(client, plan)
    form = filled(client.page(f"/blocks/{goal}/edit?origin=remark:{remarks.known}"))

    refused = client.post(f"/blocks/{goal}/edit", data={**form, "title": ""})

    assert refused.status_code == 422
    assert value(page_of(refused), "origin") == f"remark:{remarks.known}"
    assert remarks.settled == []


@pytest.mark.parametrize("named", ["remark:nothing", "rumour:{known}", "remark:{unknown}", "", "remark"])
def test_an_origin_that_nobody_knows_is_left_out(
    client: Browser, session: Session, remarks: Remarks, named: str
) -> None:
    plan, goal = _with_goal(session)
    as_editor(client, plan)
    named = named.format(known=remarks.known, unknown=new_id())
    form: dict[str, Any] = filled(client.page(f"/blocks/{goal}/edit?origin={named}"))

    client.post(f"/blocks/{goal}/edit", data={**form, "title": "Fler stigar", "origin": named})

    assert form["origin"] == [""]
    assert plan.state[goal].content["title"] == "Fler stigar"
    assert remarks.settled == []


def _with_goal(session: Session) -> tuple[Plan, UUID]:
    plan = a_plan(session)
    return plan, plan.add("goal", "Stigar")
