"""Lists, quotes, code and tables, as CommonMark and people read them."""

import pytest

from roadmaps.foundation import prose


def shown(text: str) -> str:
    """The HTML without the line breaks between elements."""
    lines = prose.render(text).split("\n")
    return "".join(line + ("\n" if not line.endswith(">") else "") for line in lines).rstrip("\n")


LISTS = {
    "nested by two spaces": ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
    "nested by four spaces": ("- a\n    - b\n        - c", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"),
    "nested by a tab": ("- a\n\t- b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    "signs under a number by two spaces": (
        "1. a\n  - b\n    - c\n2. d",
        "<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ol>",
    ),
    "numbers under a sign": ("- a\n  1. b\n- c", "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"),
    "one space more is the same list": ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
    "a number list right after a bulleted one": ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
    "a bulleted list right after a numbered one": ("1. a\n- b", "<ol><li>a</li></ol><ul><li>b</li></ul>"),
    "brackets after numbers": ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
    "a list that begins at another number": ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
    "right after a line": ("Vi har:\n- a\n- b", "<p>Vi har:</p><ul><li>a</li><li>b</li></ul>"),
    "numbered right after a line": ("Så:\n1. a", "<p>Så:</p><ol><li>a</li></ol>"),
    "loose items": ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "a second paragraph, then an item": (
        "- a\n\n  mer\n- b",
        "<ul><li><p>a</p><p>mer</p></li><li><p>b</p></li></ul>",
    ),
    "tight within loose": (
        "- a\n\n- b\n  - c\n  - d",
        "<ul><li><p>a</p></li><li><p>b</p><ul><li>c</li><li>d</li></ul></li></ul>",
    ),
    "an empty line at the end makes nothing loose": ("- a\n- b\n\nText", "<ul><li>a</li><li>b</li></ul><p>Text</p>"),
    "an item over several lines": ("- a\n  b\n- c", "<ul><li>a\nb</li><li>c</li></ul>"),
    "an item that goes on without indent": ("- a\nb\n- c", "<ul><li>a\nb</li><li>c</li></ul>"),
    "an item without words": ("-\n- a", "<ul><li></li><li>a</li></ul>"),
    "a rule after a list": ("- a\n---\nb", "<ul><li>a</li></ul><hr><p>b</p>"),
    "a heading after a list": ("- a\n# b", "<ul><li>a</li></ul><h3>b</h3>"),
    "code in an item": ("- a\n  ```\n  b\n  ```\n- c", "<ul><li>a<pre><code>b\n</code></pre></li><li>c</li></ul>"),
    "a quote in an item": (
        "- a\n  > b\n- c",
        "<ul><li>a<blockquote><p>b</p></blockquote></li><li>c</li></ul>",
    ),
    "no list without a space": ("-a\n1.b", "<p>-a\n1.b</p>"),
    "stars": ("* a\n* b", "<ul><li>a</li><li>b</li></ul>"),
    "tasks spaced out": (
        "- [X] a\n\n- b",
        '<ul><li class="task-list-item"><p><span class="task-done">☑</span> a</p></li><li><p>b</p></li></ul>',
    ),
}


@pytest.mark.parametrize(("text", "html"), LISTS.values(), ids=LISTS)
def test_lists(text: str, html: str) -> None:
    assert shown(text) == html


QUOTES = {
    "over several lines": ("> a\n> b", "<blockquote><p>a\nb</p></blockquote>"),
    "going on without the angle": ("> a\nb", "<blockquote><p>a\nb</p></blockquote>"),
    "right after a line": ("a\n> b", "<p>a</p><blockquote><p>b</p></blockquote>"),
    "two paragraphs": ("> a\n>\n> b", "<blockquote><p>a</p><p>b</p></blockquote>"),
    "two quotes": ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
    "within another": (">> a\n> b", "<blockquote><blockquote><p>a\nb</p></blockquote></blockquote>"),
    "with a list": ("> - a\n> - b", "<blockquote><ul><li>a</li><li>b</li></ul></blockquote>"),
    "then text": ("> a\n\nb", "<blockquote><p>a</p></blockquote><p>b</p>"),
}


@pytest.mark.parametrize(("text", "html"), QUOTES.values(), ids=QUOTES)
def test_quotes(text: str, html: str) -> None:
    assert shown(text) == html


CODE = {
    "between fences": ("```python\nx = '<b>' & 1\n```", "<pre><code>x = '&lt;b&gt;' &amp; 1\n</code></pre>"),
    "marks are left alone": ("```\n- *a* [[b]] &lt;\n```", "<pre><code>- *a* [[b]] &amp;lt;\n</code></pre>"),
    "empty lines are kept": ("```\na\n\n\n  b\n```", "<pre><code>a\n\n\n  b\n</code></pre>"),
    "between waves": ("~~~\n```\n~~~", "<pre><code>```\n</code></pre>"),
    "right after a line": ("a\n```\nb\n```\nc", "<p>a</p><pre><code>b\n</code></pre><p>c</p>"),
    "without an end": ("```\na\n\nb", "<pre><code>a\n\nb\n</code></pre>"),
    "a longer fence": ("````\n```\n````", "<pre><code>```\n</code></pre>"),
    "an indented line is text": ("    a", "<p>a</p>"),
}


@pytest.mark.parametrize(("text", "html"), CODE.values(), ids=CODE)
def test_code(text: str, html: str) -> None:
    assert prose.render(text).replace("</p>\n", "</p>").replace("</pre>\n", "</pre>") == html


def cells(html: str) -> list[str]:
    """The contents of the cells."""
    return [part.partition("</t")[0].partition(">")[2] for part in html.replace("<th ", "<td ").split("<td")[1:]]


def test_a_table_may_stand_right_after_a_line() -> None:
    html = prose.render("Målen:\n| a | b |\n|---|---|\n| 1 | 2 |")

    assert html.startswith("<p>Målen:</p>\n<div")
    assert cells(html) == ["a", "b", "1", "2"]


def test_a_table_needs_no_pipes_at_its_sides() -> None:
    assert cells(prose.render("a | b\n--|--\n1 | 2")) == ["a", "b", "1", "2"]


def test_pipes_within_code_and_escaped_ones_divide_nothing() -> None:
    html = prose.render("| a | b |\n|---|---|\n| `x|y` | c \\| d |")

    assert cells(html) == ["a", "b", "<code>x|y</code>", "c | d"]


def test_a_row_has_as_many_cells_as_the_head() -> None:
    assert cells(prose.render("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |")) == ["a", "b", "1", "", "1", "2"]


def test_lines_with_pipes_are_no_table_without_a_line_under_the_head() -> None:
    assert "<table>" not in prose.render("| a | b |\n| 1 | 2 |")
    assert "<table>" not in prose.render("| a | b |\n|---|")
