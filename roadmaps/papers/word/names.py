"""The long names of Word's XML in short, and putting things into paragraphs in the order that Word wants them."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.archives import Names

W = Names(
    w="http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    r="http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    m="http://schemas.openxmlformats.org/officeDocument/2006/math",
    o="urn:schemas-microsoft-com:office:office",
    v="urn:schemas-microsoft-com:vml",
    w10="urn:schemas-microsoft-com:office:word",
    a="http://schemas.openxmlformats.org/drawingml/2006/main",
    pic="http://schemas.openxmlformats.org/drawingml/2006/picture",
    wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    a14="http://schemas.microsoft.com/office/drawing/2010/main",
    asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    mc="http://schemas.openxmlformats.org/markup-compatibility/2006",
    w14="http://schemas.microsoft.com/office/word/2010/wordml",
    w15="http://schemas.microsoft.com/office/word/2012/wordml",
    adec="http://schemas.microsoft.com/office/drawing/2017/decorative",
    cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    dc="http://purl.org/dc/elements/1.1/",
    dcterms="http://purl.org/dc/terms/",
    xsi="http://www.w3.org/2001/XMLSchema-instance",
    vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    xml="http://www.w3.org/XML/1998/namespace",
)
VALUE = W("w:val")
_TEXTS = {W("w:t"), W("w:delText")}
_OF_A_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr pPrChange"
)
_OF_A_CELL = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
_ORDER = {
    W("w:pPr"): [W(f"w:{name}") for name in _OF_A_PARAGRAPH.split()],
    W("w:tcPr"): [W(f"w:{name}") for name in _OF_A_CELL.split()],
}


def put(properties: Element, one: Element) -> None:
    """Put a property among the others, in place of one of its name."""
    order = _ORDER[properties.tag]
    if (there := properties.find(one.tag)) is not None:
        properties.remove(there)
    rank = order.index(one.tag)
    place = next((at for at, other in enumerate(properties) if _rank(other, order) > rank), len(properties))
    properties.insert(place, one)


def properties_of(paragraph: Element) -> Element:
    """The properties of a paragraph, made when there are none."""
    found = paragraph.find(W("w:pPr"))
    if found is None:
        found = W.make("w:pPr")
        paragraph.insert(0, found)
    return found


def is_paragraph(one: Element) -> bool:
    """Whether it is a paragraph."""
    return one.tag == W("w:p")


def style_of(paragraph: Element) -> str:
    """The id of the paragraph's style; nothing for the ordinary one."""
    style = paragraph.find(f"{W('w:pPr')}/{W('w:pStyle')}")
    return style.get(VALUE, "") if style is not None else ""


def give_style(paragraph: Element, style: str) -> None:
    """Set the paragraph in another style."""
    put(properties_of(paragraph), W.make("w:pStyle", w_val=style))


def text_of(one: Element) -> str:
    """The words of an element."""
    return "".join(part.text or "" for part in one.iter() if part.tag in _TEXTS)


def _rank(one: Element, order: Sequence[str]) -> int:
    return order.index(one.tag) if one.tag in order else len(order)
