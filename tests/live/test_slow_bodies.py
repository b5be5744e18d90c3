"""Somebody loses a right while what they send is still on its way: what comes after that is not theirs to write any more.

Who sends a body slowly may keep a request open from before; who may write is asked when there is something to be written.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.accounts.models import Person, SignIn
from roadmaps.areas.models import RoleGrant
from roadmaps.foundation.clock import now
from roadmaps.live.models import LiveUpdate
from tests.browsing import Browser
from tests.factories.live import Document
from tests.factories.roadmap import Plan

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class SlowBody(BytesIO):
    """A body that lets something happen before it has come."""

    def __init__(self, body: bytes, meanwhile: Callable[[], None]) -> None:
        super().__init__(body)
        self._meanwhile: list[Callable[[], None]] = [meanwhile]

    def readinto(self, into: "WriteableBuffer", /) -> int:
        while self._meanwhile:
            self._meanwhile.pop()()
        return super().readinto(into)


def gone(session: Session, person_id: UUID) -> None:
    session.execute(update(Person).where(Person.id == person_id).values(deactivated_at=now()))


def without_role(session: Session, person_id: UUID) -> None:
    session.execute(update(RoleGrant).where(RoleGrant.person_id == person_id).values(ended_at=now()))


def signed_out(session: Session, person_id: UUID) -> None:
    session.execute(update(SignIn).where(SignIn.person_id == person_id).values(ended_at=now()))


def waiting(session: Session, person_id: UUID) -> None:
    session.execute(update(SignIn).where(SignIn.person_id == person_id).values(waits_for_second_step=True))


LOSING = pytest.mark.parametrize("happens", [gone, without_role, signed_out, waiting], ids=lambda act: act.__name__)


@pytest.fixture
def joined(client: Browser, plan: Plan, vision: UUID) -> dict[str, str]:
    """The editor, who writes in the vision."""
    client.sign_in(plan.person(plan.editor))
    found = client.post(f"/blocks/{vision}/live", json={"field": "text"}).get_json()
    assert isinstance(found, dict)
    return found


def sent_slowly(client: Browser, path: str, sent: dict[str, object], meanwhile: Callable[[], None]) -> TestResponse:
    body = json.dumps(sent).encode()
    slow = SlowBody(body, meanwhile)
    told = {"content_length": len(body), "content_type": "application/json"}
    # What happens meanwhile is somebody else's act, of which the request leaves no line in the journal.
    return FlaskClient.open(client, path, method="POST", input_stream=slow, **told)


@LOSING
def test_what_comes_after_the_right_is_gone_is_not_written(
    happens: Callable[[Session, UUID], None], client: Browser, plan: Plan, joined: dict[str, str]
) -> None:
    document = Document(int(joined["client"]), b64decode(joined["state"]))
    update_ = b64encode(document.put(0, "Efter slutet. ")).decode()

    entries = select(func.count()).select_from(LiveUpdate)
    before = plan.session.scalar(entries)

    late = sent_slowly(
        client,
        f"/live/{joined['session']}/updates",
        {"client": joined["client"], "update": update_},
        lambda: happens(plan.session, plan.editor.person_id),
    )

    assert late.status_code in {401, 403, 404}
    assert plan.session.scalar(entries) == before


@LOSING
def test_nor_is_it_shown_where_they_are(
    happens: Callable[[Session, UUID], None], client: Browser, plan: Plan, joined: dict[str, str]
) -> None:
    late = sent_slowly(
        client,
        f"/live/{joined['session']}/presence",
        {"client": joined["client"], "cursor": None},
        lambda: happens(plan.session, plan.editor.person_id),
    )

    assert late.status_code in {401, 403, 404}
