"""The look of a Word file: our own styles in the colour of the area, and the document that pandoc takes them from."""

from importlib.resources import files
from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.archives import Parts, packed, parsed, written
from roadmaps.papers.pandoc.colors import heading_in, upon
from roadmaps.papers.word.names import VALUE, W

_UPON_THE_FIELD = ("Cover", "Title", "Subtitle")
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def own_styles(color: str, *, is_guest: bool = False) -> Element:
    """Our styles. As guests in somebody's template they have no field of colour behind the title."""
    text = (files(__package__) / "styles.xml").read_text(encoding="utf-8")
    coloured = text.replace("AREA", color).replace("COVER", upon(color)).replace("HEADING", heading_in(color))
    styles = parsed(coloured.encode())
    if is_guest:
        for style in styles.findall(W("w:style")):
            _take_out_field(style)
    return styles


class StyleIds(dict[str, str]):
    """The ids of styles by their names, which programs write in small letters or large as they like."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())


def ids_of(styles: Element) -> StyleIds:
    """The ids of styles by their names."""
    named = StyleIds()
    for style in styles.findall(W("w:style")):
        name = style.find(W("w:name"))
        if name is not None:
            named[name.get(VALUE, "").lower()] = style.get(W("w:styleId"), "")
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
    if name is None or not name.get(VALUE, "").startswith(_UPON_THE_FIELD):
        return
    for parent, child in (("w:pPr", "w:shd"), ("w:rPr", "w:color")):
        holder = style.find(W(parent))
        there = holder.find(W(child)) if holder is not None else None
        if holder is not None and there is not None:
            holder.remove(there)
