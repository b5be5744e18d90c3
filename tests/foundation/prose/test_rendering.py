"""What a text looks like when it is shown, mark by mark."""

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
    "escapes": (r"\*ej\* \[ej\] \<b\> 1986\. \\", "<p>*ej* [ej] &lt;b&gt; 1986. \\</p>"),
    "signs that HTML uses": ('R&D < 3 > "2"', '<p>R&amp;D &lt; 3 &gt; "2"</p>'),
    "an underline within a word": ("snake_case_namn", "<p>snake_case_namn</p>"),
    "a number sign without a space": ("#1 på listan", "<p>#1 på listan</p>"),
    "a heading without words": ("#\n\nText", "<p>Text</p>"),
    "a line under a heading": ("Rubrik\n===\n\nUnder\n---", "<h3>Rubrik</h3>\n<h4>Under</h4>"),
    "a rule": ("ett\n\n---\n\ntvå", "<p>ett</p>\n<hr>\n<p>två</p>"),
    "one space at the end of a line": ("ett \ntvå", "<p>ett\ntvå</p>"),
    "an address by name": ("[Vi][v]\n\n[v]: /om 'Om oss'", '<p><a href="/om" title="Om oss">Vi</a></p>'),
    "a quote": ("> Sagt.", "<blockquote>\n<p>Sagt.</p>\n</blockquote>"),
}


@pytest.mark.parametrize(("text", "html"), SHOWN.values(), ids=SHOWN)
def test_each_mark_is_shown_as_people_expect(text: str, html: str) -> None:
    assert prose.render(text) == html


def test_a_link_out_is_marked() -> None:
    html = prose.render("[ut](https://example.org)")

    assert 'class="external"' in html
    assert 'rel="noopener noreferrer nofollow"' in html


def test_tasks_are_told_by_a_sign_and_not_by_a_box_to_press() -> None:
    html = prose.render("- [x] klart\n- [ ] kvar")

    assert '<span class="task-done">☑</span> klart' in html
    assert '<span class="task-open">☐</span> kvar' in html
    assert "<input" not in html


def test_a_table_names_its_columns_and_can_be_scrolled_by_keyboard() -> None:
    html = prose.render("| År | Mål |\n|---|---|\n| 2027 | 60 |")

    assert '<th scope="col">År</th>' in html
    assert 'tabindex="0"' in html


def test_columns_keep_to_their_side() -> None:
    html = prose.render("| Mål | Värde |\n|:-:|--:|\n| A | 60 |")

    assert '<th class="align-center" scope="col">Mål</th>' in html
    assert '<td class="align-right">60</td>' in html


def test_the_notes_of_two_blocks_on_a_page_do_not_meet() -> None:
    one, other = (prose.render("Sagt[^1].\n\n[^1]: Av vem.", unique=unique) for unique in ("a", "b"))

    assert 'id="a-fn-1"' in one
    assert 'href="#b-fn-1"' in other


def test_notes_stand_in_the_order_of_mention_and_lead_back() -> None:
    html = prose.render("Ett[^källa], två[^b], ett igen[^källa].\n\n[^b]: Bok.\n[^källa]: Se https://torsta.se\n")

    assert html == (
        '<p>Ett<sup id="fnref-2"><a class="footnote-ref" href="#fn-2">1</a></sup>, '
        'två<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">2</a></sup>, '
        'ett igen<sup id="fnref2-2"><a class="footnote-ref" href="#fn-2">1</a></sup>.</p>\n'
        '<div class="footnote">\n<hr>\n<ol>\n'
        '<li id="fn-2">\n<p>Se <a class="external" href="https://torsta.se" rel="noopener noreferrer nofollow">'
        'https://torsta.se</a> <a class="footnote-backref" href="#fnref-2">↩ 1</a>'
        '<a class="footnote-backref" href="#fnref2-2">↩ 1</a></p>\n</li>\n'
        '<li id="fn-1">\n<p>Bok. <a class="footnote-backref" href="#fnref-1">↩ 2</a></p>\n</li>\n</ol>\n</div>'
    )


