"""A provider on this machine, which the site trusts."""

from collections.abc import Iterator

import pytest
from flask import Flask

from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
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
