"""Text as XML can hold it, addresses as Word takes them, and lines as mere words."""

import re
from urllib.parse import quote, urlsplit

from roadmaps.papers.reading import text_of, words_of
from roadmaps.papers.tree import Block, Changed, Inline, Line, Link, Remarked, Spoken, Styled

LONGEST_ADDRESS = 2_000
# What XML forbids, half of a pair, what means something to this house alone, what is no character, and what turns the
# direction of reading around.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SPACES = re.compile("[\t\n\r\u2028\u2029]+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.-]+")
_MAILBOX = re.compile(r"[^\s@<>\"]+@[\w.-]+")


def fit(text: str) -> str:
    """The text without what no file of XML can hold, in one line."""
    return _UNFIT.sub("", _SPACES.sub(" ", text))


def fit_lines(text: str) -> list[str]:
    """The same, line by line."""
    return [_UNFIT.sub("", line.replace("\t", "    ")) for line in text.replace("\r\n", "\n").split("\n")]


def fit_address(address: str) -> str:
    """An address that is written as addresses are; nothing when it leads out of the web or is none.

    Word refuses to open a whole file over one address that is not written as it should be.
    """
    address = quote(_STRAY_PERCENT.sub("%25", _UNFIT.sub("", address).strip()), safe=":/?#@!$&'()*+,;=%~-._")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        is_whole = bool(_MAILBOX.fullmatch(parts.path))
    else:
        is_whole = parts.scheme in {"http", "https"} and bool(_HOST.fullmatch(parts.hostname or "")) and port != 0
    return address if is_whole and len(address) <= LONGEST_ADDRESS else ""


def words_in(line: Line) -> str:
    """The words of a line as it reads now, without what stands at the foot and what went."""
    return " ".join(fit(words_of(_standing(line))).split())


def words_below(block: Block) -> str:
    """Every word of a block; for what lies too deep to be laid out."""
    return fit(text_of((block,)))


def _standing(line: Line) -> Line:
    kept: list[Inline] = []
    for one in line:
        match one:
            case Changed("deleted"):
                pass
            case Styled() | Spoken() | Link() | Changed() | Remarked():
                kept += _standing(one.inside)
            case _:
                kept.append(one)
    return kept