def test_a_note_that_nothing_mentions_is_shown_without_a_way_back() -> None:
    html = prose.render("Text.\n\n[^x]: Ensam.\n[^y]:")

    assert "Ensam." in html
    assert "footnote-backref" not in html


def test_a_note_holds_paragraphs_and_lists() -> None:
    html = prose.render("Ja[^1].\n\n[^1]: Först.\n\n    - punkt\n\n    Sist.\n\nUtanför.")

    assert "<p>Först.</p>\n<ul>\n<li>punkt</li>\n</ul>\n<p>Sist. <a" in html
    assert html.index("<p>Utanför.</p>") < html.index("Först.")


def test_a_text_cannot_say_where_its_notes_stand() -> None:
    html = prose.render("///Footnotes Go Here///\n\nJa[^1].\n\n[^1]: Not.")

    assert html.startswith("<p>///Footnotes Go Here///</p>")


FILE = "/files/0192f0aa-1111-7222-8333-444455556666"


def test_a_file_of_this_site_is_shown_as_a_picture_with_what_is_said_for_it() -> None:
    assert prose.render(f"![en karta]({FILE})") == f'<p><img alt="en karta" loading="lazy" src="{FILE}"></p>'
    assert prose.render(f"Se ![a]({FILE}) här.").count("<img") == 1
    assert prose.render(f"![x][r]\n\n[r]: {FILE}") == f'<p><img alt="x" loading="lazy" src="{FILE}"></p>'
    assert "title" not in prose.render(f'![a]({FILE} "en titel")')


def test_what_is_said_for_a_picture_is_words_without_marks() -> None:
    words = {
        "en **karta** över *länet*": "en karta över länet",
        r"2 \* 3": "2 * 3",
        "a_b_c": "a_b_c",
        "`kod` & [[Torsta]]": "kod &amp; Torsta",
        '"citat" <b>': "&quot;citat&quot; &lt;b&gt;",
        "två\nrader": "två rader",
    }
    for written, said in words.items():
        assert f'alt="{said}"' in prose.render(f"![{written}]({FILE})"), written


def test_a_picture_within_a_link_leads_there() -> None:
    html = prose.render(f"[![en karta]({FILE})](/b)")

    assert html == f'<p><a href="/b"><img alt="en karta" loading="lazy" src="{FILE}"></a></p>'


def test_a_picture_for_which_nothing_is_said_is_a_link() -> None:
    assert prose.render(f"![]({FILE})") == f'<p><a href="{FILE}">{FILE}</a></p>'
    assert prose.render(f"![ ]({FILE})") == f'<p><a href="{FILE}">{FILE}</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/karta.png",
        "http://example.org" + FILE,
        "//example.org" + FILE,
        "/\\example.org" + FILE,
        "data:image/png;base64,AAAA",
        "data:image/svg+xml,<svg/onload=alert(1)>",
        "javascript:alert(1)",
        FILE.upper(),
        FILE + "?x=1",
        FILE + "#x",
        FILE + "/../../sign-out",
        FILE + "&#10;",
        "/files/1.png",
        "/files/../accounts",
        FILE[1:],
    ],
)
def test_nothing_but_a_file_of_this_site_is_a_picture(address: str) -> None:
    html = prose.render(f"![en karta]({address})")

    assert "<img" not in html
    assert "en karta" in html
    assert "<img" not in prose.render(f"[![en karta]({address})](/b)")
    assert "<img" not in prose.render(f"![en karta][r]\n\n[r]: {address}")


def test_a_picture_from_elsewhere_is_a_link_to_it_and_within_a_link_only_its_words() -> None:
    assert prose.render("![en karta](/files/1.png)") == '<p><a href="/files/1.png">en karta</a></p>'
    assert ">en karta</a>" in prose.render("![en karta](https://example.org/karta.png)")
    assert prose.render("[![en karta](/a.png)](/b)") == '<p><a href="/b"><span>en karta</span></a></p>'


def test_no_marks_of_the_library_are_left_in_a_text_without_any() -> None:
    assert prose.render("") == ""
    assert prose.render(" \n\t\n") == ""
    assert prose.render("[x]: /y") == ""
