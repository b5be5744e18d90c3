"""A name with a sign that HTML spells in several ways is found in each."""

import html

import nh3
import pytest
from markupsafe import escape

from roadmaps.privacy.wordings import instead_of, pattern_of, plain_parts

NAME = "Anna D'Angelo & Söner"


@pytest.mark.parametrize("spell", [nh3.clean, escape, html.escape, str])
def test_a_name_with_signs_is_found_however_the_html_was_made(spell: object) -> None:
    made = f"<p>Ring {spell(NAME)} i dag.</p>"  # type: ignore[operator]

    assert pattern_of((NAME,), is_html=True).sub("hon", made) == "<p>Ring hon i dag.</p>"


@pytest.mark.parametrize("sign", ["&#39;", "&#x27;", "&apos;", "&#8217;", "&rsquo;", "’", "‘", "ʼ"])
def test_an_apostrophe_is_one_sign_in_every_spelling(sign: str) -> None:
    assert pattern_of((NAME,), is_html=True).search(f"<b>Anna D{sign}Angelo &amp; Söner</b>")


@pytest.mark.parametrize("written", ["Anna D'Angelo & Söner", "anna d’angelo & söners", "ANNA DʼANGELO\n& SÖNER"])
def test_an_apostrophe_may_be_straight_or_bent_in_a_text(written: str) -> None:
    assert pattern_of((NAME,)).search(written)


def test_a_name_that_was_given_with_a_bent_apostrophe_is_found_with_a_straight_one() -> None:
    assert pattern_of((NAME.replace("'", "’"),)).search(NAME)


def test_a_quotation_in_a_name_is_found_too() -> None:
    assert pattern_of(('Karl "Kalle" Ek',), is_html=True).search("Karl &#34;Kalle&#34; Ek")
    assert pattern_of(('Karl "Kalle" Ek',), is_html=True).search('Karl "Kalle" Ek')


def test_a_database_is_asked_for_no_part_with_such_a_sign_in_it() -> None:
    assert plain_parts([NAME]) == ["Angelo"]


@pytest.mark.parametrize("sign", ["-", "\u2011", "\u2010", "\u2013", "\u2212", "\u00ad", "&#8209;", "&shy;", "\\-"])
def test_a_hyphen_is_one_sign_in_every_form(sign: str) -> None:
    assert pattern_of(("Anna-Lena Öberg",)).search(f"Ring anna{sign}lena öberg i dag.")
    assert pattern_of(("Anna\u2011Lena Öberg",)).search(f"Ring Anna{sign}Lena Öbergs mamma.")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("**Anna-Lena** Öberg kom", "**hon** kom", id="the first name"),
        pytest.param("Anna-Lena **Öberg** kom", "**hon** kom", id="the last name"),
        pytest.param("_Anna-Lena Öberg_ kom", "_hon_ kom", id="both"),
        pytest.param("Anna-Lena\u200bÖberg kom", "hon kom", id="a space that nobody sees"),
    ],
)
def test_an_emphasis_within_a_name_hides_nothing(text: str, made: str) -> None:
    found = pattern_of(("Anna-Lena Öberg",))

    assert found.sub(lambda hit: instead_of(hit[0], "hon"), text) == made


def test_html_stays_whole_where_an_emphasis_ends_within_a_name() -> None:
    made = '<p><strong>Anna-Lena</strong> Öberg <a href="/x">kom</a></p>'

    told = pattern_of(("Anna-Lena Öberg",), is_html=True).sub(lambda hit: instead_of(hit[0], "hon", is_html=True), made)

    assert told == '<p><strong>hon</strong> <a href="/x">kom</a></p>'


def test_an_underscore_in_an_address_goes_with_it() -> None:
    assert instead_of("anna_lena@example.org", "hon") == "hon"
