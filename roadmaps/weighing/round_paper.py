"""The result of a round as part of a paper: the order, how far the organisations agree, and how sure the order is."""

from collections.abc import Iterator, Sequence

from roadmaps.accounts.models import Helix
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, line, line_cell, paragraph, strong
from roadmaps.papers.tree import (
    Align,
    Block,
    Cell,
    Column,
    Figure,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.weighing.reckoning import DISSENTS_AT
from roadmaps.weighing.recommended import Placed, Round
from roadmaps.weighing.svg import drawing_of
from roadmaps.weighing.told import away_in_words, number_in_words, trial_in_words
from roadmaps.weighing.words import Kind


class RoundWriter:
    """Writes rounds in one language.

    :param color: that of the area, as six digits with a hash sign
    """

    def __init__(self, words: Words, *, color: str) -> None:
        self._words, self._color = words, color

    def result(self, one: Round) -> Iterator[Block]:
        """What was given in it, how far they agree, and how sure the order is."""
        yield from own_words(one.purpose)
        if one.kind is Kind.DOTS:
            yield from self._dots(one)
            return
        if any(standing.values for standing in one.standings):
            caption = self._words.say(N_("How the points lie on the scale from 1 to 5"))
            alt = " ".join(self._in_words(standing) for standing in one.standings)
            yield Figure(drawing_of(one.standings, self._words, color=self._color), alt, caption, self._standings(one))
        yield self._by_helix(one)
        yield from self._dissent(one)
        yield from self._trials(one)

    def _standings(self, one: Round) -> Table:
        heads = [N_("Place"), N_("Candidate"), N_("Median"), N_("Middle half"), N_("Range"), N_("Organisations")]
        rows = []
        for standing in one.standings:
            five, number = standing.values, self._number
            told = [cell(str(standing.place or "–")), cell(standing.title)]
            if five is None:
                rows.append([*told, *([cell("–")] * 4)])
                continue
            told += [cell(number(five.median)), cell(f"{number(five.lower)}–{number(five.upper)}")]
            rows.append([*told, cell(f"{number(five.least)}–{number(five.most)}"), cell(str(five.count))])
        return table_of(
            self._words, N_("Place, median and spread"), heads, rows, shares=(0.7, 3, 1, 1.2, 1.2, 1.4), numbers=4
        )

    def _by_helix(self, one: Round) -> Table:
        present = [helix for helix in Helix if any(helix in standing.by_helix for standing in one.standings)]
        counts = [helix for _name, helix in one.weighers]
        heads = [
            self._words.say(N_("Candidate")),
            *(f"{self._words.say(helix.label)} ({counts.count(helix)})" for helix in present),
            self._words.say(N_("Each part as one")),
        ]
        rows = []
        for standing in one.standings:
            medians = [standing.by_helix.get(helix) for helix in present]
            known = [value for value in medians if value is not None]
            even = sum(known) / len(known) if known else None
            rows.append([cell(standing.title), *(cell(self._number(value)) for value in (*medians, even))])
        title = N_("Median by part of society, with how many organisations weighed")
        return table_of(
            self._words, title, heads, rows, shares=(2.6, *([1.2] * (len(heads) - 1))), numbers=len(heads) - 1
        )

    def _dissent(self, one: Round) -> Iterator[Block]:
        inside: list[Block] = []
        for standing in one.standings:
            views = [view for view in standing.views if abs(view.away) >= DISSENTS_AT]
            if not views:
                continue
            quoted: list[Block] = []
            for view in sorted(views, key=lambda view: -abs(view.away)):
                facts = {"points": self._number(view.value), "away": away_in_words(view.away, self._words.language)}
                said = self._words.say(N_("gave %(points)s, which is %(away)s from the median."), **facts)
                interest = self._words.say(N_("It has an interest of its own.")) if view.has_interest else ""
                quoted += [Paragraph([strong(view.name), Text(f" {said} {interest}".rstrip())])]
                quoted += [Quote([*own_words(view.motive)])] if view.motive else []
            inside.append(Section(line(standing.title), quoted, is_listed=False))
        if inside:
            yield Section(line(self._words.say(N_("Those who see it differently"))), inside)

    def _trials(self, one: Round) -> Iterator[Block]:
        say = self._words.say
        if not one.trials:
            return
        rows = []
        for trial in one.trials:
            words = self._words.translate(trial_in_words(trial.variant, trial.helix, trial.left_out))
            moved = ", ".join(trial.moved)
            told = say(N_("Other places: %(titles)s"), titles=moved) if trial.moved else say(N_("The same order"))
            rows.append([cell(words), cell(told, None if trial.moved else Tone.GOOD)])
        inside: list[Block] = [
            table_of(
                self._words,
                N_("Would the order be the same?"),
                [N_("Counted otherwise"), N_("The order")],
                rows,
                shares=(1.4, 2),
            )
        ]
        if one.tipping:
            told = say(N_("Without one of these the order would be another: %(names)s"), names=", ".join(one.tipping))
            inside.append(paragraph(told))
        else:
            inside.append(
                paragraph(say(N_("No single organisation decides the order: without any one of them it is the same.")))
            )
        yield Section(line(say(N_("How sure the order is"))), inside)

    def _dots(self, one: Round) -> Iterator[Block]:
        heads = [N_("Place"), N_("Candidate"), N_("Dots"), N_("People"), N_("Most from one")]
        rows = [
            [
                cell(str(told.place)),
                cell(told.title),
                *(cell(str(part)) for part in (told.dots, told.people, told.most)),
            ]
            for told in one.counted
        ]
        yield table_of(self._words, N_("Dots"), heads, rows, shares=(0.8, 3, 1, 1, 1.2), numbers=3)
        yield paragraph(
            self._words.say(
                N_("%(people)s people placed up to %(dots)s dots each by phone. Nobody knows who they were."),
                people=one.people,
                dots=one.dots or 0,
            )
        )

    def _in_words(self, standing: Placed) -> str:
        five = standing.values
        if five is None:
            return self._words.say(N_("%(title)s: not weighed."), title=standing.title)
        facts = {
            "median": self._number(five.median),
            "lower": self._number(five.lower),
            "upper": self._number(five.upper),
            "title": standing.title,
        }
        return self._words.say(N_("%(title)s: median %(median)s, middle half %(lower)s–%(upper)s."), **facts)

    def _number(self, value: float | None) -> str:
        return number_in_words(value, self._words.language)


def table_of(
    words: Words,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    shares: Sequence[float],
    numbers: int = 0,
) -> Table:
    """A table under these heads, of which the last `numbers` stand over numbers."""
    texts = len(heads) - numbers
    align: list[Align] = ["left" if place < texts else "right" for place in range(len(heads))]
    return Table(
        caption=words.say(caption),
        columns=[Column(align=align[place], share=share) for place, share in enumerate(shares)],
        head=[[line_cell(line(words.say(label))) for label in heads]],
        body=rows,
    )


def own_words(text: str, style: str = "plain") -> Iterator[Paragraph]:
    """Somebody's own plain words: an empty line begins a new paragraph."""
    for part in text.split("\n\n"):
        if part.strip():
            yield Paragraph(line(" ".join(part.split())), "lead" if style == "lead" else "plain")
