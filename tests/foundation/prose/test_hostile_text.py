"""Text that wants to do harm: nothing of it may come through, and none of it may take long."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.foundation import prose
from roadmaps.foundation.prose import cleaning
from tests.cases import check_html

CASES = Path(__file__).parents[2] / "cases"
VECTORS: list[dict[str, Any]] = json.loads((CASES / "xss_vectors.json").read_text(encoding="utf-8"))["vectors"]
_PATHOLOGICAL = json.loads((CASES / "markdown_pathological.json").read_text(encoding="utf-8"))
GENERATORS: list[dict[str, Any]] = _PATHOLOGICAL["generators"]
# A refusal comes after a second of the worker's time, at most; the rest is a busy machine's.
PATIENCE_SECONDS = 4.0
# The oracle's policy, narrowed to the classes and names that our own shaping gives.
OURS = replace(
    check_html.WIKI,
    attrs={**check_html.WIKI.attrs, "div": {"tabindex", "role"}},
    id_prefixes=("test-fn-", "test-fnref-"),
    class_re=r"^(wiki-link(-unresolved)?|external|footnote(-ref|-backref)?|table-scroll|task-list-item|task-(done|open))$",
)


def findings(html: str) -> list[str]:
    """What the oracle finds beyond hygiene."""
    found = [one for one in check_html.check(html, OURS) if one.level >= check_html.Level.POLICY]
    # A wide table can be scrolled by the keyboard; no text can put the attribute anywhere else.
    return [str(one) for one in found if one.detail != "div[tabindex]"]


def rendered(text: str) -> str:
    """The HTML of a text; nothing where it is refused."""
    try:
        return prose.render(text, unique="test")
    except prose.TooComplex:
        return ""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_no_known_bypass_comes_through(vector: dict[str, Any]) -> None:
    assert findings(rendered(vector["payload"])) == []


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_each_cleaner_would_stop_it_alone(vector: dict[str, Any]) -> None:
    for clean in (cleaning.clean_once, cleaning.clean_again):
        harmful = [one for one in check_html.check(clean(vector["payload"])) if one.level >= check_html.Level.EXEC]
        assert harmful == []


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator["id"])
@pytest.mark.parametrize("times", [1, 4])
def test_no_tangle_takes_long(generator: dict[str, Any], times: int) -> None:
    number = generator["n"] * times
    text = generator["prefix"] + generator["repeat"] * number + generator["suffix"]
    text += generator.get("tail_repeat", "") * number

    began = time.monotonic()
    html = rendered(text)

    assert time.monotonic() - began < PATIENCE_SECONDS
    assert "<script" not in html


def test_after_a_hopeless_text_the_next_one_is_shown() -> None:
    rendered("*a **b " * 140 + "\n" + "[" * 150)

    assert prose.render("Hej.") == "<p>Hej.</p>"


def test_what_is_too_long_is_refused_in_words() -> None:
    with pytest.raises(prose.TooComplex) as raised:
        prose.render("a" * (prose.LARGEST + 1))

    assert "too long" in str(raised.value)


@given(st.text(alphabet="ab \n*_[]()<>&#`~|-+1.!^:/\\\"'å{}=@\t", max_size=120))
def test_whatever_is_written_is_shown_or_refused_in_words(text: str) -> None:
    assert findings(rendered(text)) == []


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert prose.tidy(prose.tidy(text)) == prose.tidy(text)


@given(st.text(max_size=200))
def test_the_words_of_any_text_can_be_told(text: str) -> None:
    assert "\n" not in prose.plain(text)
    assert len(prose.excerpt(text, 40)) <= 41
