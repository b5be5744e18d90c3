"""check_html - an independent oracle for "did anything dangerous survive?"

Feed it the HTML that the wiki is about to send (the rendered, sanitised body
fragment of a section, a comment, a diff, an export ...).  It re-parses that
HTML with HTML5 parsers that are not the sanitiser, and reports everything
that could run script or alter the page around the fragment.

    findings = check(html)                     # default policy "wiki"
    assert not [f for f in findings if f.level >= POLICY]

Parsers.  html5lib (pure Python, the WHATWG algorithm) with the scripting flag
on and off, and Lexbor through selectolax when it is installed.  Findings are
the union.  bleach vendors html5lib and nh3 uses html5ever, so Lexbor is the
one that is independent of both: install selectolax in CI.

Beyond one parse it checks
  * contexts: the same fragment inside <div>, <p>, <td>, <li>, <textarea>-free
    page skeleton; what is inert in one place may be live in another;
  * containment: does a sentinel after the fragment stay where it was, i.e. no
    escape from the wrapper (</div></main>), no swallowing by an unclosed
    tag, comment or raw-text element (dangling markup);
  * mutation: parse -> serialise -> parse again (two rounds); a finding that
    only appears in a later round is mutation XSS.

Levels (IntEnum, compare with >=)
  WARN    hygiene: comments, bidi controls, target=_blank without rel ...
  POLICY  outside the recommended wiki policy, but cannot run script
  INJECT  can change or leave the page: forms, iframes, CSS, base, meta,
          foreign content, clobbering, framework attributes, containment
  EXEC    runs script by itself or on one click

The URL check implements the WHATWG pre-processing (strip C0/space at both
ends, drop TAB/LF/CR anywhere, ASCII-lower-case) and, separately and as WARN,
a conservative one that also drops invisible Unicode and percent-encoding.

Limits: it judges markup only.  It does not run the page's own JavaScript
(DOM XSS in editor/diff code needs a browser test), and does not read
response headers.  Standard library + html5lib; selectolax optional.

Its parts: `parsers` make a `tree`, `elements`, `addresses` and `labels` are the rules for
what stands in it, `judging` applies them in every context. `tests/hostile/test_judge.py` tries the judge itself.
"""

from tests.cases.check_html.findings import EXEC, INJECT, POLICY, WARN, Finding, Level
from tests.cases.check_html.judging import check, is_safe, worst
from tests.cases.check_html.policy import WIKI, Policy

__all__ = ["EXEC", "INJECT", "POLICY", "WARN", "WIKI", "Finding", "Level", "Policy", "check", "is_safe", "worst"]
