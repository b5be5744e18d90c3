"""The ways in which every journey is played: at a desk, on a phone, by keyboard alone and without scripts."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

WAYS = [
    pytest.param({"width": 1440}, id="at-a-desk"),
    pytest.param({"width": 390}, id="on-a-phone"),
    pytest.param({"width": 1440, "keyboard": True}, id="by-keyboard-only"),
    pytest.param({"width": 820, "javascript": False}, id="without-javascript"),
]
WITH_SCRIPTS = WAYS[:3]
Visit = Callable[..., Visitor]
