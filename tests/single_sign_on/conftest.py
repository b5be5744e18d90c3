"""A provider on this machine, which the site trusts."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.factories.accounts import a_person
from tests.factories.single_sign_on import Liar, a_liar, a_provider


@pytest.fixture
def liar() -> Iterator[Liar]:
    """The provider; it tells the truth until a test says otherwise."""
    with a_liar() as liar:
        yield liar


@pytest.fixture
def trusting(app: Flask, liar: Liar, monkeypatch: pytest.MonkeyPatch) -> Trusted:
    """The site trusts the provider for the addresses of the region."""
    trusted = Trusted([a_provider(liar.issuer)])
    monkeypatch.setitem(app.extensions, EXTENSION, trusted)
    return trusted


@pytest.fixture
def karin(session: Session) -> Person:
    """Somebody at the region whom the provider knows and the site has, not tied together yet."""
    return a_person(session, email="karin@region.example.org")
