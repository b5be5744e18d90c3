from hypothesis import example, given
from hypothesis import strategies as st

from roadmaps.snapshots.codes import ALPHABET, LENGTH, address_of, code_of, start_of_hash

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(HASHES)
@example("0" * 64)
@example("f" * 64)
def test_a_code_leads_back_to_how_its_hash_begins(sha256: str) -> None:
    start = start_of_hash(code_of(sha256))

    assert start
    assert sha256.startswith(start)


@given(HASHES)
def test_a_code_is_read_however_it_is_copied(sha256: str) -> None:
    code = code_of(sha256)

    for typed in (code.lower(), code.replace("-", ""), f" {code.replace('-', ' – ')}\n", code.replace("8", "B")):
        assert start_of_hash(typed) == start_of_hash(code)


def test_a_code_has_ten_signs_that_cannot_be_mistaken_for_each_other() -> None:
    assert LENGTH == 10
    assert not set(ALPHABET) & set("01OILBSZGUAEY")
    assert code_of("3f0c9a2be1d74f6a" * 4) == "4D9HX-8XV59"


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "hej", "2DN3D-PKR6", "2DN3D-PKR6MM", "2DN3D-PKR6!", "XXXXX-XXXXX", "2DN3D-PKR6O", "a" * 64):
        assert start_of_hash(typed) is None


def test_the_address_of_a_code_is_short() -> None:
    assert address_of("2DN3D-PKR6M", "https://plan.example") == "https://plan.example/v/2DN3D-PKR6M"
