"""Styles that a place makes for itself: the style that it has, and a little more. OpenDocument has no other way."""

from copy import deepcopy
from xml.etree.ElementTree import Element

from roadmaps.papers.opendocument.names import LINES, STYLE_NAME, O, make

FILLS = {"neutral": "#E6EAEC", "good": "#DFF0E2", "info": "#DDEBF5", "warning": "#FBEFD5", "danger": "#FBE3E1"}
BARS = {"neutral": "#7C898F", "good": "#2F7D43", "info": "#2B73A8", "warning": "#B7791F", "danger": "#B3261E"}
PALE = {"neutral": "#F3F5F6", "good": "#EFF8F1", "info": "#EEF5FA", "warning": "#FDF7E9", "danger": "#FDF1F0"}
_HEAD = "#EEF1F3"
_THIN, _THICK = "0.5pt solid #C9D1D5", "1pt solid #5B6B73"


class Variants:
    """The automatic styles of a document."""

    def __init__(self, automatic: Element) -> None:
        self._automatic = automatic
        self._styles = {style.get(O("style:name"), ""): style for style in automatic.findall(O("style:style"))}
        self._origins: dict[str, str] = {}
        self._made: dict[tuple[str, tuple[tuple[str, str], ...], str], str] = {}

    def give(self, one: Element, *, page: str = "", **properties: str) -> None:
        """Let a paragraph, a heading or a table have its style with these properties, or begin a page of a kind."""
        attribute = STYLE_NAME if one.tag in LINES else O("table:style-name")
        family = "paragraph" if one.tag in LINES else "table"
        has = one.get(attribute, "Standard")
        key = (has, tuple(sorted(properties.items())), page)
        if key not in self._made:
            self._made[key] = self._make(has, family, page, properties)
        one.set(attribute, self._made[key])

    def origin(self, name: str) -> str:
        """The style that a style of a place was made of."""
        return self._origins.get(name, name)

    def cell(self, *, is_head: bool = False, is_last: bool = False, tone: str = "", is_upright: bool = False) -> str:
        """The style of a cell."""
        fill = FILLS.get(tone, _HEAD if is_head else "")
        name = (
            f"Cell{'Head' if is_head else ''}{'Last' if is_last else ''}{tone.title()}{'Upright' if is_upright else ''}"
        )
        if name not in self._styles:
            looks = make(
                "style:table-cell-properties",
                fo__padding="0.08cm",
                fo__border="none",
                fo__border_top=_THICK if is_head else _THIN,
                style__vertical_align="bottom" if is_head else "top",
            )
            if is_head or is_last:
                looks.set(O("fo:border-bottom"), _THICK)
            if fill:
                looks.set(O("fo:background-color"), fill)
            if is_upright:
                looks.set(O("loext:writing-mode"), "bt-lr")
                looks.set(O("style:vertical-align"), "middle")
            self._add(name, "table-cell", looks)
        return name

    def tile(self, color: str, *, is_head: bool) -> str:
        """The style of a cell that tells a number."""
        name = "TileHead" if is_head else "TileBody"
        if name not in self._styles:
            looks = make("style:table-cell-properties", fo__padding="0.08cm", fo__border="none")
            if is_head:
                looks.set(O("fo:border-top"), f"2.25pt solid {color}")
            self._add(name, "table-cell", looks)
        return name

    def row(self, *, may_split: bool = False, height: float = 0) -> str:
        """The style of a row; height in centimetres."""
        name = f"Row{'Split' if may_split else ''}{round(height * 10) or ''}"
        if name not in self._styles:
            looks = make("style:table-row-properties", fo__keep_together="auto" if may_split else "always")
            if height:
                looks.set(O("style:min-row-height"), f"{height:.1f}cm")
            self._add(name, "table-row", looks)
        return name

    def table(self, name: str, **properties: str) -> None:
        """Change the looks of one table."""
        if (style := self._styles.get(name)) is not None:
            looks = style.find(O("style:table-properties"))
            if looks is not None:
                looks.attrib |= {_long(key): value for key, value in properties.items()}

    def _make(self, has: str, family: str, page: str, properties: dict[str, str]) -> str:
        name = f"V{len(self._made) + 1}"
        self._origins[name] = self.origin(has)
        if has in self._styles:
            style = deepcopy(self._styles[has])
            style.set(O("style:name"), name)
        else:
            style = make("style:style", style__name=name, style__family=family, style__parent_style_name=has)
        if page:
            style.set(O("style:master-page-name"), page)
        looks = style.find(O(f"style:{family}-properties"))
        if looks is None:
            looks = make(f"style:{family}-properties")
            style.insert(0, looks)
        looks.attrib |= {_long(key): value for key, value in properties.items()}
        self._put(name, style)
        return name

    def _add(self, name: str, family: str, looks: Element) -> None:
        self._put(name, make("style:style", looks, style__name=name, style__family=family))

    def _put(self, name: str, style: Element) -> None:
        self._styles[name] = style
        self._automatic.append(style)


def _long(key: str) -> str:
    return O(key.replace("__", ":", 1).replace("_", "-"))
