"""Taking a file in: what it is, by its bytes and not by its name, and whether it can be kept. No session."""

import json
import re
import unicodedata
from dataclasses import dataclass

from roadmaps.files.documents import sort_of
from roadmaps.files.models import FileKind
from roadmaps.files.stores import digest_of
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.papers.bounded import Failed, Limits, Places, TooMuch, run_module
from roadmaps.papers.incoming.archive import Unfit

MOST_BYTES = 10_000_000
LONGEST_ALT = 500
_LONGEST_NAME = 100
_LIMITS = Limits(processor_seconds=20, seconds=30, megabytes=1_500)
# Of their own, so that nobody who sends a picture waits for papers to be made.
_PLACES = Places()
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NEW_CAMERA = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc", b"avif", b"avis")
# Each piece is passed once and for all: a file of nothing but comments must not be tried in every way.
_MARKUP = re.compile(
    rb"(?:\s++|<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|<!doctype[^>]*+>)*+<(?:\w+:)?(svg|html|head|body|script)\b",
    re.I | re.S,
)
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_UNWANTED = re.compile(r"[^\w .()+,&'–-]+")
_TAKEN = say(
    "Pictures as PNG, JPEG, WebP or GIF can be sent, and PDF, Word, Excel, PowerPoint and OpenDocument files as attachments."
)
_WHY = {
    "broken": say("The file is damaged, or is not what its name says. Open it, save it anew and try again."),
    "large": say("The file unpacks to far more than it seems. Save it anew, with less in it."),
    "macros": say("The file holds something that can be run, such as macros. Save it without, or as a PDF."),
    "locked": say("The file is protected by a password. Save it without one and try again."),
}


@dataclass(frozen=True)
class TakenIn:
    """A file as it is kept."""

    kind: FileKind
    name: str
    media_type: str
    content: bytes
    sha256: str
    width: int | None = None
    height: int | None = None
    alt: str = ""


def take_in(name: str, data: bytes, alt: str = "") -> TakenIn:
    """The file as it can be kept: a picture drawn anew, a document as it came.

    :param alt: what a picture shows, in words; needed for every picture
    :raises Invalid: with a sentence that says what to do instead, at "file" or "alt"
    """
    if not data:
        raise _refused(say("Choose a file first."))
    if len(data) > MOST_BYTES:
        raise _refused(say("The file is too large. At most %(most)s MB can be sent.", most=MOST_BYTES // 1_000_000))
    if _is_picture(data):
        return _picture(name, data, alt)
    try:
        media_type, ending = sort_of(data)
    except Unfit as unfit:
        raise _refused(_WHY.get(unfit.why) or _what_instead(data)) from None
    return TakenIn(FileKind.ATTACHMENT, _named(name, ending), media_type, data, digest_of(data))


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")) or (
        data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    )


def _picture(name: str, data: bytes, alt: str) -> TakenIn:
    words = " ".join(tidy(alt).split())
    if not words:
        raise _refused(say("Say in words what the picture shows, for those who cannot see it."), "alt")
    if len(words) > LONGEST_ALT:
        raise _refused(say("Write at most %(most)s characters.", most=LONGEST_ALT), "alt")
    try:
        answer = run_module("roadmaps.files.worker", data, _LIMITS, _PLACES)
    except TooMuch:
        raise _refused(
            say("The picture takes too long to be read. Make it smaller, or try again in a while.")
        ) from None
    except Failed:
        raise _refused(_WHY["broken"]) from None
    line, _newline, content = answer.partition(b"\n")
    told = json.loads(line)
    if why := told.get("unfit"):
        too_large = say("The picture has far more dots than can be shown. Make it smaller and try again.")
        raise _refused(too_large if why == "large" else _WHY["broken"])
    media_type = told["media_type"]
    return TakenIn(
        FileKind.PICTURE,
        _named(name, _ENDINGS[media_type]),
        media_type,
        content,
        digest_of(content),
        told["width"],
        told["height"],
        words,
    )


def _what_instead(data: bytes) -> Sentence:
    if _MARKUP.match(data[:8_000]):
        return say(
            "Drawings as SVG and web pages can hold programs, so they are not taken. Save a picture of it as PNG."
        )
    if data.startswith(_OLD_OFFICE):
        return say("The file is of an older kind, or protected by a password. Save it anew, such as .docx or .xlsx.")
    if data[4:8] == b"ftyp" and data[8:12] in _NEW_CAMERA:
        return say(
            "Pictures of this kind (HEIC or AVIF) are not shown by every browser. Save it as JPEG and try again."
        )
    return _TAKEN


def _named(name: str, ending: str) -> str:
    """A name that every file system takes, with the ending that is true."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last.strip(".") else last
    plain = " ".join(_UNWANTED.sub(" ", tidy(stem).replace("\n", " ").replace(".", " ")).split()).strip(" -")
    return f"{plain[:_LONGEST_NAME].strip() or 'file'}.{ending}"


def _refused(why: Sentence, field: str = "file") -> Invalid:
    return Invalid(why, {field: why})
