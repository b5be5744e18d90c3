"""Somebody signs in with the account of their organisation, in a real browser and at a provider that is another site."""

from collections.abc import Iterator

import pytest

from roadmaps.single_sign_on.trusted import EXTENSION, Trusted
from tests.browser.site import Site
from tests.factories.accounts import a_person
from tests.factories.single_sign_on import a_provider
from tests.journeys.ways import WAYS, Visit
from tests.provider_process import provider_process

pytestmark = pytest.mark.browser

KARIN = {"sub": "karin-42", "name": "Karin", "email": "karin@region.example.org", "email_verified": True}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider of the region."""
    with provider_process(KARIN) as address:
        yield address


@pytest.fixture(scope="module")
def trusting(site: Site, issuer: str) -> Iterator[None]:
    """The site trusts it, for as long as these journeys last."""
    before = site.app.extensions[EXTENSION]
    site.app.extensions[EXTENSION] = Trusted([a_provider(issuer, name="Regionen")])
    with site.units.change() as session:
        a_person(session, "Karin Åslund", email="karin@region.example.org")
    yield
    site.app.extensions[EXTENSION] = before


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("way", WAYS)
def test_signing_in_and_out_by_the_organisation(visit: Visit, way: dict[str, int], issuer: str) -> None:
    karin = visit(language="en", **way)
    # The provider's page would like letters and colours from elsewhere; there is no elsewhere in a test.
    karin.page.route(lambda address: "127.0.0.1" not in address and "localhost" not in address, lambda one: one.abort())

    karin.open("/me")
    karin.press("link", "Sign in with Regionen")
    karin.page.wait_for_url(f"{issuer}/**")
    karin.page.get_by_role("button", name="karin-42").first.click()
    karin.page.wait_for_url(f"{karin.address}/me")
    karin.sees("Accounts elsewhere that open the door here")

    if way["width"] < 1440:
        karin.unfold("Menu", within="header")
    karin.press("button", "Sign out", within="header")
    karin.page.wait_for_url("**/signed-out?of=**")
    karin.press("link", "Sign out at Regionen too")
    karin.page.wait_for_url(f"{issuer}/**")
    karin.page.get_by_role("button", name="End session").click()
    karin.page.wait_for_url("**/signed-out?state=**")
    karin.sees("Regionen has sent you back here after signing out there.")
    karin.open("/me")
    karin.sees("Sign in with Regionen")
    # What the provider's own page asks for is not ours to answer for.
    karin.faults[:] = [fault for fault in karin.faults if "picocss" not in fault]
