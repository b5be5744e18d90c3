"""Text that wants to do harm: nothing of it may come through, and none of it may take long."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.foundation import prose
from roadmaps.foundation.prose import cleaning, limits
from roadmaps.foundation.prose.parsing import Parser
from tests.cases import check_html

CASES = Path(__file__).parents[2] / "cases"
VECTORS: list[dict[str, Any]] = [
    vector
    for name in ("xss_vectors.json", "more_vectors.json")
    for vector in json.loads((CASES / name).read_text(encoding="utf-8"))["vectors"]
]
_PATHOLOGICAL = json.loads((CASES / "markdown_pathological.json").read_text(encoding="utf-8"))
GENERATORS: list[dict[str, Any]] = _PATHOLOGICAL["generators"]
SPECIAL: dict[str, tuple[Callable[[int], str], int]] = {
    "lists within lists": (lambda n: "".join("    " * depth + "- a\n" for depth in range(n)), 120),
    "lists within quotes": (lambda n: "".join(">" * depth + " " + "- " * depth + "x\n" for depth in range(1, n)), 120),
    "ever more ticks": (lambda n: "".join("e" + "`" * length for length in range(1, n)), 600),
    "a wide and long table": (
        lambda n: "|".join("a" * n) + "\n" + "|".join("-" * n) + "\n" + ("|".join("c" * n) + "\n") * n,
        150,
    ),
    "many named addresses": (
        lambda n: "".join(f"[x{one}]: /u\n" for one in range(n)) + "".join(f"[x{one}] " for one in range(n)),
        3_000,
    ),
    "many notes": (
        lambda n: "".join(f"[^{one}] " for one in range(n)) + "\n\n" + "".join(f"[^{one}]: a\n" for one in range(n)),
        1_000,
    ),
    "notes within notes": (lambda n: "[^a]\n\n" + "".join(f"[^a]: [^a]: [^{one}]: x\n\n" for one in range(n)), 500),
}
# What this process may use itself, whose requests no watch ends. The worker has a second of the processor at most; how
# long that is on the wall, only an idle machine could promise.
OWN_SECONDS = 1.0
SECONDS_ON_THE_WALL = 30.0
# The oracle's policy, narrowed to the classes and names that our own shaping gives.
OURS = replace(
    check_html.WIKI,
    attrs={**check_html.WIKI.attrs, "div": {"tabindex", "role"}},
    id_prefixes=("test-fn-", "test-fnref"),
    class_re=r"^(wiki-link(-unresolved)?|external|footnote(-ref|-backref)?|table-scroll|task-list-item|task-(done|open)|align-(left|center|right))$",
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


@contextmanager
def soon_over() -> Iterator[None]:
    """Fails when what stands within takes long."""
    began, began_on_the_wall = time.process_time(), time.monotonic()
    yield
    assert time.process_time() - began < OWN_SECONDS
    assert time.monotonic() - began_on_the_wall < SECONDS_ON_THE_WALL


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

    with soon_over():
        html = rendered(text)

    assert "<script" not in html


@pytest.mark.parametrize("name", SPECIAL)
@pytest.mark.parametrize("times", [1, 4])
def test_no_tangle_that_grows_takes_long(name: str, times: int) -> None:
    build, number = SPECIAL[name]
    text = build(number * times)

    with soon_over():
        rendered(text)


@pytest.mark.parametrize(
    "repeated", ["`", "`a``", "[[a|", "\n ", "|", "- ", "~~~\n", "\\", "a\u0315\u0300", "\u0315\u0300", " ", "1", "_a"]
)
def test_what_no_worker_guards_takes_one_pass(repeated: str) -> None:
    text = repeated * (prose.LARGEST // len(repeated))

    with soon_over():
        prose.plain(text)
        prose.link_labels(text)
        prose.tidy(text)


def test_both_cleaners_stand_in_the_way() -> None:
    only_the_first_keeps_the_words = "<script>alert(1)</script>"
    only_the_last_drops_the_address = '<a href="https://a.b|c">x</a>'

    assert cleaning.clean(only_the_first_keeps_the_words) == "alert(1)"
    assert cleaning.clean(only_the_last_drops_the_address) == "<a>x</a>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://a b",
        "ftp://example.org",
        "sida",
        "",
    ],
)
def test_an_address_is_kept_as_it_is_or_dropped(address: str) -> None:
    assert not cleaning.may_lead_there(address)
    assert "href" not in cleaning.clean_once(f'<a href="{address}">x</a>')
    assert "href" not in cleaning.clean_again(f'<a href="{address}">x</a>')


def test_what_may_not_be_written_may_not_be_written_by_its_number() -> None:
    assert prose.render("a&#x202e;b&#13;c `&#x202e;`") == "<p>a\ufffdb\ufffdc <code>&amp;#x202e;</code></p>"


def test_after_a_hopeless_text_the_next_one_is_shown() -> None:
    rendered("*a **b " * 140 + "\n" + "[" * 150)

    assert prose.render("Hej.") == "<p>Hej.</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a " * prose.LARGEST, "too long"),
        ("a" * (limits.LONGEST_LINE + 1), "line"),
        ("> " * 30 + "a", "tangled"),
        ("- " * 2_000 + "a", "tangled"),
        ("![[]()" * 2_000, "tangled"),
    ],
)
def test_what_goes_beyond_a_limit_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(prose.TooComplex) as raised:
        prose.render(text)

    assert words in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- [[Organisation {number}]] och [länk](https://example.org/{number})" for number in range(500)),
        "| a | b |\n|---|---|\n" + "\n".join(f"| [[O {number}]] | **{number}** |" for number in range(300)),
        "\n".join(f"* punkt *{number}*" for number in range(1_000)),
        ("Regionen ska *stärka* skogen med [Torsta](https://torsta.se) och [[Åre kommun]]. " * 6 + "\n\n") * 200,
        "-" * 5_000,
        " " * 200 + "långt in",
    ],
    ids=["a list of links", "a table of names", "a long list", "a whole book", "a long rule", "far in"],
)
def test_long_and_honest_texts_are_shown(text: str) -> None:
    assert prose.render(text)


PIECES = [
    *[
        "- ",
        "* ",
        "1. ",
        "> ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "# ",
        "```",
        "~~~",
        "---",
        "===",
        "|",
        "| a | b |\n",
        "|-|-|\n",
    ],
    *["*", "**", "_", "~~", "`", "[", "[[", "]", "]]", "](/x)", "](https://e.org)", "!", "[^1]", "[^1]: ", "[a]: /x\n"],
    *[
        "\\",
        "\\\n",
        "  \n",
        "<",
        ">",
        "<a@b.se>",
        "https://e.org",
        "www.x.se",
        "&#x3c;",
        "&",
        '"',
        "å",
        "ord",
        "[x] ",
        "\t",
    ],
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mix_of_marks_ends_the_parser(text: str) -> None:
    html = Parser().render(prose.tidy(text), links={}, heading_level=3, unique="test")

    assert findings(html) == []
    assert "\x02" not in html


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_name_that_is_shown_as_a_link_was_found_before(text: str) -> None:
    html = Parser().render(prose.tidy(text), links={}, heading_level=3, unique="test")

    shown = {unquote(unescape(name)) for name in re.findall(r'href="/links\?to=([^"]*)"', html)}
    assert shown <= set(prose.link_labels(prose.tidy(text)))


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
