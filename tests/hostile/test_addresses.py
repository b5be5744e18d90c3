"""Addresses of mail that hold more than one address, or a line of a letter's head."""

import json
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.email_addresses import normalised
from roadmaps.foundation.faults import Fault
from roadmaps.notifications.messages import message_of
from roadmaps.notifications.models import OutgoingMail
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.notifications import AT
from tests.factories.roadmap import a_plan

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attack_inputs.json").read_text(encoding="utf-8"))[
    "email_headers"
]
# Words in another encoding: what they hold are lines of their own to whoever reads them so.
ENCODED = [
    "=?utf-8?q?=0D=0ABcc:_x@evil.example?=",
    "Vatten =?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxlDQoNCjxiPmhlajwvYj4=?= vid sjön",
    "=?=?utf-8?q?=0ABcc:x?=",
    "=?utf-8?q?=0abcc=3ax?=@b.se",
]
CASES += ENCODED
HARMLESS = {"a@xn--b-xga.se"}


@pytest.mark.parametrize("typed", CASES, ids=ascii)
def test_an_address_is_one_address_or_none(typed: str) -> None:
    try:
        kept = normalised(typed)
    except Fault:
        assert typed not in HARMLESS
        return

    assert getaddresses([kept]) == [("", kept)]
    assert kept.isascii()
    assert kept.isprintable()
    assert "evil" not in kept


@pytest.mark.parametrize("typed", CASES, ids=ascii)
def test_a_letter_has_no_more_heads_than_ours_whatever_stands_in_one(typed: str) -> None:
    mail = OutgoingMail(
        subject=typed,
        to="karin@example.org",
        written_at=AT,
        message_id="<1@wiki.example>",
        headers={"List-Unsubscribe": "<https://wiki.example/x>"},
        calendar="",
        text="Hej",
        html="<p>Hej",
    )

    sent = message_from_bytes(message_of(mail, sender="Färdplan <fardplan@example.org>").as_bytes(), policy=default)

    heads = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}
    assert set(sent.keys()) == heads | {"List-Unsubscribe"}
    assert not any("\n" in str(value) or "\r" in str(value) for value in sent.values())
    assert sent.get_body(("plain",)).get_content().strip() == "Hej"  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", [one for one in CASES if one not in HARMLESS], ids=ascii)
def test_no_open_form_writes_to_what_is_no_address(client: Browser, session: Session, typed: str) -> None:
    """A field that no script has checked: what is wrong is told, and nothing is sent."""
    area = a_plan(session).slug
    before = _letters(session)

    for address, fields in {
        "/accessibility/reports/new": {"words": "Rubriken syns inte.", "email": typed},
        f"/areas/{area}/discovery/new": {"sort": "need", "title": "Vatten", "email": typed},
        "/reset": {"email": typed},
        "/sign-in/letter": {"email": typed},
    }.items():
        answer = client.post(address, data=fields)
        assert answer.status_code == 422, address

    assert _letters(session) == before


@pytest.mark.parametrize("typed", [one for one in CASES if one not in HARMLESS], ids=ascii)
def test_nobody_is_invited_at_what_is_no_address(client: Browser, session: Session, typed: str) -> None:
    client.sign_in(a_person(session, is_coordinator=True))
    before = _letters(session)

    for address, fields in {
        "/administration/invitations/new": {"email": typed, "name": "Karin"},
        "/me/email": {"email": typed},
    }.items():
        answer = client.post(address, data=fields)
        assert answer.status_code == 422, address

    assert _letters(session) == before


def _letters(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(OutgoingMail)) or 0
