import gzip
import time
from collections.abc import Iterator

import pytest
from werkzeug.wrappers import Response

from roadmaps.single_sign_on import line as line_module
from roadmaps.single_sign_on.failures import NotLetIn, Why
from roadmaps.single_sign_on.line import Line
from tests.factories.single_sign_on import Liar, a_provider, as_json


@pytest.fixture(autouse=True)
def at() -> None:
    """Networks have a clock of their own."""


def ask(liar: Liar, answer) -> Why:
    liar.answers["/asked"] = answer
    with Line(a_provider(liar.issuer)) as line, pytest.raises(NotLetIn) as failure:
        line.facts(f"{liar.issuer}/asked")
    return failure.value.why


def test_a_redirect_is_not_followed(liar: Liar) -> None:
    assert ask(liar, lambda: Response("", 302, {"Location": f"{liar.issuer}/inside"})) is Why.UNREACHABLE
    assert "/inside" not in liar.asked


@pytest.mark.parametrize(
    "body", [b"<html>", b"[1]", b"7", b"", b"[" * 100_000, b"\xff"], ids=lambda body: str(body[:8])
)
def test_what_is_no_object_of_json_is_no_answer(liar: Liar, body: bytes) -> None:
    assert ask(liar, lambda: Response(body, 200)) is Why.UNREACHABLE


def test_an_answer_without_end_is_cut(liar: Liar) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b" " * 60_000

    began = time.monotonic()
    assert ask(liar, lambda: Response(endless(), 200)) is Why.UNREACHABLE
    assert time.monotonic() - began < 5


def test_what_unpacks_to_more_than_it_says_is_cut(liar: Liar) -> None:
    bomb = gzip.compress(b" " * 50_000_000)

    assert ask(liar, lambda: Response(bomb, 200, {"Content-Encoding": "gzip"})) is Why.UNREACHABLE


def test_whoever_drips_is_not_waited_for(liar: Liar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_module, "SECONDS", 0.3)

    def dripping() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.05)
            yield b" "

    began = time.monotonic()
    assert ask(liar, lambda: Response(dripping(), 200)) is Why.UNREACHABLE
    assert time.monotonic() - began < 2


def test_nobody_at_home_is_told_as_such() -> None:
    with Line(a_provider("http://127.0.0.1:9")) as line, pytest.raises(NotLetIn) as failure:
        line.facts("http://127.0.0.1:9/asked")
    assert failure.value.why is Why.UNREACHABLE


def test_facts_are_given_back(liar: Liar) -> None:
    liar.answers["/asked"] = lambda: as_json({"a": 1})

    with Line(a_provider(liar.issuer)) as line:
        assert line.facts(f"{liar.issuer}/asked") == {"a": 1}
