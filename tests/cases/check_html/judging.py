"""A text judged in the places where it may stand: whether it stays there, and whether it is the same when it is read again."""

from __future__ import annotations

from typing import Iterable

from tests.cases.check_html.elements import check_element, check_tree
from tests.cases.check_html.findings import INJECT, POLICY, WARN, Finding, Level
from tests.cases.check_html.labels import BIDI
from tests.cases.check_html.parsers import parsers
from tests.cases.check_html.policy import WIKI, Policy
from tests.cases.check_html.tree import Node, serialise, walk

# A page skeleton; %s is the fragment.  data-w / data-s mark wrapper and sentinel.
SKELETONS = {
    "div": '<!DOCTYPE html><html><head><title>t</title></head><body><main data-m=""><div data-w="">%s</div>'
           '<p data-s="">S</p></main><footer data-f="">F</footer></body></html>',
    "li": '<!DOCTYPE html><html><head><title>t</title></head><body><main data-m=""><ul><li data-w="">%s</li></ul>'
          '<p data-s="">S</p></main><footer data-f="">F</footer></body></html>',
    "td": '<!DOCTYPE html><html><head><title>t</title></head><body><main data-m=""><table><tbody><tr><td data-w="">%s</td></tr>'
          '</tbody></table><p data-s="">S</p></main><footer data-f="">F</footer></body></html>',
}


def _find(root: Node, attr: str):
    for n, path in walk(root):
        if n.kind == "element" and any(k == attr for k, _ in n.attrs):
            yield n, path


def check(fragment: str, policy: Policy = WIKI, *, contexts: Iterable[str] = ("div", "li", "td"),
          rounds: int = 2, engines: Iterable[str] | None = None) -> list[Finding]:
    found: dict[tuple, Finding] = {}

    def add(level, kind, detail, where):
        key = (int(level), kind, detail)
        if key not in found:
            found[key] = Finding(Level(level), kind, detail, where)

    if any(c in BIDI for c in fragment):
        add(WARN, "bidi-control", "source", "source")
    if "\x00" in fragment:
        add(WARN, "nul", "source", "source")
    for pname, parse in parsers():
        if engines and pname not in engines:
            continue
        for ctx in contexts:
            text = fragment
            for rnd in range(rounds + 1):
                doc = SKELETONS[ctx] % text.replace("\x00", "\ufffd")
                try:
                    root = parse(doc)
                except RecursionError:
                    add(POLICY, "too-deep", "parser recursion", pname)
                    break
                where = "%s/%s/round%d" % (pname, ctx, rnd)
                # containment
                wrappers = list(_find(root, "data-w"))
                sents = list(_find(root, "data-s"))
                foots = list(_find(root, "data-f"))
                mains = list(_find(root, "data-m"))
                good = (len(wrappers) == len(sents) == len(foots) == len(mains) == 1)
                if good:
                    w, wpath = wrappers[0]
                    spath, fpath = sents[0][1], foots[0][1]
                    base = mains[0][1]
                    good = spath == base + ("main",) and fpath == base and wpath[: len(base) + 1] == base + ("main",)
                    want = {"div": (), "li": ("ul",), "td": ("table", "tbody", "tr")}[ctx]
                    good = good and wpath == base + ("main",) + want
                    if good:
                        main = mains[0][0]
                        # nothing but wrapper and sentinel directly in <main>, and body = main + footer
                        elems = [c for c in main.children if c.kind == "element"]
                        texts = [c for c in main.children if c.kind == "text" and c.text.strip()]
                        good = len(elems) == 2 and not texts
                        for b, _ in walk(root):
                            if b.tag == "body":
                                be = [c for c in b.children if c.kind == "element"]
                                good = good and len(be) == 2
                                break
                        foot = foots[0][0]
                        good = good and len(foot.children) == 1 and foot.children[0].text == "F"
                        s = sents[0][0]
                        good = good and len(s.children) == 1 and s.children[0].text == "S"
                # a second <body> or <html> start tag adds its attributes to the real one
                for n, _ in walk(root):
                    if n.kind == "element" and n.tag in ("html", "head", "body", "main", "footer") and n.ns in ("html", ""):
                        extra = [(k, v) for k, v in n.attrs if not k.startswith("data-")] if n.tag in ("main", "footer") else n.attrs
                        if extra and (n.tag not in ("main", "footer") or {k for k, _ in n.attrs} & {"data-m", "data-f"}):
                            add(INJECT, "containment", "attributes added to the page's own <%s>" % n.tag, where)
                            for level, kind, detail in check_element(Node(n.ns, "div", list(extra), []), policy):
                                add(level, kind, n.tag + " " + detail, where)
                if not good:
                    add(INJECT, "containment", "fragment escapes or swallows its surroundings", where)
                    # examine the whole document in this case
                    subject, skip = root, set()
                    for n, _ in walk(root):
                        if n.tag in ("html", "head", "body", "title", "main", "footer") and n.kind == "element":
                            n_attr = {k for k, _ in n.attrs}
                            if n.tag in ("html", "head", "title") and not n_attr:
                                skip.add(id(n))
                            if n.tag in ("body",) and not n_attr:
                                skip.add(id(n))
                            if n_attr & {"data-m", "data-f"}:
                                skip.add(id(n))
                        if n.kind == "element" and {k for k, _ in n.attrs} & {"data-w", "data-s"}:
                            skip.add(id(n))
                else:
                    subject, skip = wrappers[0][0], {id(wrappers[0][0])}
                for level, kind, detail in check_tree(subject, policy, skip):
                    if rnd and (int(level), kind, detail) not in found and level >= INJECT:
                        add(level, "mutation:" + kind, detail, where)
                    else:
                        add(level, kind, detail, where)
                if rnd == rounds:
                    break
                nxt = serialise(wrappers[0][0] if wrappers else root)
                if nxt == text:
                    break
                text = nxt
    return sorted(found.values(), key=lambda f: (-f.level, f.kind, f.detail))


def worst(fragment: str, policy: Policy = WIKI, **kw) -> Level | None:
    fs = check(fragment, policy, **kw)
    return fs[0].level if fs else None


def is_safe(fragment: str, policy: Policy = WIKI, level: Level = POLICY, **kw) -> bool:
    """True when nothing at `level` or above was found."""
    return not [f for f in check(fragment, policy, **kw) if f.level >= level]
