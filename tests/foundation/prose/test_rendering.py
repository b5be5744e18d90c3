"""What a text looks like when it is shown, mark by mark."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from roadmaps.foundation import prose

SHOWN = {
    "a paragraph": ("Hej\ndu.", "<p>Hej\ndu.</p>"),
    "emphasis": ("*svag* **stark** ~~struken~~", "<p><em>svag</em> <strong>stark</strong> <del>struken</del></p>"),
    "a hard break by backslash": ("ett\\\ntvå", "<p>ett<br>\ntvå</p>"),
    "a hard break by spaces": ("ett  \ntvå", "<p>ett<br>\ntvå</p>"),
    "headings below the block's": ("# En\n\n## Två", "<h3>En</h3>\n<h4>Två</h4>"),
    "the deepest heading": ("###### Djup", "<h6>Djup</h6>"),
    "a list right after a line": (
        "Vi har:\n- skog\n- vatten",
        "<p>Vi har:</p>\n<ul>\n<li>skog</li>\n<li>vatten</li>\n</ul>",
    ),
    "a number in a line is no list": ("År\n2030. Då är vi klara.", "<p>År\n2030. Då är vi klara.</p>"),
    "markup is text": ("<b>fet</b>", "<p>&lt;b&gt;fet&lt;/b&gt;</p>"),
    "a mail address": ("[skriv](mailto:a@example.org)", '<p><a href="mailto:a@example.org">skriv</a></p>'),
    "a page of the site": ("[här](/areas/x)", '<p><a href="/areas/x">här</a></p>'),
    "an address without a scheme that may be": ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
    "code": ("`[[ej länk]]`", "<p><code>[[ej länk]]</code></p>"),
    "a quote": ("> Sagt.", "<blockquote>\n<p>Sagt.</p>\n</blockquote>"),
}


@pytest.mark.parametrize(("text", "html"), SHOWN.values(), ids=SHOWN)
def test_each_mark_is_shown_as_people_expect(text: str, html: str) -> None:
    assert prose.render(text) == html


def test_two_spaces_nest_a_list() -> None:
    html = prose.render("- ett\n  - inre\n- två")

    assert html.count("<ul>") == 2
    assert html.index("inre") < html.index("två")


def test_a_numbered_list_after_a_bulleted_one_is_a_list_of_its_own() -> None:
    html = prose.render("- skog\n- vatten\n1. först\n2. sedan")

    assert "<ol>" in html
    assert html.index("</ul>") < html.index("<ol>")


def test_a_link_out_is_marked() -> None:
    html = prose.render("[ut](https://example.org)")

    assert 'class="external"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_a_name_in_brackets_leads_to_what_is_called_so() -> None:
    html = prose.render("Se [[Torsta]] och [[Åre|kommunen]].", links={"Torsta": "/organisations/torsta"})

    assert '<a class="wiki-link" href="/organisations/torsta">Torsta</a>' in html
    assert '<a class="wiki-link wiki-link-unresolved" href="/links?to=%C3%85re">kommunen</a>' in html


def test_the_names_that_a_text_links_to_are_found_outside_code() -> None:
    text = "[[Torsta]] `[[kod]]` [[Åre|kommunen]] [[Torsta]]\n\n```\n[[också kod]]\n```\n"

    assert prose.link_labels(text) == ["Torsta", "Åre"]


def test_tasks_are_told_by_a_sign_and_not_by_a_box_to_press() -> None:
    html = prose.render("- [x] klart\n- [ ] kvar")

    assert '<span class="task-done">☑</span> klart' in html
    assert '<span class="task-open">☐</span> kvar' in html
    assert "<input" not in html


def test_a_table_names_its_columns_and_can_be_scrolled_by_keyboard() -> None:
    html = prose.render("| År | Mål |\n|---|---|\n| 2027 | 60 |")

    assert '<th scope="col">År</th>' in html
    assert 'tabindex="0"' in html


def test_the_footnotes_of_two_blocks_on_a_page_do_not_meet() -> None:
    one, other = (prose.render("Sagt[^1].\n\n[^1]: Av vem.", unique=unique) for unique in ("a", "b"))

    assert 'id="a-fn-1"' in one
    assert 'href="#b-fn-1"' in other


def test_a_picture_from_elsewhere_is_a_link_to_it() -> None:
    assert "<img" not in prose.render("![en karta](https://example.org/karta.png)")
    assert ">en karta</a>" in prose.render("![en karta](https://example.org/karta.png)")


def test_many_threads_are_served_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        shown = list(pool.map(lambda number: prose.render(f"Nummer {number}."), range(60)))

    assert shown == [f"<p>Nummer {number}.</p>" for number in range(60)]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_has_workers_of_its_own() -> None:
    prose.render("Före.")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, prose.render("Barnet.").encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)

    assert os.read(reading, 100) == b"<p>Barnet.</p>"
    assert prose.render("Efter.") == "<p>Efter.</p>"
    os.close(reading)


def test_the_words_of_a_text_without_its_marks() -> None:
    text = "# Rubrik\n\n- **Viktigt**: se [[Torsta|skolan]] och [sidan](https://example.org)[^1]"

    assert prose.plain(text) == "Rubrik Viktigt: se skolan och sidan"
    assert prose.excerpt("ett två tre fyra", 9) == "ett två…"
