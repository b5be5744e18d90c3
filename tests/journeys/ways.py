"""The ways in which every journey is played: on a phone, by keyboard alone at a desk, and without scripts."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

# The pointer at a desk is in the long journeys of a year and of the process; here the keys work the same wide pages.
ON_A_PHONE = pytest.param({"width": 390}, id="on-a-phone")
BY_KEYBOARD_ONLY = pytest.param({"width": 1440, "keyboard": True}, id="by-keyboard-only")
WITHOUT_JAVASCRIPT = pytest.param({"width": 820, "javascript": False}, id="without-javascript")
WAYS = [ON_A_PHONE, BY_KEYBOARD_ONLY, WITHOUT_JAVASCRIPT]
WITH_SCRIPTS = [ON_A_PHONE, BY_KEYBOARD_ONLY]
Visit = Callable[..., Visitor]
