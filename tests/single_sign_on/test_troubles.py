"""A provider that is not there, falls silent, or speaks for another lets nobody in and leaves the other ways open."""

import pytest

from tests.browsing import Browser, page_of
from tests.factories.single_sign_on import Liar, as_json, come_back, is_signed_in

pytestmark = pytest.mark.usefixtures("trusting", "karin")


def test_a_provider_that_speaks_for_another_is_not_believed(client: Browser, liar: Liar) -> None:
    liar.metadata = {"issuer": "https://idp.region.example"}

    assert client.get("/sign-in/with/region").status_code == 403


@pytest.mark.parametrize(
    "door", ["javascript:alert(1)", "ftp://x", "//x", 7, "https://user@x/", "http://[::1"], ids=str
)
def test_a_door_that_is_no_address_is_not_gone_through(client: Browser, liar: Liar, door) -> None:
    liar.metadata = {"authorization_endpoint": door}

    assert client.get("/sign-in/with/region").status_code == 403


def test_a_provider_that_does_not_answer_leaves_the_other_ways_open(client: Browser, liar: Liar) -> None:
    liar.answers["/.well-known/openid-configuration"] = lambda: as_json({}, 502)

    down = client.get("/sign-in/with/region")

    assert down.status_code == 503
    assert page_of(down).css_first("main a[href='/sign-in']") is not None
    assert client.get("/sign-in").status_code == 200
    asked = len(liar.asked)
    assert client.get("/sign-in/with/region").status_code == 503
    assert len(liar.asked) == asked, "it is left alone for a while"


def test_a_provider_that_falls_silent_half_way_lets_nobody_in(client: Browser, liar: Liar) -> None:
    liar.answers["/token"] = lambda: as_json({}, 500)

    assert come_back(client, liar).status_code == 503
    assert not is_signed_in(client)


def test_an_unknown_provider_is_not_there(client: Browser) -> None:
    for address in ("/sign-in/with/none", "/sign-in/with/none/answer"):
        assert client.get(address).status_code == 404
    assert client.post("/sign-in/with/none/sign-out").status_code == 404
