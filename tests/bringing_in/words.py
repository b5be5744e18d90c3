"""Counting words, to see that none is lost on the way from a file to the blocks."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from roadmaps.bringing_in.building import build
from roadmaps.bringing_in.drafts import Built
from roadmaps.bringing_in.outline import outline_of
from roadmaps.bringing_in.proposing import Choice, propose
from roadmaps.bringing_in.values import Organisations
from roadmaps.foundation.prose import plain
from roadmaps.papers.incoming.missing import words_of

KNOWN = ("Torsta AB", "Mittuniversitetet", "Region Jämtland Härjedalen", "Krokoms kommun", "Hushållningssällskapet", "Åre kommun")  # fmt: skip
NAMES: Mapping[UUID, str] = {uuid4(): name for name in KNOWN}
ORGANISATIONS = Organisations({name.casefold(): key for key, name in NAMES.items()})
SWEDISH = {"Activity": "Aktivitet", "Responsible": "Ansvarig", "Starts": "Börjar", "Ends": "Slutar", "In progress": "Pågår", "Planned": "Planerad"}  # fmt: skip


def built_of(text: str, choices: Mapping[str, Choice] | None = None, *, made=None) -> Built:
    """What becomes of a text, by what is proposed or by choices."""
    outline = outline_of(text)
    chosen = {**propose(outline, TRANSLATES, made or {}), **(choices or {})}
    return build(outline, chosen, translates=TRANSLATES, organisations=ORGANISATIONS, known={})


def lost(text: str, built: Built) -> Counter[str]:
    """The words of the text that are neither in a block nor told as left out."""
    return Counter(words_of(_bare(text))) - Counter(words_of(" ".join(accounted(built))))


def accounted(built: Built) -> Sequence[str]:
    said = []
    for draft in built.drafts:
        content = draft.filled.content
        said += [_bare(str(content.get("text", ""))), str(content["title"]), str(content.get("criterion", ""))]
        said += [
            _bare(str(content[name]))
            for name in ("rationale", "serves", "handling", "alternatives", "evidence", "sami_perspective")
            if name in content
        ]
        said += [f"{label} {words}" for label, words in draft.filled.understood]
    return [*said, *(_bare(one.text) for one in built.left_out)]


def _bare(text: str) -> str:
    """The words; names of notes and of addresses are no words, and neither are the addresses."""
    text = re.sub(r"\]\([^)\s]*\)", "]", text)
    text = re.sub(r"\[\^[^\]\s]+\]", " ", text)
    text = re.sub(r"(?m)^ {0,3}\[[^\]^]+\]:.*$", " ", text)
    text = re.sub(r"\]\[[^\]]+\]", "]", text)
    return " ".join(plain(line) for line in text.split("\n"))


TRANSLATES = [str, lambda word: SWEDISH.get(word, word)]
