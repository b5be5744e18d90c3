"""A package as one ZIP: the decision and the list to read, everything that is given out, the data, the files, and hashes.

It is made from the frozen content alone, so that it holds nothing that was masked or withheld, and the same request gives
the same bytes for ever.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from roadmaps.binder.package import packed
from roadmaps.foundation.sentences import N_
from roadmaps.foundation.tables.leading import led, written
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.papers.words import Words
from roadmaps.public_records.paper import paper_of
from roadmaps.public_records.words import Outcome

MEDIA_TYPE = "application/zip"


def package_of(
    text: str,
    files: Mapping[str, bytes],
    words: Words,
    *,
    name: str,
    color: str,
    sha256: str,
    decided_at: datetime,
) -> bytes:
    """The ZIP.

    :param text: the frozen content, as it is hashed
    :param files: the contents of the files that are given out, by their names in the package
    :param name: of the folder that all lies in
    """
    content: dict[str, Any] = json.loads(text)
    look: dict[str, Any] = {"color": color, "sha256": sha256, "decided_at": decided_at}
    whole, index = (paper_of(content, words, **look, is_whole=is_whole) for is_whole in (True, False))
    entries = {
        "records.html": PAPER_FORMATS["html"].write(whole, words),
        "index.pdf": PAPER_FORMATS["pdf"].write(index, words),
        "records.json": text.encode(),
        "list.csv": list_of(content, words),
        **files,
    }
    lines = [f"{hashlib.sha256(data).hexdigest()}  {entry}" for entry, data in sorted(entries.items())]
    entries["sha256.txt"] = ("\n".join(lines) + "\n").encode()
    return packed(name, entries, decided_at)


def list_of(content: Mapping[str, Any], words: Words) -> bytes:
    """Everything that was gathered as a table; no cell of it is taken for a formula."""
    heads = (N_("No."), N_("When"), N_("What"), N_("Title"), N_("Outcome"), N_("Rules"), N_("Files"))
    rows = [[words.say(head) for head in heads]]
    for one in content["things"]:
        rules = "; ".join(content["grounds"][number - 1] for number in one["grounds"])
        files = ", ".join(f"{file['name']} {file['sha256']}" for file in one.get("files", ()))
        outcome = words.say(Outcome(one["outcome"]).label)
        row = (str(one["number"]), one.get("at", "")[:16], one["called"], one.get("title", ""), outcome, rules, files)
        rows.append([led(told) for told in row])
    return written(rows)
