"""From a manuscript and a wish to the one file that somebody gets: in its format, or several packed together."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_
from roadmaps.papers.pdf import PdfFile, claims_access, claims_keeping
from roadmaps.papers.words import NOT_ACCESSIBLE, NOT_FOR_ARCHIVES
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.exports.package import ACCESSIBLE, MEDIA_TYPE, Packed, lacks_access, pack
from roadmaps.snapshots.exports.wish import PACKAGE, Wish

PICTURE = N_("A picture of the texts")
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_CALLED = {"ua-1": ACCESSIBLE, "a-2a": "PDF/A-2a", "a-3a": "PDF/A-3a"}


@dataclass(frozen=True)
class Made:
    """A file, with the name under which it is saved."""

    filename: str
    media_type: str
    content: bytes

    @property
    def notice(self) -> str:
        """What whoever gets it must be told, as a catalogue message, or nothing."""
        if self.media_type == MEDIA_TYPE:
            return NOT_ACCESSIBLE if lacks_access(self.content) else ""
        if self.media_type != FORMATS["pdf"].media_type:
            return ""
        if not claims_access(self.content):
            return NOT_ACCESSIBLE
        return NOT_FOR_ARCHIVES if self.is_to_be_kept and not claims_keeping(self.content) else ""

    @property
    def is_to_be_kept(self) -> bool:
        """Whether it was made as a copy for archives."""
        return self.filename.endswith(f"-{FORMATS['pdf-archive'].mark}.pdf")


def make(manuscript: Manuscript, wish: Wish, *, on_made: Callable[[int], object] = lambda _number: None) -> Made:
    """Write what is wished. `on_made` hears how many files are ready, after each."""
    edition, written = manuscript.edition, dict[str, bytes]()
    for number, name in enumerate(wish.formats, 1):
        written[name] = FORMATS[name].write(manuscript)
        on_made(number)
    if not wish.is_packed:
        [name] = wish.formats
        return Made(
            file_name(edition, FORMATS[name].extension, FORMATS[name].mark), FORMATS[name].media_type, written[name]
        )
    files = [
        Packed(_place(edition, name), FORMATS[name].media_type, content, FORMATS[name].label, _standards(content))
        for name, content in written.items()
    ]
    files += _pictures(manuscript)
    name = file_name(edition, PACKAGE)
    return Made(name, MEDIA_TYPE, pack(manuscript, files, name.removesuffix(f".{PACKAGE}")))


def _pictures(manuscript: Manuscript) -> list[Packed]:
    """The pictures of the texts, each under the id by which a text names it."""
    shown = sorted(manuscript.extras.pictures.items())
    return [
        Packed(
            f"representations/pictures/{address.rsplit('/', 1)[-1]}.{_ENDINGS[one.media_type]}",
            one.media_type,
            one.content,
            PICTURE,
        )
        for address, one in shown
    ]


def file_name(edition: Edition, extension: str, mark: str = "") -> str:
    """A name that every file system takes: lower-case letters, digits and hyphens only."""
    slug = re.sub(r"[^a-z0-9]+", "-", edition.file.area.slug.lower()).strip("-")
    version = edition.file.version
    which = f"version-{version.number}" if version.number else f"revision-{version.revision}"
    return f"{'-'.join(one for one in ('fardplan', slug, which, mark) if one)}.{extension}"


def _standards(content: bytes) -> list[str] | None:
    """What a PDF keeps to, as people call it."""
    return [_CALLED[one] for one in content.standards] if isinstance(content, PdfFile) else None


def _place(edition: Edition, name: str) -> str:
    kept = FORMATS[name]
    return f"representations/{'data' if kept.is_data else 'documents'}/{file_name(edition, kept.extension, kept.mark)}"
