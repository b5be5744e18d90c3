"""Elements, their attributes and the style sheets in them."""

from __future__ import annotations

import html as _html
import re
from typing import Iterator

from tests.cases.check_html.addresses import EXEC_SCHEMES, URL_ATTRS, check_url, url_scheme
from tests.cases.check_html.findings import EXEC, INJECT, POLICY, WARN, Level
from tests.cases.check_html.labels import BIDI
from tests.cases.check_html.policy import Policy
from tests.cases.check_html.tree import Node, walk

EXEC_ELEMENTS = {"script"}
INJECT_ELEMENTS = {
    "style", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed", "applet",
    "form", "button", "textarea", "select", "option", "optgroup", "datalist", "fieldset", "legend",
    "label", "output", "keygen", "isindex", "dialog", "portal", "fencedframe", "template", "slot",
    "noscript", "xmp", "plaintext", "noembed", "noframes", "listing", "title", "head", "html",
    "body", "svg", "math", "audio", "video", "source", "track", "canvas", "map", "area", "param",
    "bgsound", "marquee", "layer", "ilayer", "basefont", "command", "content", "shadow", "image",
    "menuitem", "nextid", "selectedcontent", "model",
}
FRAMEWORK_ATTR = re.compile(
    r"^(data-)?(hx-|x-|v-|ng-|ng:|sf-|wire:|up-|mv-)|"
    r"^data-(action|controller|target|bind|remote|method|confirm|toggle|dismiss|content|html|template|turbo|bs-|vue|alpine)|"
    r"^[:@#*\[(]", re.I)
UI_ATTRS = {"autofocus", "accesskey", "contenteditable", "draggable", "tabindex", "popover",
            "popovertarget", "popovertargetaction", "commandfor", "command", "inert", "hidden",
            "is", "slot", "part", "exportparts", "nonce", "itemprop", "enterkeyhint", "inputmode",
            "sandbox", "srcdoc", "allow", "form", "formtarget", "formmethod", "download", "ping",
            "crossorigin", "integrity", "http-equiv", "manifest", "usemap", "ismap", "interestfor"}
CSS_BAD = re.compile(
    r"(expression|behaviou?r|-moz-binding|javascript|vbscript|@import|@charset|url\s*\(|image-set|src\s*\(|"
    r"-o-link|attr\s*\(|element\s*\(|paint\s*\(|position|z-index|opacity|float|transform|pointer-events|"
    r"content\s*:|animation|transition|filter|mask|cursor|display|visibility|clip|margin\s*:\s*-|\\|/\*|<|&#)", re.I)
# Names that shadow document.*, form.*, or window.* members a page script is likely to read.
CLOBBER = set((
    "__proto__ constructor prototype hasownproperty tostring valueof attributes children childnodes "
    "firstchild lastchild parentnode parentelement nextsibling previoussibling nodename nodetype nodevalue "
    "ownerdocument innerhtml outerhtml innertext textcontent insertbefore appendchild removechild "
    "getattribute setattribute removeattribute getelementbyid getelementsbyname getelementsbytagname "
    "queryselector queryselectorall createelement createtextnode write writeln open close body head "
    "documentelement forms images links scripts anchors embeds plugins cookie domain location referrer "
    "defaultview implementation activeelement currentscript readystate title url baseuri styleSheets "
    "window self top parent frames document history navigator localstorage sessionstorage fetch alert "
    "config app api user token csrf csrf_token csrftoken submit action method elements length name "
    "target reset id classname style dataset click focus blur nodeiterator createnodeiterator").lower().split())


def _unclobber(value: str) -> bool:
    return value.strip().lower().split("[")[0] in CLOBBER


