"""The parsers: html5lib with scripts and without, and Lexbor where it is installed."""

from __future__ import annotations

from typing import Callable

import html5lib
from html5lib.constants import namespaces as _NS

from tests.cases.check_html.tree import Node

try:  # Lexbor: the parser that is independent of bleach and of nh3
    from selectolax.lexbor import LexborHTMLParser
except Exception:  # pragma: no cover - optional
    LexborHTMLParser = None


_PREFIX = {"http://www.w3.org/1999/xlink": "xlink:", "http://www.w3.org/XML/1998/namespace": "xml:",
           "http://www.w3.org/2000/xmlns/": "xmlns:"}


def parse_html5lib(doc: str, scripting: bool) -> Node:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("dom"), namespaceHTMLElements=True)
    dom = parser.parse(doc, scripting=scripting)

    root = Node("", "#document", [], [])
    stack = [(dom, root)]
    while stack:
        src, dst = stack.pop()
        pending = []
        for ch in src.childNodes:
            t = ch.nodeType
            if t == ch.ELEMENT_NODE:
                ns = {v: k for k, v in _NS.items()}.get(ch.namespaceURI, ch.namespaceURI or "html")
                attrs = []
                for a in ch.attributes.values():
                    nm = a.name if ":" in a.name else (_PREFIX.get(a.namespaceURI, "") + a.name)
                    attrs.append((nm.lower(), a.value or ""))
                n = Node(ns, (ch.localName or ch.tagName).lower(), attrs, [])
                dst.children.append(n)
                pending.append((ch, n))
            elif t in (ch.TEXT_NODE, ch.CDATA_SECTION_NODE):
                dst.children.append(Node("", "#text", [], [], "text", ch.data))
            elif t == ch.COMMENT_NODE:
                dst.children.append(Node("", "#comment", [], [], "comment", ch.data))
            elif t == ch.DOCUMENT_TYPE_NODE:
                dst.children.append(Node("", "#doctype", [], [], "doctype", ch.name or ""))
        stack.extend(pending)
    return root


def parse_lexbor(doc: str) -> Node:
    tree = LexborHTMLParser(doc)
    root = Node("", "#document", [], [])
    top = tree.root
    if top is None:
        return root
    # Lexbor exposes no namespace: an element below <svg>/<math> is foreign unless an
    # integration point (foreignObject, desc, title, annotation-xml, mi..mtext) intervenes.
    html_again = {"foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"}

    def conv(el, ns):
        tag = (el.tag or "").lower()
        if tag in ("svg", "math"):
            ns = "svg" if tag == "svg" else "mathml"
        node = Node(ns, tag, [(k.lower(), v or "") for k, v in (el.attributes or {}).items()], [])
        return node, ("html" if tag in html_again else ns)

    first, ns = conv(top, "html")
    root.children.append(first)
    stack = [(top, first, ns)]
    while stack:
        el, node, ns = stack.pop()
        ch = el.first_child if hasattr(el, "first_child") else el.child
        while ch is not None:
            tag = ch.tag
            if tag == "-text":
                node.children.append(Node("", "#text", [], [], "text", ch.text_content or ""))
            elif tag in ("-comment", "_comment", "!--", "-!--") or (tag or "").startswith(("-", "_", "!")):
                node.children.append(Node("", "#comment", [], [], "comment", getattr(ch, "comment_content", None) or ""))
            else:
                sub, sub_ns = conv(ch, ns)
                node.children.append(sub)
                stack.append((ch, sub, sub_ns))
            ch = ch.next
        # <template> contents are not in the child list; re-parse them as a fragment
        if (el.tag or "").lower() == "template":
            inner = el.inner_html or ""
            if inner:
                sub = parse_lexbor("<body>" + inner)
                node.children.extend(sub.children)
    return root


def parsers() -> list[tuple[str, Callable[[str], Node]]]:
    ps = [("html5lib+js", lambda d: parse_html5lib(d, True)),
          ("html5lib-nojs", lambda d: parse_html5lib(d, False))]
    if LexborHTMLParser is not None:
        ps.append(("lexbor", parse_lexbor))
    return ps
