"""A name with a sign that HTML spells in several ways is found in each."""

import html

import nh3
import pytest
from markupsafe import escape

from roadmaps.privacy.wordings import pattern_of, plain_parts

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
