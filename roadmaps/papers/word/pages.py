"""Pages: how large they are, what stands at their head and foot, and where one kind of page ends and another begins."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from roadmaps.papers import words
from roadmaps.papers.pandoc.texts import fit
from roadmaps.papers.tree import Cover, Paper
from roadmaps.papers.word.look import StyleIds
from roadmaps.papers.word.names import W, is_paragraph, properties_of, put
from roadmaps.papers.words import Words

COVER, UPRIGHT, SIDEWAYS = "cover", "upright", "sideways"
_HEADER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_FOOTER = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
TYPES = {
    _HEADER: "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    _FOOTER: "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
}
_PAGE, _PAGES = "\ue000", "\ue001"
_A_MILLIMETRE = 36_000
# The band, in millimetres: down to the title, a line of the title and of the subtitle, the badge, and some air.
_TO_TITLE, _LINE, _SMALL_LINE, _BADGE, _AIR = 80, 12.7, 9.5, 10, 12
_LETTERS, _SMALL_LETTERS = 19, 42


@dataclass(frozen=True)
class Sheet:
    """A page upright, in twentieths of a point."""

    width: int = 11_906
    height: int = 16_838
    top: int = 1_588
    right: int = 1_417
    bottom: int = 1_418
    left: int = 1_417
    header: int = 680
    footer: int = 600

    def text_width(self, *, is_sideways: bool) -> int:
        """How wide the text is."""
        return (self.height if is_sideways else self.width) - self.left - self.right


@dataclass(frozen=True)
class Running:
    """A head or a foot: where it is used, and what stands in it."""

    kind: str
    pages: str
    part: Element

    @property
    def type(self) -> str:
        """The address that tells what it is."""
        return _HEADER if self.kind == "header" else _FOOTER


def running(paper: Paper, said: Words, sheet: Sheet, styles: StyleIds, color: str) -> list[Running]:
    """The heads and feet of our own."""
    made = [
        Running("header", COVER, _band(color, _height_of_band(paper.cover))),
        Running("footer", COVER, _part("ftr", _line(styles["footer"]))),
    ]
    number = said.say(words.PAGE, page=_PAGE, pages=_PAGES)
    for pages in (UPRIGHT, SIDEWAYS):
        width = sheet.text_width(is_sideways=pages == SIDEWAYS)
        at_head = _line(styles["header"], fit(paper.running_title), fit(paper.running_note), width)
        at_foot = _line(styles["footer"], fit(paper.foot), number, width)
        made += [Running("header", pages, _part("hdr", at_head)), Running("footer", pages, _part("ftr", at_foot))]
    return made


def section(kind: str, sheet: Sheet, references: list[Element], *, has_first: bool = False) -> Element:
    """What Word has to know of the pages of a section."""
    width, height = (sheet.height, sheet.width) if kind == SIDEWAYS else (sheet.width, sheet.height)
    size = W.make("w:pgSz", w_w=width, w_h=height)
    if kind == SIDEWAYS:
        size.set(W("w:orient"), "landscape")
    margins = W.make(
        "w:pgMar",
        w_top=sheet.top,
        w_right=sheet.right,
        w_bottom=sheet.bottom,
        w_left=sheet.left,
        w_header=sheet.header,
        w_footer=sheet.footer,
        w_gutter=0,
    )
    made = W.make(
        "w:sectPr", *references, W.make("w:type", w_val="nextPage"), size, margins, W.make("w:cols", w_space=708)
    )
    if has_first:
        made.append(W.make("w:titlePg"))
    return made


def end_section(elements: list[Element], properties: Element) -> None:
    """Let a section end with its last paragraph; with an empty one where a table is last."""
    if not elements or not is_paragraph(elements[-1]):
        elements.append(W.make("w:p", W.make("w:pPr", W.make("w:spacing", w_after=0, w_line=20, w_lineRule="exact"))))
    put(properties_of(elements[-1]), properties)


def _part(name: str, *lines: Element) -> Element:
    return W.make(f"w:{name}", *lines)


def _line(style: str, left: str = "", right: str = "", width: int = 0) -> Element:
    properties = W.make("w:pPr", W.make("w:pStyle", w_val=style))
    if width:
        properties.append(
            W.make("w:tabs", W.make("w:tab", w_val="clear", w_pos=9071), W.make("w:tab", w_val="right", w_pos=width))
        )
    line = W.make("w:p", properties)
    line.extend(_runs(left))
    if right:
        line.append(W.make("w:r", W.make("w:tab")))
        line.extend(_runs(right))
    return line


def _runs(text: str) -> list[Element]:
    """Words, with the numbers of pages where they are asked for."""
    runs: list[Element] = []
    while text:
        place = min((at for at in (text.find(_PAGE), text.find(_PAGES)) if at >= 0), default=len(text))
        if place:
            runs.append(W.make("w:r", W.make("w:t", text=text[:place], xml_space="preserve")))
        if place < len(text):
            runs += field("PAGE" if text[place] == _PAGE else "NUMPAGES", "1")
        text = text[place + 1 :]
    return runs


def field(instruction: str, shown: str) -> list[Element]:
    """What Word reckons by itself, with what is to be shown meanwhile."""
    return [
        W.make("w:r", W.make("w:fldChar", w_fldCharType="begin")),
        W.make("w:r", W.make("w:instrText", text=f" {instruction} ", xml_space="preserve")),
        W.make("w:r", W.make("w:fldChar", w_fldCharType="separate")),
        W.make("w:r", W.make("w:t", text=shown)),
        W.make("w:r", W.make("w:fldChar", w_fldCharType="end")),
    ]


def _height_of_band(cover: Cover) -> int:
    """About as far down as the words upon it reach, in millimetres."""
    lines = -(-len(fit(cover.title)) // _LETTERS) * _LINE + -(-len(fit(cover.subtitle)) // _SMALL_LETTERS) * _SMALL_LINE
    return round(_TO_TITLE + lines + (_BADGE if cover.badge else 0) + _AIR)


def _band(color: str, millimetres: int) -> Element:
    """The area's colour across the head of the cover, behind its words; nothing that would be read aloud."""
    width, height = 210 * _A_MILLIMETRE, min(millimetres, 240) * _A_MILLIMETRE
    decorative = W.make("adec:decorative", val="1")
    nothing_to_read = W.make("a:extLst", W.make("a:ext", decorative, uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"))
    shape = W.make(
        "wps:wsp",
        W.make("wps:cNvSpPr"),
        W.make(
            "wps:spPr",
            W.make("a:xfrm", W.make("a:off", x=0, y=0), W.make("a:ext", cx=width, cy=height)),
            W.make("a:prstGeom", W.make("a:avLst"), prst="rect"),
            W.make("a:solidFill", W.make("a:srgbClr", val=color)),
            W.make("a:ln", W.make("a:noFill")),
        ),
        W.make("wps:bodyPr"),
    )
    anchor = W.make(
        "wp:anchor",
        W.make("wp:simplePos", x=0, y=0),
        W.make("wp:positionH", W.make("wp:posOffset", text="0"), relativeFrom="page"),
        W.make("wp:positionV", W.make("wp:posOffset", text="0"), relativeFrom="page"),
        W.make("wp:extent", cx=width, cy=height),
        W.make("wp:effectExtent", l=0, t=0, r=0, b=0),
        W.make("wp:wrapNone"),
        W.make("wp:docPr", nothing_to_read, id=1, name="Band", descr=""),
        W.make("wp:cNvGraphicFramePr"),
        W.make("a:graphic", W.make("a:graphicData", shape, uri=W("wps:wsp")[1:].partition("}")[0])),
        distT=0,
        distB=0,
        distL=0,
        distR=0,
        simplePos=0,
        relativeHeight=1,
        behindDoc=1,
        locked=0,
        layoutInCell=1,
        allowOverlap=1,
    )
    choice = W.make("mc:Choice", W.make("w:drawing", anchor), Requires="wps")
    return _part("hdr", W.make("w:p", W.make("w:r", W.make("mc:AlternateContent", choice, W.make("mc:Fallback")))))
