"""A page with places left open is the same page, plain or compressed, whatever is filled in."""

import gzip
import secrets

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.freshness.bodies import Body
from roadmaps.web.open_places import NONCE, PLACES, TOKEN

TEXT = st.text(st.sampled_from("<p>räksmörgås mål \"'&;=\n"), max_size=300)


@given(st.lists(TEXT, min_size=1, max_size=8))
def test_compressed_it_says_what_it_says_plain(parts: list[str]) -> None:
    body = Body(PLACES[NONCE].join(parts))

    for _ in range(3):
        nonce = secrets.token_urlsafe(16)

        plain = nonce.join(parts).encode()
        assert body.filled({NONCE: nonce}) == plain
        assert gzip.decompress(body.gzipped(nonce)) == plain
        if body.is_for_brotli:
            assert brotli.decompress(body.brotlied(nonce)) == plain


def test_a_long_page_takes_little_when_compressed() -> None:
    body = Body(f"<script nonce='{PLACES[NONCE]}'>" + "<p>Vad vi vill nå till 2030</p>" * 4000)

    assert len(body.brotlied("n" * 22)) < body.size / 50
    assert len(body.gzipped("n" * 22)) < body.size / 20


@pytest.mark.parametrize("place", [NONCE, TOKEN])
def test_every_place_is_filled_with_its_own(place: str) -> None:
    body = Body(f"a{PLACES[NONCE]}b{PLACES[TOKEN]}c{PLACES[place]}")

    filled = body.filled({NONCE: "1", TOKEN: "2"})

    assert filled == (b"a1b2c1" if place == NONCE else b"a1b2c2")
    assert body.places == {NONCE, TOKEN}
