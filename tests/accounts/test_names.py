import pytest

from roadmaps.accounts import names
from roadmaps.accounts.email_addresses import as_typed, normalised
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import Fault


def test_a_name_is_one_line_with_single_spaces() -> None:
    assert names.one_line("  Karin\r\nBcc: everyone@example.org\t Åslund ", field="name") == (
        "Karin Bcc: everyone@example.org Åslund"
    )


def test_characters_that_turn_the_text_around_are_left_out() -> None:
    assert names.one_line("Karin\u202e Åslund\u200b", field="name") == "Karin Åslund"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "x" * 121])
def test_an_empty_or_endless_name_is_refused_with_its_field(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        names.one_line(name, field="name")

    assert "name" in refusal.value.fields


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("torsta.se", "https://torsta.se", id="without scheme"),
        pytest.param("http://torsta.se/om?x=1", "http://torsta.se/om?x=1", id="whole"),
    ],
)
def test_a_web_page_is_kept(typed: str, kept: str) -> None:
    assert names.homepage(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript://torsta.se/%0aalert(1)",
        "https://",
        "https://torsta",
        "https://tor sta.se",
        "https://[",
        'https://a.se"onclick',
    ],
)
def test_what_is_no_web_page_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        names.homepage(typed)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Jord, skog och vatten", "jord-skog-och-vatten"),
        ("Åre kommun", "are-kommun"),
        ("Røros & Ærø", "roros-aero"),
        ("???", "x"),
    ],
)
def test_a_name_becomes_a_part_of_an_address(name: str, slug: str) -> None:
    assert names.slug_of(name) == slug


def test_a_taken_address_gets_a_number() -> None:
    assert names.free_slug("torsta", frozenset({"torsta", "torsta-2"})) == "torsta-3"


def test_an_address_is_stored_in_lower_case() -> None:
    assert normalised(" Karin.Aslund@Example.ORG ") == "karin.aslund@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "karin",
        "karin@",
        "karin@example.org\nBcc: x@example.org",
        "karin@example.org, x@example.org",
        "Karin <k@example.org>",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Fault):
        normalised(typed)

    assert as_typed(typed) == typed.strip().lower()
