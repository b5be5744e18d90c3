"""Ground truth: the rendered bypasses in a real browser, loaded, hovered over and clicked. Nothing may run or be asked for."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from roadmaps.foundation import prose

pytestmark = pytest.mark.browser
CASES = Path(__file__).parents[1] / "cases"
VECTORS = [
    vector
    for name in ("xss_vectors.json", "more_vectors.json")
    for vector in json.loads((CASES / name).read_text(encoding="utf-8"))["vectors"]
]
ON_A_PAGE = 50
# What the browser looks for by itself, and the files that people have sent.
OURS = re.compile(r"http://wiki\.test/(favicon\.ico|files/[0-9a-f-]{36})")
WATCH = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.ran.push(name);
// What a program did wrong; what could not be fetched is told as asked for.
addEventListener("error", (event) => event instanceof ErrorEvent && window.ran.push(`error: ${event.message}`), true);
"""
TOUCH = """
() => {
  document.addEventListener("click", (event) => event.preventDefault(), true);
  for (const one of document.querySelectorAll("body *")) {
    for (const kind of ["mouseover", "mouseenter", "focus", "pointerdown", "click"]) {
      one.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    }
    const href = one.getAttribute("href") ?? "";
    if (/^\\s*(javascript|data|vbscript):/iu.test(href)) window.ran.push(href);
  }
  return window.ran;
}
"""


@pytest.mark.parametrize("first", range(0, len(VECTORS), ON_A_PAGE))
def test_nothing_runs_and_nothing_is_asked_for(chromium: Browser, first: int) -> None:
    shown = [_rendered(vector["payload"]) for vector in VECTORS[first : first + ON_A_PAGE]]

    assert _seen(chromium, "<hr>".join(shown)) == []


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>alert(1)</script>",
        "<img src=/x onerror=alert(1)>",
        "<b onmouseover=alert(1)>x</b>",
        '<a href=" javascript:alert(1)">x</a>',
        '<img src="https://elsewhere.test/pixel">',
        "<style>@import 'https://elsewhere.test/x.css'</style>",
    ],
)
def test_what_would_do_harm_is_seen_when_it_comes_through(chromium: Browser, harmful: str) -> None:
    assert _seen(chromium, harmful) != []


def _seen(chromium: Browser, html: str) -> list[str]:
    """What ran and what was asked for, when a page with the fragment was loaded and everything on it touched."""
    context = chromium.new_context()
    asked: list[str] = []
    page = context.new_page()

    def answer(route: Route) -> None:
        if route.request.url == "http://wiki.test/":
            route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html><main>{html}</main>")
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.add_init_script(WATCH)
    page.goto("http://wiki.test/")
    ran: list[str] = page.evaluate(TOUCH)
    context.close()
    return ran + [address for address in asked if not OURS.fullmatch(address)]


def _rendered(text: str) -> str:
    try:
        return prose.render(text)
    except prose.TooComplex:
        return ""
