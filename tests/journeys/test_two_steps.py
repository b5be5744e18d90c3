"""A coordinator sets up an app and asks a second step of those who lead; a process leader takes a passkey at the door, and
signs in with it alone from then on. Chromium's own device for tests makes and shows the key.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from roadmaps.foundation.clock import now
from tests.browser.playing import served
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD
from tests.factories.second_steps import shown_at

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def named_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site under a name, as browsers let no key be used under a number."""
    with served(tmp_path_factory.mktemp("named-site"), host="localhost") as site:
        yield site


class Phone:
    """A device of the visitor's browser that holds passkeys."""

    def __init__(self, visitor: Visitor, *, is_verified: bool = True) -> None:
        self._line: CDPSession = visitor.page.context.new_cdp_session(visitor.page)
        self._line.send("WebAuthn.enable")
        options = {**DEVICE, "isUserVerified": is_verified}
        self._id = self._line.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def keys(self) -> list[dict[str, Any]]:
        """The keys that it holds."""
        return self._line.send("WebAuthn.getCredentials", {"authenticatorId": self._id})["credentials"]

    def verifies(self, is_verified: bool) -> None:
        """Whether the finger on it is the right one."""
        told = {"authenticatorId": self._id, "isUserVerified": is_verified}
        self._line.send("WebAuthn.setUserVerified", told)


def show_password(visitor: Visitor, email: str) -> None:
    visitor.open("/sign-in")
    visitor.write("E-mail address", email)
    visitor.write("Password", PASSWORD)
    visitor.press("button", "Sign in", within="main")


def set_up_an_app(visitor: Visitor) -> str:
    visitor.open("/me/second-step")
    visitor.axe_finds_nothing()
    visitor.press("button", "Set up an app")
    visitor.unfold("I cannot use the camera")
    secret = visitor.page.locator(".second-step-secret").inner_text().replace(" ", "")
    assert visitor.page.locator(".second-step-square").evaluate("square => square.naturalWidth") > 100
    visitor.axe_finds_nothing()
    visitor.write("Code that the app shows", shown_at(secret, now()))
    visitor.press("button", "Use this app")
    expect(visitor.page.locator(".recovery-codes li")).to_have_count(10)
    visitor.axe_finds_nothing()
    return secret


def test_a_coordinator_asks_for_two_steps_and_a_leader_takes_a_passkey(named_site: Site, chromium: Browser) -> None:
    world = named_site.make_world()
    windows = [Visitor(chromium, named_site.address, width, script, False, "en") for width, script in _WINDOWS]
    coordinator, leader, without_scripts = windows

    coordinator.sign_in(world.coordinator)
    secret = set_up_an_app(coordinator)
    with coordinator.page.expect_download() as waiting:
        coordinator.press("button", "Download as a file")
    assert waiting.value.suggested_filename == "fardplan-codes.txt"
    coordinator.press("link", "I have kept them")
    leader.sign_in(world.leader)
    coordinator.open("/administration/second-step")
    coordinator.page.get_by_role("checkbox", name="Process leaders and deputies").check()
    coordinator.page.get_by_role("checkbox", name="Coordinators").check()
    coordinator.press("button", "Let it hold")
    coordinator.sees("It holds from now on.")
    coordinator.sees("None yet")
    coordinator.axe_finds_nothing()

    # The leader's open browser waits at its next step, and its password is fresh enough to begin with.
    leader.open("/me")
    leader.sees("One more step", within="h1")
    leader.axe_finds_nothing()
    phone = Phone(leader)
    leader.press("link", "Add a passkey")
    leader.axe_finds_nothing()
    leader.write("Name", "Telefonen")
    leader.press("button", "Make the passkey")
    leader.sees("Telefonen")
    leader.axe_finds_nothing()
    [key] = phone.keys()
    assert key["isResidentCredential"]

    leader.page.context.clear_cookies(name="session")
    leader.open("/sign-in")
    leader.axe_finds_nothing()
    phone.verifies(False)
    leader.press("button", "Sign in with a passkey")
    leader.sees("The browser showed no passkey.")
    phone.verifies(True)
    leader.press("button", "Sign in with a passkey")
    leader.sees("Sign out", visible=False)
    leader.open("/me")
    leader.sees("last used")

    # The password alone opens nothing, and the same key is a second step.
    leader.page.context.clear_cookies(name="session")
    show_password(leader, world.leader)
    leader.sees("One more step", within="h1")
    leader.press("button", "Show your passkey")
    leader.sees("Sign out", visible=False)

    # Without scripts no passkey is offered, and the app does.
    show_password(without_scripts, world.coordinator)
    expect(without_scripts.page.get_by_role("button", name="passkey")).to_have_count(0)
    without_scripts.write("Code", shown_at(secret, now() + timedelta(seconds=30)))
    without_scripts.press("button", "Go on")
    without_scripts.sees("Sign out", visible=False)
    for window in windows:
        window.leave()


_WINDOWS = [(1440, True), (390, True), (820, False)]
