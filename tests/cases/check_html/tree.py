"""A tiny neutral tree, so that all parsers go through the same rules, and how it is written as HTML again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

VOID = set("area base br col embed hr img input link meta param source track wbr".split())
RAW_TEXT = {"style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext"}


@dataclass
class Node:
    ns: str
    tag: str
    attrs: list  # [(name, value)] names lower-cased, namespace prefix kept
    children: list
    kind: str = "element"  # element | text | comment | doctype | pi
    text: str = ""


def serialise(node: Node, scripting: bool = True) -> str:
    """HTML fragment serialisation algorithm (WHATWG 13.3), the mutating one."""
    out: list[str] = []
    work: list = list(reversed(node.children))
    while work:
        n = work.pop()
        if isinstance(n, str):
            out.append(n)
            continue
        if n.kind == "text":
            out.append(n.text.replace("&", "&amp;").replace("\u00a0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")
                       if not getattr(n, "raw", False) else n.text)
            continue
        if n.kind == "comment":
            out.append("<!--" + n.text + "-->")
            continue
        if n.kind != "element":
            continue
        if n.tag == "#document":
            work.extend(reversed(n.children))
            continue
        attrs = "".join(' %s="%s"' % (k, v.replace("&", "&amp;").replace("\u00a0", "&nbsp;").replace('"', "&quot;"))
                        for k, v in n.attrs)
        out.append("<%s%s>" % (n.tag, attrs))
        if n.ns in ("html", "") and n.tag in VOID:
            continue
        raw = n.ns in ("html", "") and (n.tag in RAW_TEXT or (n.tag == "noscript" and scripting))
        work.append("</%s>" % n.tag)
        for c in reversed(n.children):
            if raw and c.kind == "text":
                work.append(c.text)
            else:
                work.append(c)
    return "".join(out)


def walk(node: Node) -> Iterator[tuple[Node, tuple]]:
    stack = [(node, ())]
    while stack:
        n, path = stack.pop()
        yield n, path
        for c in reversed(n.children):
            stack.append((c, path + (n.tag,) if len(path) < 40 else path))
