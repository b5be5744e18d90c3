"""The guide for receivers: its example checks what is really sent, and it tells of every type of message."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roadmaps.webhooks.happenings import Happening
from roadmaps.webhooks.signing import new_secret, signed_headers

GUIDE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BODY = '{"type":"trial","å":1}'.encode()


@pytest.fixture(scope="module")
def check() -> Any:
    """The function in the guide."""
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    found: dict[str, Any] = {}
    exec(compile(example, "docs/webhooks.md", "exec"), found)
    return found["is_from_fardplan"]


def test_the_example_knows_what_is_from_here(check: Any) -> None:
    secret, other = new_secret(), new_secret()
    headers = signed_headers("msg-1", BODY, [secret], at=AT)

    assert check(headers, BODY, secret, AT.timestamp() + 10)
    assert not check(headers, BODY, other, AT.timestamp())
    assert not check(headers, BODY + b" ", secret, AT.timestamp())
    assert not check({**headers, "webhook-id": "msg-2"}, BODY, secret, AT.timestamp())
    assert not check(headers, BODY, secret, AT.timestamp() + 301)


def test_the_example_takes_either_of_two_secrets(check: Any) -> None:
    new, old = new_secret(), new_secret()
    headers = signed_headers("msg-1", BODY, [new, old], at=AT)

    assert check(headers, BODY, new, AT.timestamp())
    assert check(headers, BODY, old, AT.timestamp())


def test_the_example_of_the_specification_is_signed_as_it_says() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)

    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', [secret], at=at)

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("happening", list(Happening))
def test_the_guide_tells_of_every_type(happening: Happening) -> None:
    assert f"`{happening.value}`" in GUIDE
