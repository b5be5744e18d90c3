"""The look of a Word file: our own styles in the colour of the area, and the document that pandoc takes them from."""

import re
from importlib.resources import files
from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.archives import Parts, packed, parsed, written
from roadmaps.papers.word.names import VALUE, W

_INK, _PAPER, _ORDINARY_COLOR = "1F2A30", "FFFFFF", "1B5E6B"
_READABLE = 4.5
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def sound_color(color: str) -> str:
    """Six digits, whatever was given."""
    return color[1:].upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", color) else _ORDINARY_COLOR


def own_styles(color: str, *, is_guest: bool = False) -> Element:
    """Our styles. As guests in somebody's template they have no field of colour behind the title."""
    text = (files(__package__) / "styles.xml").read_text(encoding="utf-8")
    upon = _PAPER if _contrast(color, _PAPER) >= _READABLE else _INK
    heading = color if _contrast(color, _PAPER) >= _READABLE else _INK
    styles = parsed(text.replace("AREA", color).replace("COVER", upon).replace("HEADING", heading).encode())
    if is_guest:
        for style in styles.findall(W("w:style")):
            _take_out_field(style)
    return styles


def ids_of(styles: Element) -> dict[str, str]:
    """The ids of styles by their names."""
    named = {}
    for style in styles.findall(W("w:style")):
        name = style.find(W("w:name"))
        if name is not None:
            named[name.get(VALUE, "")] = style.get(W("w:styleId"), "")
    return named


def reference(styles: Element, more: Parts) -> bytes:
    """The least that pandoc takes for a document with styles. `more` are parts by name: a theme, numbering."""
    main = f"{_WORD}.document.main+xml"
    kinds = {"styles": f"{_WORD}.styles+xml", "numbering": f"{_WORD}.numbering+xml"}
    held = {name: f"word/{name}.xml" for name in ("numbering",) if f"word/{name}.xml" in more}
    overrides = "".join(_override(f"/word/{name}.xml", kinds[name]) for name in ("styles", *held))
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(("styles", *held), 1)
    )
    body = W.make("w:document", W.make("w:body", W.make("w:p"), W.make("w:sectPr")))
    types = f'<Types xmlns="{_TYPES}">{_DEFAULTS}{_override("/word/document.xml", main)}{overrides}</Types>'
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": _relations(
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": written(body),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/styles.xml": written(styles),
        **more,
    }
    return packed(parts, "[Content_Types].xml")


_DEFAULTS = (
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'


def _relations(inside: str) -> bytes:
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'.encode()


def _take_out_field(style: Element) -> None:
    name = style.find(W("w:name"))
    if name is None or not name.get(VALUE, "").startswith("Cover"):
        return
    for parent, child in (("w:pPr", "w:shd"), ("w:rPr", "w:color")):
        holder = style.find(W(parent))
        there = holder.find(W(child)) if holder is not None else None
        if holder is not None and there is not None:
            holder.remove(there)


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(color: str) -> float:
    """How light a colour is to the eye, from WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
