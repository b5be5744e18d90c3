"""Two versions as one paper, in which what came and what went is marked. Written by the same formats as one version."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from roadmaps.foundation.sentences import N_
from roadmaps.papers.comparing import compare
from roadmaps.papers.plain import line, link, paragraph
from roadmaps.papers.tree import Block, Code, Fact, Facts, Line, Paper, Paragraph, Section, Text
from roadmaps.revisions.plan_diff import compare as compare_states
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.exports import FORMATS, Format
from roadmaps.snapshots.exports.choice import USUAL, Choice, Language, Part
from roadmaps.snapshots.exports.files import Made, file_name
from roadmaps.snapshots.exports.manuscript import Manuscript

# The data of two versions are compared by the pages; files are for people.
COMPARED: Mapping[str, Format] = {name: FORMATS[name] for name in ("pdf", "docx", "html") if name in FORMATS}


def choice_for(language: Language) -> Choice:
    """Everything that both say. What changed is in the text itself, and comments are about one version only."""
    return Choice(language, USUAL - {Part.CHANGES})


@dataclass(frozen=True, kw_only=True)
class Compared(Manuscript):
    """The later version with the earlier beside it; `address` is the page that compares them."""

    earlier: Manuscript
    address: str

    @cached_property
    def paper(self) -> Paper:
        """The tree of both."""
        before, after = self.earlier.paper, super().paper
        both = compare(before, after)
        title = self.words.say(N_("Comparison of two versions"))
        names = self._named(self.earlier), self._named(self)
        facts: list[tuple[str, Line]] = [
            (self.words.say(N_("Before")), line(names[0])),
            (self.words.say(N_("After")), line(names[1])),
            (self.words.say(N_("Address")), (link(self.address, self.address),)),
        ]
        identity = replace(
            after.identity,
            title=f"{after.cover.title} – {title}",
            made_at=max(before.identity.made_at, after.identity.made_at),
            address=self.address,
            decided_on=None,
            version="",
            sha256="",
            code="",
            check_address="",
        )
        return replace(
            both,
            identity=identity,
            cover=replace(after.cover, eyebrow=title, subtitle=" → ".join(names), facts=facts, badge=None),
            chapters=[self._summary(), *both.chapters],
            running_note=" → ".join(one.running_note for one in (before, after)),
            has_contents=True,
            colophon=[Facts([fact for one in (self.earlier, self) for fact in self._hash(one)])],
        )

    def _summary(self) -> Section:
        old, new = (one.edition.written for one in (self.earlier, self))
        told = compare_states(old, new, kinds=ROADMAP)
        counted = self.words.say(
            N_("%(changed)s changed, %(added)s added, %(removed)s removed, %(moved)s moved"),
            changed=len(told.changed),
            added=len(told.added),
            removed=len(told.removed),
            moved=len(told.moved),
        )
        same = self.words.say(N_("Nothing differs: both say the same."))
        marks = self.words.say(
            N_(
                "What has been added is underlined, and what has been removed is struck through. What has been moved stands where it is now."
            )
        )
        inside: list[Block] = [paragraph(same if told.is_empty else f"{counted}.")]
        inside += [] if told.is_empty else [Paragraph(line(marks), style="small")]
        return Section(line(self.words.say(N_("What differs"))), inside, anchor="what-differs", look="part")

    def _named(self, one: Manuscript) -> str:
        version = one.edition.file.version
        if version.number is None:
            return self.words.say(N_("Working version, change no. %(number)s"), number=version.revision)
        return f"{version.title}, {self.words.say(N_('no. %(number)s'), number=version.number)}"

    def _hash(self, one: Manuscript) -> list[Fact]:
        """By which a frozen version can be checked."""
        if one.edition.file.version.number is None:
            return []
        told = (Code(one.edition.sha256), Text(" – "), link(one.extras.check_address, one.extras.check_address))
        label = f"{self._named(one)}: {self.words.say(N_('Hash (SHA-256)'))}"
        return [Fact(line(label), (Paragraph(told),))]


def make_compared(manuscript: Compared, name: str) -> Made:
    """The comparison as a file."""
    kept = COMPARED[name]
    sides = (manuscript.earlier.edition.file.version, manuscript.edition.file.version)
    which = "-".join(str(one.number or f"revision-{one.revision}") for one in sides)
    plain = file_name(manuscript.edition, kept.extension)
    area = plain.rpartition("-version-" if manuscript.edition.file.version.number else "-revision-")[0]
    return Made(f"{area}-compared-{which}.{kept.extension}", kept.media_type, kept.write(manuscript))
