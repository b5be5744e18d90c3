"""Terms as links in the clean HTML of a block. No database."""

import re

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from roadmaps.foundation.prose.cleaning import clean
from roadmaps.glossary.finding import Names
from roadmaps.glossary.marking import MOST_MARKERS, Marker, Markers

TERMS = [Names("mal", ("mål",)), Names("s3", ("smart specialisering", "S3")), Names("sma", ("smart",))]


def marked(*parts: str) -> list[str]:
    return list(Marker(TERMS, lambda key: f"/t/{key}").mark(parts))


def link(key: str, words: str) -> str:
    return f'<a class="term" href="/t/{key}">{words}</a>'


def test_a_term_is_marked_where_the_block_first_uses_it() -> None:
    first, second = marked("<p>Vi når målen, och mål på mål.</p>", "<p>Målen igen, och S3.</p>")

    assert first == f"<p>Vi når {link('mal', 'målen')}, och mål på mål.</p>"
    assert second == f"<p>Målen igen, och {link('s3', 'S3')}.</p>"


def test_a_synonym_is_the_same_term() -> None:
    assert marked("<p>Smart specialisering, S3.</p>") == [f"<p>{link('s3', 'Smart specialisering')}, S3.</p>"]


@pytest.mark.parametrize("tag", ["a", "code", "pre", "h4", "h5", "abbr", "del", "s", "th"])
def test_nothing_is_marked_in_links_code_and_headings_and_the_next_use_is(tag: str) -> None:
    assert marked(f"<{tag}>mål <em>mål</em></{tag}><p>mål</p>") == [
        f"<{tag}>mål <em>mål</em></{tag}><p>{link('mal', 'mål')}</p>"
    ]


def test_a_term_within_emphasis_is_marked_there_and_one_across_its_border_is_not() -> None:
    assert marked("<p><em>mål</em> <strong>smart</strong> specialisering</p>") == [
        f"<p><em>{link('mal', 'mål')}</em> <strong>smart</strong> specialisering</p>"
    ]


def test_half_a_word_is_no_term() -> None:
    assert marked("<p>mål<em>tid</em> och del<strong>mål</strong></p>") == [
        "<p>mål<em>tid</em> och del<strong>mål</strong></p>"
    ]


def test_items_and_cells_do_not_run_together() -> None:
    html = "<ul><li>smart</li><li>specialisering</li></ul>"

    assert marked(html) == [f"<ul><li>{link('sma', 'smart')}</li><li>specialisering</li></ul>"]


def test_signs_in_attributes_are_no_tags() -> None:
    html = '<p><abbr title="a > mål">x</abbr> &lt;mål&gt;</p>'

    assert marked(html) == [html.replace("&lt;mål", f"&lt;{link('mal', 'mål')}")]


def test_a_glossary_without_terms_changes_nothing() -> None:
    assert list(Marker([], str).mark(["<p>mål</p>"])) == ["<p>mål</p>"]


def test_a_block_is_marked_once_and_then_remembered() -> None:
    marker = Marker(TERMS, lambda key: f"/t/{key}")

    assert marker.mark(["<p>mål</p>"]) is marker.mark(["<p>mål</p>"])


def test_the_markers_of_old_states_are_forgotten() -> None:
    markers = Markers()

    first = markers.of(0, lambda: Marker([], str))

    assert markers.of(0, lambda: Marker([], str)) is first
    for state in range(1, MOST_MARKERS + 1):
        markers.of(state, lambda: Marker([], str))
    assert markers.of(0, lambda: Marker([], str)) is not first


TEXT = st.text(alphabet="mål smart specialisering S3<>&;\"'/=apcodeh4\n-", max_size=60)
PIECES = st.lists(
    st.one_of(
        TEXT, st.sampled_from(["<p>", "</p>", "<a href='/x'>", "</a>", "<code>", "</code>", "mål", "<em>", "</em>"])
    )
)


@settings(max_examples=150)
@given(PIECES)
def test_marks_add_links_and_leave_every_letter(pieces: list[str]) -> None:
    html = clean("".join(pieces))

    [after] = marked(html)

    assert re.sub(r'<a class="term" href="/t/\w+">(.*?)</a>', r"\1", after, flags=re.DOTALL) == html
    assert len(re.findall('class="term"', after)) <= len(TERMS)
    assert "<a" not in re.sub("</a>.*?<a", "", after.partition("<a")[2].rpartition("</a>")[0], flags=re.DOTALL)
