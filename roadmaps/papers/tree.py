"""The parts that a paper is made of: plain frozen values, all text already in the reader's language.

Text is data in every one of them. Addresses are whole (https:, http:, mailto:) or lead to an `anchor` of the same paper
(`#block-…`); whoever builds a tree sees to that, and whoever writes one drops what is neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Align = Literal["left", "center", "right"]


class Tone(StrEnum):
    """How something is to be taken; a word always says the same."""

    NEUTRAL = "neutral"
    GOOD = "good"
    INFO = "info"
    WARNING = "warning"
    DANGER = "danger"


# --- within a line ---


@dataclass(frozen=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True)
class Code:
    """Words to be read letter by letter."""

    text: str


@dataclass(frozen=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True)
class Styled:
    """Words with a weight or a place of their own."""

    style: Literal["strong", "emphasis", "struck", "superscript", "subscript"]
    inside: "Line"


@dataclass(frozen=True)
class Spoken:
    """Words in a language, by its code; told by formats where it is not that of the paper."""

    language: str
    inside: "Line"


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: a whole address, or `#anchor` within the paper."""

    address: str
    inside: "Line"


@dataclass(frozen=True)
class Footnote:
    """A note that stands at the foot, where the line refers to it."""

    inside: "Blocks"


@dataclass(frozen=True)
class Badge:
    """A state, in a word."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Changed:
    """Words that came or went between two versions.

    `is_told` says that the paper tells of it and is no comparison itself: nobody is to accept or reject it.
    """

    how: Literal["inserted", "deleted"]
    inside: "Line"
    is_told: bool = False


@dataclass(frozen=True)
class Remark:
    """What somebody has said about a place; `answers` follow in the order of time."""

    author: str
    at: datetime
    text: str
    answers: Sequence["Remark"] = ()


@dataclass(frozen=True)
class Remarked:
    """Words that somebody has remarked upon."""

    remark: Remark
    inside: "Line"


Inline = Text | Code | Break | Styled | Spoken | Link | Footnote | Badge | Changed | Remarked
Line = Sequence[Inline]

# --- one below the other ---


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together. `lead` introduces what follows, `small` is said aside."""

    inside: Line
    style: Literal["plain", "lead", "small"] = "plain"


@dataclass(frozen=True)
class Heading:
    """A heading within somebody's text; `rank` 1 lies one level below the section that it stands in, without leaps."""

    inside: Line
    rank: int


@dataclass(frozen=True)
class Item:
    """One entry of a list; `is_done` is None where it is no task."""

    inside: "Blocks"
    is_done: bool | None = None


@dataclass(frozen=True)
class Listing:
    """A list; numbered from `start` when there is one."""

    items: Sequence[Item]
    start: int | None = None


@dataclass(frozen=True)
class Quote:
    """What somebody else has said."""

    inside: "Blocks"


@dataclass(frozen=True)
class CodeBlock:
    """Lines to be read letter by letter."""

    text: str


@dataclass(frozen=True)
class Rule:
    """A line across."""


@dataclass(frozen=True)
class Fact:
    """A label and what is said under it."""

    label: Line
    inside: "Blocks"


@dataclass(frozen=True)
class Facts:
    """Labels with values: a definition list. `are_short` lets them stand in a row or in columns."""

    entries: Sequence[Fact]
    are_short: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in one place of a table. `tone` goes with a word that says the same."""

    inside: "Blocks"
    span: int = 1
    tone: Tone | None = None


@dataclass(frozen=True)
class Column:
    """`share` is the part of the width that it takes, against the other columns; None for what it needs."""

    align: Align = "left"
    share: float | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells. The head is repeated on each page; `has_row_heads` says that the first cell names its row.

    `is_wide` asks for a page on its side, where the format has such, or letters that stand upright in the head.
    """

    caption: str
    columns: Sequence[Column]
    head: Sequence[Sequence[Cell]]
    body: Sequence[Sequence[Cell]]
    has_row_heads: bool = False
    is_wide: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG without scripts, styles or references; `width` and `height` in points as it is best printed."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True)
class Figure:
    """A drawing with what it shows in words, and usually the table that says the same.

    `fills_page` asks for a page of its own.
    """

    drawing: Drawing
    alt: str
    caption: str
    table: Table | None = None
    fills_page: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of dots in somebody's text, as PNG or JPEG, with what it shows in words.

    `width` and `height` in points as it is best printed; `sha256` of the content, by which two are told apart; `address`
    is where it lies on the web, if it does.
    """

    content: bytes = field(repr=False)
    sha256: str
    media_type: str
    width: float
    height: float
    alt: str
    address: str = ""


@dataclass(frozen=True)
class Tile:
    """One figure at a glance: a number, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True)
class Tiles:
    """Figures at a glance, side by side."""

    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Callout:
    """Something to notice."""

    title: str
    inside: "Blocks"
    tone: Tone = Tone.INFO


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it; how deep it lies tells its level.

    `look` "part" begins a chapter, "card" is one thing among its like that is best kept on one page, "plain" is neither.
    `badges` stand beside the heading; `remarks` are about the whole of it. `is_listed` puts it into the contents.
    `was` tells, in a comparison, that the whole of it came or went.
    """

    title: Line
    inside: "Blocks"
    anchor: str = ""
    look: Literal["part", "card", "plain"] = "plain"
    badges: Sequence[Badge] = ()
    remarks: Sequence[Remark] = ()
    is_listed: bool = True
    was: Literal["inserted", "deleted"] | None = None


Block = (
    Paragraph
    | Heading
    | Listing
    | Quote
    | CodeBlock
    | Rule
    | Facts
    | Table
    | Figure
    | Picture
    | Tiles
    | Callout
    | Section
)
Blocks = Sequence[Block]

# --- the whole ---


@dataclass(frozen=True)
class Cover:
    """The first page. `eyebrow` says what sort of paper it is, `badge` its state; `facts` are labels with values.

    `color` is the area's, as six digits with a hash sign.
    """

    title: str
    subtitle: str
    eyebrow: str
    color: str
    publisher: str
    facts: Sequence[tuple[str, Line]] = ()
    badge: Badge | None = None


@dataclass(frozen=True)
class Identity:
    """What a file says of itself to programs, archives and search engines.

    `made_at` is the moment that the file bears, never the one at which it is written. `code` is the short code that is
    printed on each page and leads to the check of authenticity at `check_address`; `sha256` is of the data.
    """

    title: str
    language: Literal["sv", "en"]
    made_at: datetime
    creator: str
    subject: str = ""
    keywords: Sequence[str] = ()
    address: str = ""
    registry_number: str = ""
    decided_on: date | None = None
    version: str = ""
    sha256: str = ""
    code: str = ""
    check_address: str = ""


@dataclass(frozen=True)
class Paper:
    """Everything, in reading order: cover, contents (when asked for), chapters, and what stands on the last page.

    `running_title` and `running_note` stand at the head of each page, `foot` at its foot beside the page number.
    """

    identity: Identity
    cover: Cover
    chapters: Sequence[Section]
    running_title: str = ""
    running_note: str = ""
    foot: str = ""
    has_contents: bool = True
    colophon: Blocks = field(default=())
