"""Requests that claim to be for another site, or that another site has sent."""

import json
from pathlib import Path

import pytest
from flask import Flask, url_for

from roadmaps.app import create_app
from roadmaps.config import Settings
from tests.browsing import Browser
from tests.databases import JoiningDatabase

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attack_inputs.json").read_text(encoding="utf-8"))
SITE = "https://wiki.example"


@pytest.fixture(scope="module")
def wiki(settings: Settings, shared_database: JoiningDatabase) -> Flask:
    """A site behind HTTPS and one proxy."""
    wiki = Settings(
        settings.database_url, "x" * 32, settings.data_dir, base_url=SITE, is_testing=True, trusted_proxies=1
    )
    app = create_app(wiki, shared_database)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.mark.parametrize("host", CASES["host_headers"], ids=ascii)
@pytest.mark.parametrize("address", ["/about", "/sign-in", "//nowhere", "/static/nothing"])
def test_only_the_host_of_the_settings_is_answered(
    wiki: Flask, database: JoiningDatabase, host: str, address: str
) -> None:
    answer = wiki.test_client().get(address, base_url=SITE, headers={"Host": host})

    if host.lower() == "wiki.example":
        assert answer.status_code != 400
    else:
        assert answer.status_code == 400
        assert not host or host not in answer.text or host in SITE
        assert "Location" not in answer.headers
    answer.close()


@pytest.mark.parametrize("header", CASES["host_headers_also"])
@pytest.mark.parametrize("address", ["/", "/about", "/sign-in", "/me", "/areas//x"])
def test_no_header_about_other_addresses_comes_into_a_page_or_leads_there(
    wiki: Flask, database: JoiningDatabase, header: str, address: str
) -> None:
    answer = wiki.test_client().get(address, base_url=SITE, headers={header: "evil.example"})

    assert "evil.example" not in answer.text
    assert "evil.example" not in str(answer.headers)


def test_watchers_are_answered_by_whatever_name_they_ask(wiki: Flask, database: JoiningDatabase) -> None:
    assert wiki.test_client().get("/healthz", base_url="http://10.0.0.7:8000").status_code == 200


def test_on_a_machine_of_ones_own_every_port_of_it_will_do(client: Browser) -> None:
    for host in ("localhost", "localhost:5000", "127.0.0.1:8431", "[::1]:8000"):
        assert client.get("/about", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost:x", "[::1]x", "10.0.0.7"):
        assert client.get("/about", headers={"Host": host}).status_code == 400


def test_whole_addresses_are_those_of_the_settings(wiki: Flask) -> None:
    with wiki.test_request_context("/about", base_url="http://evil.example"):
        assert url_for("site.about", _external=True) == f"{SITE}/about"
        assert url_for("site.about") == "/about"


@pytest.mark.parametrize(
    ("headers", "is_accepted"),
    [
        ({}, True),
        ({"Origin": SITE}, True),
        ({"Origin": SITE, "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://wiki.example"}, False),
        ({"Origin": "https://wiki.example:444"}, False),
        ({"Origin": "https://wiki.example.evil.example"}, False),
        ({"Origin": SITE, "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
    ],
    ids=str,
)
def test_a_form_from_another_site_is_refused_even_without_a_token(
    wiki: Flask, database: JoiningDatabase, headers: dict[str, str], is_accepted: bool
) -> None:
    answer = wiki.test_client().post(
        "/sign-in", base_url=SITE, headers=headers, data={"email": "a@example.org", "password": "x"}
    )

    assert (answer.status_code != 400) is is_accepted


def test_reading_may_begin_anywhere(wiki: Flask, database: JoiningDatabase) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}

    assert wiki.test_client().get("/about", base_url=SITE, headers=headers).status_code == 200
