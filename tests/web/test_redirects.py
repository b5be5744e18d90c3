import pytest
from flask import Flask

from roadmaps.web.redirects import current_path, safe_path

OURS = [
    "/",
    "/areas/hallbar-energi/roadmap",
    "/areas/hallbar-energi/roadmap?from=3&to=7#block-0198",
    "/people?name=%C3%85sa&page=2",
    "/links?to=a+b",
]
NOT_OURS = [
    "",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/%0d%0aSet-Cookie: x=1",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "./x",
    "/../x",
    "/a/..//evil.example",
    "/x//evil.example",
    "/\u2215evil.example",
    "/\uff0fevil.example",
    "/a\x00b",
    "/a b",
    "/@evil.example",
    "/:80",
    "/a\n",
    "?next=/x",
    "#x",
]


@pytest.mark.parametrize("wanted", OURS)
def test_a_path_of_ours_is_followed(wanted: str) -> None:
    assert safe_path(wanted, "/default") == wanted


@pytest.mark.parametrize("wanted", NOT_OURS, ids=ascii)
def test_whatever_a_browser_could_read_as_another_site_is_not_followed(wanted: str) -> None:
    assert safe_path(wanted, "/default") == "/default"


@pytest.mark.parametrize(
    ("method", "address", "here"),
    [
        ("GET", "/people?page=2", "/people?page=2"),
        ("GET", "/people?", "/people"),
        ("POST", "/people?page=2", "/people"),
        ("GET", "/people?name=<b>", "/people?name=%3Cb%3E"),
        ("GET", "//evil.example", "/"),
    ],
)
def test_the_way_back_is_a_path_that_can_be_followed(app: Flask, method: str, address: str, here: str) -> None:
    with app.test_request_context(address, method=method):
        assert current_path() == here
