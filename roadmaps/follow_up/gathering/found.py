"""One thing that was found in the records, before it is written down in a language."""

from dataclasses import dataclass

from roadmaps.follow_up.kinds import Subject
from roadmaps.foundation.sentences import Sentence
from roadmaps.roadmap.values import Shown


@dataclass(frozen=True)
class Found:
    """`source` is the same each time the same thing is found. `record` is the address on the site that it can be
    followed to. In chapters that are tables, `thing` stands first in the row, then what was `before` and is `after`.
    """

    subject: Subject
    source: str
    sentence: Sentence
    record: str
    area: str
    thing: Shown = ""
    before: Shown = ""
    after: Shown = ""
