import gzip
from pathlib import Path

import brotli
import pytest
from flask import Flask, request

from roadmaps.app import create_app
from roadmaps.config import Settings
from tests.browsing import Browser
from tests.databases import JoiningDatabase


@pytest.fixture(scope="module")
def behind_https(settings: Settings, shared_database: JoiningDatabase) -> Flask:
    return create_app(
        Settings(
            settings.database_url,
            "x" * 32,
            settings.data_dir,
            base_url="https://fardplan.example.org",
            is_testing=True,
            trusted_proxies=1,
        ),
        shared_database,
    )


def rules_of(policy: str) -> dict[str, str]:
    return dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))


def test_only_what_is_ours_can_run_on_a_page(client: Browser) -> None:
    rules = rules_of(client.get("/about").headers["Content-Security-Policy"])

    assert rules["default-src"] == "'none'"
    assert rules["script-src"].startswith("'self' 'nonce-")
    assert "unsafe" not in str(rules)
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"


def test_the_nonce_is_another_on_every_page_and_stands_on_its_scripts(client: Browser) -> None:
    policies = [client.get("/about").headers["Content-Security-Policy"] for _ in range(2)]
    answer = client.get("/about")

    nonce = rules_of(answer.headers["Content-Security-Policy"])["script-src"].split("nonce-")[1].rstrip("'")
    assert policies[0] != policies[1]
    assert f'nonce="{nonce}"' in answer.text


@pytest.mark.parametrize("address", ["/about", "/nowhere", "/healthz"])
def test_every_answer_tells_the_browser_what_not_to_do(client: Browser, address: str) -> None:
    headers = client.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_session_is_kept_from_scripts_and_from_other_sites(client: Browser) -> None:
    cookie = client.post("/trial/flash", data={"said": "Sparat"}).headers["Set-Cookie"]

    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_behind_https_the_session_never_travels_in_the_open(behind_https: Flask, database: JoiningDatabase) -> None:
    answer = behind_https.test_client().get("/sign-in", base_url="https://fardplan.example.org")

    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "Path=/"))
    assert "Domain" not in cookie


def test_a_trusted_proxy_tells_who_is_asking(behind_https: Flask, database: JoiningDatabase) -> None:
    seen = []
    behind_https.before_request_funcs.setdefault(None, []).insert(0, lambda: seen.append(_asker()))

    behind_https.test_client().get("/nowhere.txt", headers={"X-Forwarded-For": "6.6.6.6, 192.0.2.7"})

    assert seen == ["192.0.2.7"]


def test_without_a_proxy_nobody_is_believed_about_where_they_come_from(small_site: Flask) -> None:
    with small_site.test_request_context(
        "/", headers={"X-Forwarded-For": "6.6.6.6"}, environ_base={"REMOTE_ADDR": "::1"}
    ):
        assert _asker() == "::1"


def test_built_files_are_kept_for_ever(client: Browser) -> None:
    address = client.page("/about").css_first('link[rel="stylesheet"]').attributes["href"]

    answer = client.get(address)
    answer.close()

    assert "-" in Path(address).name, "Run: make build"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("wanted", "sent"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None)])
def test_built_texts_are_sent_as_the_build_has_compressed_them(client: Browser, wanted: str, sent: str | None) -> None:
    address = client.page("/about").css_first('link[rel="stylesheet"]').attributes["href"]
    with client.get(address) as whole:
        plain = whole.get_data()

    with client.get(address, headers={"Accept-Encoding": wanted}) as answer:
        body = answer.get_data()

    assert answer.headers.get("Content-Encoding") == sent, "Run: make build"
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress}.get(sent or "", bytes)(body)
    assert unpacked == plain
    assert sent is None or len(body) < len(plain) / 4


@pytest.mark.parametrize("address", ["/about", "/trial/file", "/static/dist/manifest.json"])
def test_all_else_is_asked_for_anew(client: Browser, address: str) -> None:
    answer = client.get(address)
    answer.close()

    assert answer.cache_control.no_cache
    assert not answer.cache_control.public


def _asker() -> str | None:
    return request.remote_addr
