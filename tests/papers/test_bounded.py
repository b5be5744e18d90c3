"""Programs that write files keep within their limits, or are ended."""

import sys
import time

import pytest

from roadmaps.papers.bounded import Failed, Limits, TooMuch, run

LIMITS = Limits(processor_seconds=1, seconds=3, megabytes=300)


def _python(program: str) -> tuple[str, ...]:
    return sys.executable, "-c", program


def test_a_program_is_given_the_request_and_answers():
    answer = run(_python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"), b"abc" * 100_000)

    assert answer == b"cba" * 100_000


def test_a_program_that_computes_for_too_long_is_ended():
    with pytest.raises(TooMuch, match="too large"):
        run(_python("while True: pass"), b"", LIMITS)


def test_a_program_that_waits_for_too_long_is_ended_with_all_that_it_has_started():
    began = time.monotonic()

    with pytest.raises(TooMuch):
        run(("/bin/sh", "-c", "sleep 60 & sleep 60"), b"", Limits(processor_seconds=1, seconds=1))

    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform != "linux", reason="not every system limits memory")
def test_a_program_that_takes_too_much_memory_is_ended():
    with pytest.raises(TooMuch):
        run(_python("held = b'x' * 2_000_000_000"), b"", LIMITS)


def test_a_program_that_fails_tells_of_what():
    with pytest.raises(Failed, match="no such thing"):
        run(_python("raise ValueError('no such thing')"), b"", LIMITS)


def test_a_program_sees_nothing_of_the_sites_own_settings(monkeypatch):
    monkeypatch.setenv("ROADMAPS_SECRET_KEY", "kept apart, and thirty-two letters")

    seen = run(_python("import os; print(sorted(os.environ))"), b"", LIMITS)

    assert b"ROADMAPS" not in seen
