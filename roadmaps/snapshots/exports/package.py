"""One ZIP for the registry and the archive: the files, what they are, and hashes by which each can be checked.

Its layout follows that of E-ARK information packages closely enough to be turned into one (docs/formats.md). The same
files give the same bytes: every entry bears the moment of the version.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roadmaps.papers.words import NOT_ACCESSIBLE, Words
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.dublin_core import dublin_core
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.exports.readme import readme
from roadmaps.snapshots.format import ADDRESS, NAME, schema

MEDIA_TYPE = "application/zip"
ACCESSIBLE = "PDF/UA-1"
_ORDINARY_FILE = 0o100644 << 16
_UNIX = 3
_EARLIEST = 1980


@dataclass(frozen=True)
class Packed:
    """One file of the package, under its place in it; `label` is a message that says in a word what it is.

    `standards` are those that it keeps to, for a PDF (none at all when it could not be set by them).
    """

    place: str
    media_type: str
    content: bytes
    label: str = ""
    standards: Sequence[str] | None = None

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def pack(manuscript: Manuscript, files: Sequence[Packed], folder: str) -> bytes:
    """The package, whose one folder holds the files and what is told of them."""
    edition, words = manuscript.edition, manuscript.words
    rules = json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True)
    parts = [
        *files,
        Packed(f"schemas{ADDRESS.removeprefix('/schemas')}", "application/schema+json", rules.encode()),
    ]
    facts = metadata_of(manuscript, parts)
    notice = words.say(NOT_ACCESSIBLE) if any(map(_lacks_access, facts["files"])) else ""
    parts += [
        Packed("metadata.json", "application/json", _as_json(facts)),
        Packed("metadata/descriptive/dublin-core.xml", "application/xml", dublin_core(facts)),
        Packed(
            "README.txt",
            "text/plain; charset=utf-8",
            readme(edition, [(one.place, one.label) for one in files], words, notice),
        ),
    ]
    parts.sort(key=lambda part: part.place)
    listed = "".join(f"{part.sha256}  {part.place}\n" for part in parts)
    return _zipped(
        {**{part.place: part.content for part in parts}, "manifest-sha256.txt": listed.encode()},
        folder,
        manuscript.extras.made_at,
    )


def metadata_of(manuscript: Manuscript, parts: Sequence[Packed]) -> dict[str, Any]:
    """What registries ask: what it is, who made it and decided on it, and when, and which files there are."""
    edition, words = manuscript.edition, manuscript.words
    version = edition.file.version
    return {
        "format": "fardplan-package-1",
        "title": title_of(edition, words),
        "version_title": version.title,
        "class": version.kind.value if version.kind else "working",
        "class_label": words.translate(version.kind.label) if version.kind else words.say("Working version"),
        "is_frozen": version.number is not None,
        "version": version.number,
        "revision": version.revision,
        "replaces": version.supersedes,
        "registry_number": version.registry_number,
        "paragraph": version.paragraph,
        "creator": manuscript.paper.identity.creator,
        "decided_by": version.decision_body,
        "contributors": [one.name for one in edition.organisations],
        "dates": {
            "decided": version.decided_on.isoformat() if version.decided_on else None,
            "frozen": _moment(version.frozen_at) if version.frozen_at else None,
            "covers": [edition.file.roadmap.period_from, edition.file.roadmap.period_to],
        },
        "language": words.language,
        "address": edition.address,
        "area": {"slug": edition.file.area.slug, "name": edition.file.area.name},
        "data": {"format": NAME, "schema": ADDRESS, "sha256": edition.sha256},
        "parts": sorted(str(part) for part in manuscript.choice.parts),
        "with_comments": manuscript.choice.with_comments,
        "files": [_facts_of(part) for part in sorted(parts, key=lambda part: part.place)],
    }


def lacks_access(package: bytes) -> bool:
    """Whether a package holds a PDF that could not be made by the standard for accessibility."""
    with ZipFile(BytesIO(package)) as opened:
        place = next(one for one in opened.namelist() if one.endswith("/metadata.json"))
        told = json.loads(opened.read(place))["files"]
    return any(map(_lacks_access, told))


def _lacks_access(told: dict[str, Any]) -> bool:
    return ACCESSIBLE not in told.get("standards", [ACCESSIBLE])


def _facts_of(part: Packed) -> dict[str, Any]:
    facts = {"path": part.place, "media_type": part.media_type, "size": len(part.content), "sha256": part.sha256}
    return facts if part.standards is None else {**facts, "standards": list(part.standards)}


def title_of(edition: Edition, words: Words) -> str:
    """The area with the years that the roadmap is for."""
    plan = edition.file.roadmap
    years = words.say("Roadmap %(from)s–%(to)s", **{"from": plan.period_from, "to": plan.period_to})
    return f"{edition.name_in(words.language)} – {years}"


def _zipped(files: dict[str, bytes], folder: str, at: datetime) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for place in sorted(files):
            entry = ZipInfo(f"{folder}/{place}", _dated(at))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _ORDINARY_FILE
            package.writestr(entry, files[place])
    return buffer.getvalue()


def _dated(at: datetime) -> tuple[int, int, int, int, int, int]:
    """As the format keeps a moment: without a time zone, in even seconds, from 1980 on."""
    utc = at.astimezone(UTC)
    return max(utc.year, _EARLIEST), utc.month, utc.day, utc.hour, utc.minute, utc.second // 2 * 2


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _as_json(facts: dict[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, indent=2) + "\n").encode()
