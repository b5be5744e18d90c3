"""What a package holds, as plain values: only what is given out, with the words taken out. Pure.

What is withheld is there by its number, its sort and the rule alone. The texts that were masked are not in it at all, so no
format that is written from it can show them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.papers.words import Words
from roadmaps.public_records.laying_out import Laid
from roadmaps.public_records.models import RecordsRequest
from roadmaps.public_records.things import ThingFile
from roadmaps.public_records.words import Outcome

FORMAT = "fardplan-public-records-1"
_UNSAFE = re.compile(r"[^\w.() -]+")
# In bytes: file systems take 255, of which what reads it may put its own before and behind.
_LONGEST_NAME = 120


def content_of(
    request: RecordsRequest,
    laid: Sequence[Laid],
    grounds: Sequence[str],
    words: Words,
    *,
    publisher: str,
    signed_by: str,
    reasons: str,
    registry_number: str,
    at: datetime,
) -> dict[str, Any]:
    """All that is given out, and that other things are not.

    :param laid: every thing with what was decided about it
    :param publisher: the organisation that it comes from
    """
    area = request.roadmap.area
    return {
        "format": FORMAT,
        "area": area.name_in(words.language),
        "address": area.slug,
        "number": request.number,
        "registry_number": registry_number,
        "asked_for": request.asked_for,
        "first_on": request.first_on.isoformat(),
        "last_on": request.last_on.isoformat(),
        "language": request.language,
        "publisher": publisher,
        "signed_by": signed_by,
        "decided_on": day_of(at).isoformat(),
        "reasons": reasons,
        "naming": request.naming.value,
        "grounds": list(grounds),
        "things": [_told(one, words) for one in laid],
    }


def files_in(content: Mapping[str, Any]) -> dict[str, str]:
    """The files that go with the package: their names in it, each with the hash of its content."""
    return {file["name"]: file["sha256"] for thing in content["things"] for file in thing.get("files", ())}


def _told(laid: Laid, words: Words) -> dict[str, Any]:
    outcome = laid.outcome
    assert outcome is not None  # the rule has seen to it
    told: dict[str, Any] = {
        "number": laid.number,
        "sort": laid.thing.sort.value,
        "called": words.say(laid.thing.sort.label),
        "outcome": outcome.value,
        "grounds": list(laid.grounds),
    }
    if outcome is Outcome.WITHHELD:
        return told
    shown = laid.shown
    return {
        **told,
        "at": shown.at.astimezone(LOCAL).isoformat(timespec="minutes"),
        "title": shown.title,
        "by": shown.by,
        "people": list(shown.people),
        "organisation": shown.organisation,
        "note": shown.caution,
        "facts": [list(pair) for pair in shown.facts],
        "texts": [list(pair) for pair in shown.texts],
        "files": [
            {
                "name": f"files/{laid.number:05}-{_part(place, shown.files)}{_file_name(one.name)}",
                "media_type": one.media_type,
                "size": one.size,
                "sha256": one.sha256,
            }
            for place, one in enumerate(shown.files, 1)
        ],
    }


def _file_name(name: str) -> str:
    """A name that every file system takes, that leads nowhere, and that reads as it is spelt."""
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", name))
    ending = plain.encode()[-_LONGEST_NAME:].decode(errors="ignore")
    return ending.strip(" .-") or "file"


def _part(place: int, files: Sequence[ThingFile]) -> str:
    """What tells files of one thing apart, which may have the same name."""
    return f"{place}-" if len(files) > 1 else ""
