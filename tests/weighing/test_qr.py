"""The code that leads a phone to the room. The patterns were once compared, module by module, with two other makers."""

import hashlib

import pytest

from roadmaps.weighing.qr import code_of, path_of

KNOWN = {
    "HELLO": "a134340a1b1696fd",
    "https://fardplan.example/dots/K7QMPX": "ca5d680ed0405f67",
    "x" * 14: "40576d11448b9b9f",
    "a": "61caf2597f54444d",
    "https://fardplan.example/" + "å" * 20: "ced9d8db75673f6f",
}


@pytest.mark.parametrize("text", KNOWN)
def test_the_code_is_the_one_that_others_make(text):
    assert hashlib.sha256(repr(code_of(text)).encode()).hexdigest()[:16] == KNOWN[text]


@pytest.mark.parametrize(("length", "size"), [(1, 21), (14, 21), (15, 25), (122, 45), (180, 53)])
def test_it_is_no_larger_than_it_needs_to_be(length, size):
    assert len(code_of("x" * length)) == size


def test_what_is_too_long_is_refused():
    with pytest.raises(ValueError, match="too long"):
        code_of("x" * 181)


def test_the_drawing_keeps_a_quiet_zone():
    assert path_of(code_of("a")).startswith("M4 4h1v1h-1z")