def check_element(n: Node, pol: Policy) -> Iterator[tuple[Level, str, str]]:
    tag, ns = n.tag, n.ns
    attrs = dict(n.attrs)
    if tag in EXEC_ELEMENTS:
        yield EXEC, "script-element", "%s:%s" % (ns, tag)
    elif ns in ("svg", "mathml"):
        yield INJECT, "foreign-content", "%s:%s" % (ns, tag)
    elif tag in INJECT_ELEMENTS:
        yield INJECT, "element", tag
    elif tag == "input":
        if not (attrs.get("type", "").lower() == "checkbox" and "disabled" in attrs
                and set(attrs) <= {"type", "disabled", "checked", "class", "id"}):
            yield INJECT, "element", "input that is not a disabled task-list checkbox"
    elif "-" in tag:
        yield INJECT, "custom-element", tag
    elif tag not in pol.tags:
        yield POLICY, "element", tag
    if "is" in attrs:
        yield INJECT, "custom-element", "%s is=%r" % (tag, attrs["is"][:40])

    allowed = pol.global_attrs | pol.attrs.get(tag, set())
    for name, value in n.attrs:
        bare = name.split(":")[-1]
        if name.startswith("on") or bare.startswith("on"):
            yield EXEC, "event-handler", "%s[%s]" % (tag, name)
            continue
        if name == "srcdoc":
            yield EXEC, "srcdoc", tag
            continue
        if name == "style":
            bad = CSS_BAD.search(_html.unescape(value))
            yield INJECT if bad else POLICY, "css", "%s[style]=%.80r" % (tag, value)
            continue
        if FRAMEWORK_ATTR.search(name) and not name.startswith("aria-"):
            yield INJECT, "framework-attribute", "%s[%s]" % (tag, name)
            continue
        if name in URL_ATTRS or name in ("srcset", "imagesrcset") or bare == "href":
            yield from check_url(tag, "xlink:href" if bare == "href" and name != "href" else name, value, pol)
        elif url_scheme(value)[0] in EXEC_SCHEMES and ns != "html":
            yield EXEC, "script-url", "%s[%s]=%.60r" % (tag, name, value)
        if name == "http-equiv":
            yield INJECT, "meta-http-equiv", value[:40]
        if name in ("id", "name"):
            if name == "name":
                yield (INJECT if _unclobber(value) else POLICY), "clobber-name", "%s name=%.40r" % (tag, value)
            elif _unclobber(value):
                yield INJECT, "clobber-id", "%s id=%.40r" % (tag, value)
            elif pol.require_id_prefix and not value.startswith(pol.id_prefixes):
                yield POLICY, "id-without-prefix", "%s id=%.40r" % (tag, value)
            if re.search(r"[\s<>\"'&]", value):
                yield POLICY, "odd-id", "%s %s=%.40r" % (tag, name, value)
            continue
        if name == "class":
            for c in value.split():
                if not re.match(pol.class_re, c):
                    yield POLICY, "class", "%s class=%.40r" % (tag, c)
            continue
        if name == "target":
            rel = set(attrs.get("rel", "").lower().split())
            if value.lower() not in ("_self", "") and not ({"noopener", "noreferrer"} & rel):
                yield WARN, "target-without-noopener", "%s target=%.30r" % (tag, value)
        if name in UI_ATTRS:
            yield POLICY if name in ("hidden", "tabindex", "draggable", "download") else INJECT, "ui-attribute", "%s[%s]" % (tag, name)
            continue
        if not re.match(r"^[a-z][a-z0-9:_-]*$", name):
            yield INJECT, "malformed-attribute", "%s[%.40r]" % (tag, name)
        elif name not in allowed:
            yield POLICY, "attribute", "%s[%s]" % (tag, name)
        if any(c in BIDI for c in value):
            yield WARN, "bidi-control", "%s[%s]" % (tag, name)


def check_tree(root: Node, pol: Policy, skip: set[int]) -> Iterator[tuple[Level, str, str]]:
    for n, _path in walk(root):
        if id(n) in skip:
            continue
        if n.kind == "element" and n.tag != "#document":
            yield from check_element(n, pol)
        elif n.kind == "comment" and not pol.comments:
            yield WARN, "comment", n.text[:60]
        elif n.kind == "text":
            if any(c in BIDI for c in n.text):
                yield WARN, "bidi-control", "text %.40r" % n.text
            if "\x00" in n.text:
                yield WARN, "nul", "text"
