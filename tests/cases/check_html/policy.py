"""What a text of the wiki may hold."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """What the renderer is *allowed* to emit.  Anything else is a finding."""

    tags: frozenset = frozenset(
        "a abbr b blockquote br caption cite code col colgroup dd del details div dl dt "
        "em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q "
        "s samp section small span strong sub summary sup table tbody td tfoot th thead "
        "tr u ul var wbr".split()
    )
    global_attrs: frozenset = frozenset("class dir id lang title".split())
    attrs: dict = field(
        default_factory=lambda: {
            "a": {"href", "rel", "target", "aria-label", "aria-describedby", "role"},
            "abbr": set(),
            "blockquote": {"cite"},
            "col": {"span"},
            "colgroup": {"span"},
            "del": {"cite", "datetime"},
            "details": {"open"},
            "img": {"src", "alt", "width", "height", "loading", "decoding"},
            "input": {"type", "checked", "disabled"},
            "ins": {"cite", "datetime"},
            "li": {"value", "role"},
            "ol": {"start", "type", "reversed"},
            "q": {"cite"},
            "section": {"role", "aria-label"},
            "sup": {"role"},
            "td": {"colspan", "rowspan", "align", "headers"},
            "th": {"colspan", "rowspan", "align", "scope", "headers"},
        }
    )
    schemes: frozenset = frozenset({"http", "https", "mailto", "tel"})
    data_image_types: frozenset = frozenset()  # e.g. {"image/png"}; never svg
    external_images: bool = False  # <img src="https://other.example/..."> (tracking, GDPR)
    own_hosts: frozenset = frozenset()
    id_prefixes: tuple = ("fn:", "fnref:", "fn-", "fnref-", "user-content-", "h-", "s-")
    require_id_prefix: bool = True
    class_re: str = (
        r"^(footnote(-ref|-backref|-item|s|s-list|s-sep)?|toc(title)?|headerlink|(contains-)?task-list(-item)?(-checkbox)?|admonition(-title)?|"
        r"note|tip|warning|danger|info|codehilite|highlight|language-[\w+#.-]{1,40}|align-(left|center|right))$"
    )
    comments: bool = False


WIKI = Policy()
