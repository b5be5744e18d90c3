"""Links by name, links out, and addresses that stand in the text as they are."""

import pytest

from roadmaps.foundation import prose

OUT = 'rel="noopener noreferrer nofollow"'


def test_a_name_in_brackets_leads_to_what_is_called_so() -> None:
    html = prose.render("Se [[Torsta]] och [[Åre|kommunen]].", links={"Torsta": "/organisations/torsta"})

    assert '<a class="wiki-link" href="/organisations/torsta">Torsta</a>' in html
    assert '<a class="wiki-link wiki-link-unresolved" href="/links?to=%C3%85re">kommunen</a>' in html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[[R&D]]", '<a class="wiki-link" href="/here">R&amp;D</a>'),
        ("[[ R&D ]]", '<a class="wiki-link" href="/here">R&amp;D</a>'),
        ("[[R&D|**oss**]]", '<a class="wiki-link" href="/here"><strong>oss</strong></a>'),
        ("[[R&D]]s", '<a class="wiki-link" href="/here">R&amp;D</a>s'),
        ("[[a_b_c]]", '<a class="wiki-link wiki-link-unresolved" href="/links?to=a_b_c">a_b_c</a>'),
        ("[[<b>]]", '<a class="wiki-link wiki-link-unresolved" href="/links?to=%3Cb%3E">&lt;b&gt;</a>'),
        (r"\[[R&D]]", "[[R&amp;D]]"),
        ("`[[R&D]]`", "<code>[[R&amp;D]]</code>"),
        ("[[ ]]", "[[ ]]"),
        ("[[R&D]", "[[R&amp;D]"),
    ],
)
def test_names_keep_their_signs(text: str, shown: str) -> None:
    assert prose.render(text, links={"R&D": "/here"}) == f"<p>{shown}</p>"


@pytest.mark.parametrize("row", ["| [[Torsta|skolan]] | 1 |", r"| [[Torsta\|skolan]] | 1 |"])
def test_the_pipe_of_a_link_does_not_divide_a_cell(row: str) -> None:
    html = prose.render(f"| Vem | Antal |\n|---|---|\n{row}", links={"Torsta": "/torsta"})

    assert '<td><a class="wiki-link" href="/torsta">skolan</a></td>\n<td>1</td>' in html


def test_a_name_may_only_lead_where_a_link_may() -> None:
    assert "javascript" not in prose.render("[[x]]", links={"x": "javascript:alert(1)"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[[Torsta]] `[[kod]]` [[Åre|kommunen]] [[Torsta]]", ["Torsta", "Åre"]),
        ("```\n[[kod]]\n```\n[[efter]]", ["efter"]),
        ("~~~ text\n[[kod]]\n```\n[[kod]]", []),
        ("> ```\n> [[kod]]\n\n[[utanför]]", ["utanför"]),
        ("``` [[ej staket]] ```", []),
        ("en ` tick [[här]]\n\nen till ` [[där]]", ["här", "där"]),
        ("`` a ` [[kod]] `` [[b]] `", ["b"]),
        (r"| [[a\|b]] | \[[c]] |", ["a"]),
        ("[[ två   ord ]]", ["två ord"]),
        ("[[]] [[ ]] [[|x]] [[a]b]]", []),
    ],
)
def test_the_names_that_a_text_links_to_are_found_outside_code(text: str, names: list[str]) -> None:
    assert prose.link_labels(text) == names


def link_out(address: str, words: str) -> str:
    return f'<a class="external" href="{address}" {OUT}>{words}</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Se https://torsta.se.", "Se " + link_out("https://torsta.se", "https://torsta.se") + "."),
        ("(https://e.org/a_(b))", "(" + link_out("https://e.org/a_(b)", "https://e.org/a_(b)") + ")"),
        ("**https://e.org**", "<strong>" + link_out("https://e.org", "https://e.org") + "</strong>"),
        ("https://e.org/a_b_c", link_out("https://e.org/a_b_c", "https://e.org/a_b_c")),
        ("www.x.se, och", link_out("https://www.x.se", "www.x.se") + ", och"),
        ("https://e.org/?a=1&b=2", link_out("https://e.org/?a=1&amp;b=2", "https://e.org/?a=1&amp;b=2")),
        ("<https://e.org>", link_out("https://e.org", "https://e.org")),
        ("[https://e.org](https://e.org/x)", link_out("https://e.org/x", "https://e.org")),
        ("anna.b@x.se!", '<a href="mailto:anna.b@x.se">anna.b@x.se</a>!'),
        ("<anna@x.se>", '<a href="mailto:anna@x.se">anna@x.se</a>'),
        ("www.x.se<a@b.se>", link_out("https://www.x.se", "www.x.se") + '<a href="mailto:a@b.se">a@b.se</a>'),
        ("`https://e.org`", "<code>https://e.org</code>"),
        ("ftp://x.y http:// www. a@b", "ftp://x.y http:// www. a@b"),
    ],
)
def test_an_address_in_the_text_is_a_link(text: str, shown: str) -> None:
    assert prose.render(text) == f"<p>{shown}</p>"


def test_a_link_within_the_site_is_not_marked() -> None:
    assert prose.render("[här](/areas/x?y=1#z)") == '<p><a href="/areas/x?y=1#z">här</a></p>'
