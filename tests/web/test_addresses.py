"""Addresses that have been told before are told again just as they were, and never in place of others."""

from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import BuildError

from roadmaps.web.origins import Site

ONE = UUID(int=1)


@pytest.fixture
def site() -> Flask:
    app = Site(__name__)
    app.config["BASE_URL"] = "https://site.example"
    app.add_url_rule("/blocks/<uuid:block_id>", "block", lambda block_id: "")
    app.add_url_rule("/search", "search")
    app.add_url_rule("/search/all", "search", methods=["POST"])
    return app


def test_it_is_the_same_each_time(site: Flask) -> None:
    with site.test_request_context("/"):
        told = [site.url_for("block", block_id=ONE, part="a b", _anchor="c") for _ in range(3)]

    assert set(told) == {f"/blocks/{ONE}?part=a+b#c"}


def test_what_is_equal_but_written_otherwise_has_an_address_of_its_own(site: Flask) -> None:
    with site.test_request_context("/"):
        assert site.url_for("search", page=1) == "/search?page=1"
        assert site.url_for("search", page=True) == "/search?page=True"
        assert site.url_for("search", page=1.0) == "/search?page=1.0"
        assert site.url_for("search", page="1") == "/search?page=1"
        assert site.url_for("search", page=["1", "2"]) == "/search?page=1&page=2"
        assert site.url_for("search", page=None) == "/search"


def test_it_lies_in_the_folder_that_the_request_sees_the_site_in(site: Flask) -> None:
    with site.test_request_context("/"):
        assert site.url_for("search") == "/search"
    with site.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/plan"}):
        assert site.url_for("search") == "/plan/search"


def test_it_is_that_of_the_way_in_which_it_is_asked_for(site: Flask) -> None:
    with site.test_request_context("/", method="POST"):
        assert site.url_for("search", _method="GET") == "/search"
        assert site.url_for("search") == "/search/all"
    with site.test_request_context("/"):
        assert site.url_for("search") == "/search"


def test_a_whole_address_is_that_of_the_settings(site: Flask) -> None:
    with site.test_request_context("/", base_url="http://elsewhere.example"):
        assert site.url_for("search", _external=True) == "https://site.example/search"


def test_a_door_that_there_is_none_of_is_told_each_time(site: Flask) -> None:
    with site.test_request_context("/"):
        for _ in range(2):
            with pytest.raises(BuildError):
                site.url_for("nowhere")
