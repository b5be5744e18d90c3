"""A Word file as Markdown. The reading is done by a process of its own with limits of time and memory."""

import json
from typing import Any

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.papers.bounded import Failed, Limits, TooMuch, run_module
from roadmaps.papers.incoming.archive import MOST_BYTES, Unfit, text_parts
from roadmaps.papers.incoming.told import Aside, Told

_LIMITS = Limits(processor_seconds=40, seconds=60, megabytes=2_000)
_ZIP = b"PK\x03\x04"
_WHY = {
    "broken": say("The file is damaged, or is no Word file. Open it in Word, save it anew as .docx and try again."),
    "large": say("The file is too large to be read. Take out pictures, or send it in parts."),
    "macros": say("The file holds macros, which are not let in. Save it as a Word document without them (.docx)."),
    "locked": say("The file is protected by a password. Save it without one and try again."),
    "strict": say("The file is of a rare kind (Strict Open XML). Save it as an ordinary Word document (.docx)."),
    "other": say(
        "This is not a Word file. Send a Word file (.docx), a Markdown file (.md) or data of this site (.json)."
    ),
}


class Unreadable(Fault):
    """The file cannot be read, with a sentence that tells what to do instead."""


def is_word(data: bytes) -> bool:
    """Whether it is an archive, as Word files are."""
    return data.startswith(_ZIP)


def read_word(data: bytes) -> Told:
    """What the file says.

    :raises Unreadable: with a sentence that tells what to do instead
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(_because("large"))
    try:
        text_parts(data)
        answer: dict[str, Any] = json.loads(run_module("roadmaps.papers.incoming.worker", data, _LIMITS))
    except Unfit as unfit:
        raise Unreadable(_because(unfit.why)) from None
    except TooMuch:
        raise Unreadable(
            say("It takes too long to read the file. Send it in parts, or try again in a while.")
        ) from None
    except Failed:
        raise Unreadable(_because("broken")) from None
    if why := answer.get("unfit"):
        raise Unreadable(_because(why))
    aside = [Aside(one["reason"], one["text"]) for one in answer["aside"]]
    return Told(answer["text"], aside, answer["pictures"], answer["has_tracked_changes"])


def _because(why: str) -> Sentence:
    return _WHY[why]
