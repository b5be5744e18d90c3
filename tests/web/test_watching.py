"""The number of a request, by which somebody who asks for help can name it."""

import pytest
from flask import Flask

from roadmaps.app import create_app
from roadmaps.config import Settings
from tests.browsing import Browser, page_of
from tests.databases import JoiningDatabase

GIVEN = "req-0123456789abcdef"


def test_each_answer_has_a_number_of_its_own(client: Browser) -> None:
    numbers = [client.get(address).headers["X-Request-ID"] for address in ("/about", "/about", "/nowhere", "/static/x")]

    assert len(set(numbers)) == 4
    assert all(len(number) == 16 for number in numbers)


@pytest.mark.in_earnest
@pytest.mark.parametrize("name", ["bug", "busy"])
def test_the_number_stands_on_the_page_of_a_failure(client: Browser, name: str) -> None:
    answer = client.get(f"/trial/failures/{name}")

    assert answer.headers["X-Request-ID"] in page_of(answer).css_first("main").text()


def test_the_number_of_a_refusal_stands_there_too_but_not_where_there_is_nothing(client: Browser) -> None:
    refused, nothing = client.get("/trial/refusals/not-allowed"), client.get("/nowhere")

    assert refused.headers["X-Request-ID"] in page_of(refused).css_first("main").text()
    assert nothing.headers["X-Request-ID"] not in nothing.text


@pytest.mark.parametrize(
    ("proxies", "given", "is_believed"),
    [(1, GIVEN, True), (0, GIVEN, False), (1, "short", False), (1, "a b c d e f g h", False), (1, "x" * 65, False)],
)
def test_only_a_proxy_may_give_a_number_and_only_one_that_makes_sense(
    shared_database: JoiningDatabase, settings: Settings, proxies: int, given: str, is_believed: bool
) -> None:
    app = _behind(proxies, settings, shared_database)

    assert (
        app.test_client().get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    ) is is_believed


def _behind(proxies: int, settings: Settings, database: JoiningDatabase) -> Flask:
    return create_app(Settings(**{**vars(settings), "trusted_proxies": proxies}), database)
