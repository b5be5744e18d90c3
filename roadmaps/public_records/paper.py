"""A package as papers: the decision with the list of everything, and the same with all that is given out. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, fact, line, listing, paragraph
from roadmaps.papers.tree import (
    Badge,
    Block,
    Break,
    Column,
    Cover,
    Facts,
    Identity,
    Inline,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.public_records.words import Outcome
from roadmaps.roadmap.values import day_in_words

_TONES = {Outcome.GIVEN_OUT: Tone.GOOD, Outcome.MASKED: Tone.WARNING, Outcome.WITHHELD: Tone.NEUTRAL}
_PARTS = ((N_("Who"), "by"), (N_("People"), "people"), (N_("For"), "organisation"), (N_("Note"), "note"))


def paper_of(
    content: Mapping[str, Any], words: Words, *, color: str, sha256: str, decided_at: datetime, is_whole: bool
) -> Paper:
    """The package as it reads.

    :param content: what it holds, by `content.content_of`
    :param is_whole: with everything that is given out, and not the list alone
    """
    return _Writer(content, words, color, sha256, decided_at).paper(is_whole=is_whole)


class _Writer:
    """Writes one package in its language."""

    def __init__(self, content: Mapping[str, Any], words: Words, color: str, sha256: str, decided_at: datetime) -> None:
        self._content, self._words, self._color = content, words, color
        self._sha256, self._decided_at = sha256, decided_at

    def paper(self, *, is_whole: bool) -> Paper:
        """The decision, the list and, if wanted, the things."""
        content, say = self._content, self._words.say
        title = say(N_("Public records of the roadmap for %(area)s"), area=content["area"])
        days = say(N_("%(start)s – %(end)s"), start=self._day("first_on"), end=self._day("last_on"))
        chapters = [self._decision(), self._list()]
        if is_whole:
            given = [one for one in content["things"] if one["outcome"] != Outcome.WITHHELD]
            inside: list[Block] = [self._thing(one) for one in given] or [paragraph(say(N_("Nothing.")))]
            chapters.append(Section(line(say(N_("What is given out"))), inside, anchor="things", look="part"))
        return Paper(
            identity=Identity(
                title=title,
                language="en" if self._words.language == "en" else "sv",
                made_at=self._decided_at,
                creator=content["publisher"],
                subject=say(N_("Public records")),
                registry_number=content["registry_number"],
                decided_on=date.fromisoformat(content["decided_on"]),
                sha256=self._sha256,
            ),
            cover=Cover(
                title=title,
                subtitle=days,
                eyebrow=say(N_("Public records")),
                color=self._color,
                publisher=content["publisher"],
                facts=[(label, line(told)) for label, told in self._facts() if told],
            ),
            chapters=chapters,
            running_title=title,
            running_note=content["registry_number"],
            foot=content["publisher"],
        )

    def _facts(self) -> list[tuple[str, str]]:
        content, say = self._content, self._words.say
        return [
            (say(N_("Decided on")), self._day("decided_on")),
            (say(N_("Decided by")), content["signed_by"]),
            (say(N_("Registry number")), content["registry_number"]),
        ]

    def _decision(self) -> Section:
        content, say = self._content, self._words.say
        things = content["things"]
        counts = [(outcome, sum(one["outcome"] == outcome for one in things)) for outcome in Outcome]
        inside: list[Block] = [
            Facts(
                [
                    *(fact(label, paragraph(told)) for label, told in self._facts() if told),
                    *([fact(say(N_("Asked for")), paragraph(content["asked_for"]))] if content["asked_for"] else []),
                    *(fact(say(outcome.label), paragraph(str(number))) for outcome, number in counts),
                ]
            )
        ]
        if content["reasons"]:
            inside.append(Section(line(say(N_("Reasons"))), [Paragraph(_lines(content["reasons"]))], is_listed=False))
        if content["grounds"]:
            rules = listing([line(one) for one in content["grounds"]], start=1)
            told = paragraph(
                say(N_("What is left out is left out by these rules; their numbers stand where it stood."))
            )
            inside.append(Section(line(say(N_("Rules"))), [told, rules], is_listed=False))
        if content["grounds"]:
            inside.append(
                Section(
                    line(say(N_("If you do not agree"))),
                    [
                        paragraph(
                            say(
                                N_(
                                    "Whoever has asked can ask the authority to look at the matter and decide in writing. "
                                    "That decision can be appealed to the administrative court of appeal, within three "
                                    "weeks from the day on which it was received."
                                )
                            )
                        )
                    ],
                    is_listed=False,
                )
            )
        inside.append(Paragraph(line(f"SHA-256: {self._sha256}"), style="small"))
        return Section(line(say(N_("Decision"))), inside, anchor="decision", look="part")

    def _list(self) -> Section:
        say = self._words.say
        heads = (N_("No."), N_("When"), N_("What"), N_("Title"), N_("Outcome"), N_("Rules"))
        table = Table(
            caption=say(N_("Everything that was gathered")),
            columns=[
                Column("right", share=0.5),
                Column(share=1),
                Column(share=1.3),
                Column(share=2.6),
                Column(share=1.2),
                Column(share=0.6),
            ],
            head=[[cell(say(head)) for head in heads]],
            body=[self._row(one) for one in self._content["things"]],
            has_row_heads=True,
        )
        return Section(line(say(N_("List"))), [table], anchor="list", look="part")

    def _row(self, one: Mapping[str, Any]) -> Sequence[Any]:
        outcome = Outcome(one["outcome"])
        return [
            cell(str(one["number"])),
            cell(one.get("at", "")[:10]),
            cell(one["called"]),
            cell(one.get("title", "")),
            cell(self._words.say(outcome.label)),
            cell(", ".join(str(number) for number in one["grounds"])),
        ]

    def _thing(self, one: Mapping[str, Any]) -> Section:
        outcome = Outcome(one["outcome"])
        return Section(
            line(f"{one['number']}. {one['called']}: {one['title']}"),
            list(self._inside(one)),
            anchor=f"thing-{one['number']}",
            look="card",
            badges=[Badge(self._words.say(outcome.label), _TONES[outcome])],
            is_listed=False,
        )

    def _inside(self, one: Mapping[str, Any]) -> Iterator[Block]:
        say = self._words.say
        told = {**one, "people": ", ".join(one["people"])}
        facts = [(say(label), told[name]) for label, name in _PARTS if told[name]]
        facts = [(say(N_("When")), one["at"].replace("T", " ")[:16]), *facts, *(tuple(pair) for pair in one["facts"])]
        yield Facts([fact(label, Paragraph(_lines(value))) for label, value in facts], are_short=True)
        for label, text in one["texts"]:
            yield Section(line(label), [Paragraph(_lines(part)) for part in text.split("\n\n")], is_listed=False)
        if one["files"]:
            names = [line(f"{file['name']} (SHA-256: {file['sha256']})") for file in one["files"]]
            yield Section(line(say(N_("Files"))), [listing(names)], is_listed=False)

    def _day(self, name: str) -> str:
        return self._words.shown(day_in_words(date.fromisoformat(self._content[name])))


def _lines(text: str) -> tuple[Inline, ...]:
    """Somebody's words with their own lines, as plain text."""
    told: list[Inline] = []
    for number, one in enumerate(text.split("\n")):
        told += [Break(), Text(one)] if number else [Text(one)]
    return tuple(told)
