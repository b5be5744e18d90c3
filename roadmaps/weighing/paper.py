"""A frozen recommendation as a paper: what is recommended first, then how it came about and how sure it is."""

from collections.abc import Iterator, Sequence
from datetime import date

from roadmaps.accounts.models import Helix
from roadmaps.areas.colors import IN_PRINT
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, fact, line, link, listing, paragraph, strong
from roadmaps.papers.tree import (
    Badge,
    Block,
    Callout,
    Cover,
    Facts,
    Identity,
    Line,
    Paper,
    Paragraph,
    Section,
    Text,
    Tile,
    Tiles,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.roadmap.values import day_in_words
from roadmaps.weighing.models import Recommendation
from roadmaps.weighing.recommended import Chosen, Recommended, Round
from roadmaps.weighing.round_paper import RoundWriter, own_words, table_of
from roadmaps.weighing.told import number_in_words
from roadmaps.weighing.words import Kind

_TONES = {
    CandidateState.PRIORITISED: Tone.GOOD,
    CandidateState.CHOSEN_AWAY: Tone.NEUTRAL,
    CandidateState.RESTING: Tone.INFO,
    CandidateState.CONSIDERED: Tone.NEUTRAL,
}


def paper_of(frozen: Recommendation, words: Words, *, publisher: str, site: str) -> Paper:
    """The recommendation in one language.

    :param publisher: the organisation that it comes from
    :param site: what addresses begin with
    """
    return _Writer(frozen, words, site).paper(publisher)


class _Writer:
    """One recommendation on its way to a paper."""

    def __init__(self, frozen: Recommendation, words: Words, site: str) -> None:
        self._frozen, self._words, self._site = frozen, words, site
        self._told = Recommended.model_validate(frozen.content)
        self._color = IN_PRINT[frozen.roadmap.area.color]
        self._rounds = RoundWriter(words, color=self._color)

    def paper(self, publisher: str) -> Paper:
        """All of it."""
        frozen, say = self._frozen, self._words.say
        address = f"{self._site}/recommendations/{frozen.id}"
        kind, version = say(N_("Recommendation to the funder")), say(N_("Version %(number)s"), number=frozen.number)
        made_on = self._day(day_of(frozen.made_at))
        return Paper(
            identity=Identity(
                title=frozen.title,
                language="en" if self._words.language == "en" else "sv",
                made_at=frozen.made_at,
                creator=publisher,
                subject=kind,
                address=address,
                registry_number=frozen.registry_number,
                version=version,
                sha256=frozen.sha256,
            ),
            cover=Cover(
                title=frozen.title,
                subtitle=frozen.roadmap.area.name_in(self._words.language),
                eyebrow=kind,
                color=self._color,
                publisher=publisher,
                facts=[
                    (say(label), value)
                    for label, value in (
                        (N_("To"), line(frozen.addressee)),
                        (N_("Registry number"), line(frozen.registry_number)),
                        (N_("Date"), line(made_on)),
                        (N_("Version"), line(str(frozen.number))),
                        (N_("Address"), (link(address, address),)),
                    )
                    if value
                ],
            ),
            chapters=[one for one in self._chapters() if one.inside],
            running_title=frozen.title,
            running_note=frozen.registry_number or version,
            foot=publisher,
            colophon=[
                paragraph(say(N_("Frozen on %(day)s and never changed since."), day=made_on)),
                paragraph(say(N_("SHA-256 of the content: %(hash)s"), hash=frozen.sha256)),
            ],
        )

    def _chapters(self) -> Iterator[Section]:
        told, say = self._told, self._words.say
        yield self._part(N_("In short"), "short", [*self._short()])
        yield self._part(N_("What is recommended"), "recommended", self._cards(told.of(CandidateState.PRIORITISED)))
        yield self._part(N_("How it was done"), "process", [*self._process()])
        yield self._part(N_("Who took part"), "people", [*self._people()])
        for number, one in enumerate(told.rounds, 1):
            title = say(N_("Result: %(title)s"), title=one.title)
            yield Section(line(title), [*self._rounds.result(one)], anchor=f"round-{number}", look="part")
        yield self._part(N_("Chosen away, and why"), "away", self._cards(told.of(CandidateState.CHOSEN_AWAY)))
        yield self._part(N_("Resting"), "resting", self._cards(told.of(CandidateState.RESTING)))
        yield self._part(N_("Not decided yet"), "open", self._cards(told.of(CandidateState.CONSIDERED)))

    def _part(self, title: str, anchor: str, inside: Sequence[Block]) -> Section:
        return Section(line(self._words.say(title)), inside, anchor=anchor, look="part")

    def _short(self) -> Iterator[Block]:
        told, say = self._told, self._words.say
        yield from own_words(told.purpose, "lead")
        if told.change:
            yield Callout(say(N_("What is new since the version before")), [*own_words(told.change)])
        yield Tiles(
            [
                Tile(str(told.told), say(N_("needs, ideas and strengths told"))),
                Tile(str(len(told.candidates)), say(N_("candidates to choose among"))),
                Tile(str(len(told.weighers)), say(N_("organisations that have weighed"))),
                Tile(str(len(told.of(CandidateState.PRIORITISED))), say(N_("candidates prioritised"))),
            ]
        )

    def _cards(self, candidates: Sequence[Chosen]) -> list[Block]:
        return [self._card(one) for one in candidates]

    def _card(self, one: Chosen) -> Section:
        say = self._words.say
        inside: list[Block] = [*own_words(one.what)]
        pairs = [(N_("Why"), one.why), (N_("For whom"), one.for_whom), (N_("Sub-area"), one.sub_area)]
        facts = [fact(say(label), *own_words(words)) for label, words in pairs if words]
        if one.told_by:
            facts.append(fact(say(N_("Told by")), paragraph(", ".join(one.told_by))))
        facts += [fact(say(N_("Weighing")), listing(places))] if (places := self._places(one)) else []
        if one.decision:
            facts.append(fact(say(N_("Reasons")), *own_words(one.decision.reasons)))
            facts.append(fact(say(N_("Decision")), paragraph(self._decided(one))))
        if one.became:
            facts.append(fact(say(N_("Became")), listing(self._became(one))))
        inside.append(Facts(facts))
        badge = Badge(say(one.state.label), _TONES[one.state])
        return Section(line(one.title), inside, anchor=f"candidate-{one.number}", look="card", badges=[badge])

    def _places(self, one: Chosen) -> list[Line]:
        found = []
        for told in self._told.rounds:
            for standing in told.standings:
                if standing.title == one.title and standing.values and standing.place:
                    facts = {
                        "place": standing.place,
                        "whole": len(told.standings),
                        "median": number_in_words(standing.values.median, self._words.language),
                        "round": told.title,
                    }
                    found.append(
                        line(self._words.say(N_("%(round)s: place %(place)s of %(whole)s, median %(median)s"), **facts))
                    )
            for counted in told.counted:
                if counted.title == one.title:
                    facts = {"round": told.title, "dots": counted.dots, "people": counted.people}
                    found.append(line(self._words.say(N_("%(round)s: %(dots)s dots from %(people)s people"), **facts)))
        return found

    def _decided(self, one: Chosen) -> str:
        decision = one.decision
        assert decision is not None  # only asked for what was decided
        said = [self._day(decision.on), decision.by, decision.registry_number]
        if decision.look_again_on:
            said.append(self._words.say(N_("looked at again on %(day)s"), day=self._day(decision.look_again_on)))
        return ", ".join(part for part in said if part)

    def _became(self, one: Chosen) -> list[Line]:
        kinds = {"goal": N_("Goal"), "activity": N_("Activity")}
        return [
            (
                Text(f"{self._words.say(kinds.get(made.kind, made.kind))}: "),
                link(f"{self._site}/blocks/{made.block_id}", made.title),
            )
            for made in one.became
        ]

    def _process(self) -> Iterator[Block]:
        say = self._words.say
        yield from own_words(self._told.process)
        rows = [
            [cell(one.title), cell(say(one.kind.label)), cell(self._days(one)), cell(self._number_of(one))]
            for one in self._told.rounds
        ]
        if rows:
            heads = [N_("Round"), N_("How"), N_("When"), N_("Took part")]
            yield table_of(self._words, N_("How it was weighed"), heads, rows, shares=(2.2, 1.8, 1.8, 1.2))
        for one in self._told.rounds:
            if one.criteria:
                title = say(N_("Criteria in %(round)s"), round=one.title)
                judged = [[cell(part.name), cell(part.explanation), cell(str(part.weight))] for part in one.criteria]
                heads = [N_("Criterion"), N_("What is asked"), N_("Weight")]
                yield table_of(self._words, title, heads, judged, shares=(1.5, 3.2, 0.7), numbers=1)

    def _people(self) -> Iterator[Block]:
        told, say = self._told, self._words.say
        told_by = {one.helix: one for one in told.told_by_helix}
        weighed = list(told.weighers.values())
        in_rooms = [one.people_by_helix for one in told.rounds if one.kind is Kind.DOTS]
        rows = []
        for helix in (*Helix, None):
            one, dots = told_by.get(helix), sum(room.get(helix, 0) for room in in_rooms) if helix else 0
            counts = [one.told if one else 0, one.prioritised if one else 0, weighed.count(helix), dots]
            if helix or any(counts):
                label = say(helix.label) if helix else say(N_("Not known"))
                rows.append([cell(label), *(cell(str(count)) for count in counts)])
        heads = [
            N_("Part of society"),
            N_("Told needs, ideas and strengths"),
            N_("of which prioritised"),
            N_("Organisations that weighed"),
            N_("People who placed dots"),
        ]
        yield table_of(
            self._words,
            N_("Who took part, by part of society"),
            heads,
            rows,
            shares=(2.2, 1.4, 1.2, 1.3, 1.2),
            numbers=4,
        )
        for helix in Helix:
            names = [name for name, part in told.weighers.items() if part is helix]
            if names:
                yield Paragraph([strong(f"{say(helix.label)}: "), Text(", ".join(names))])
        if told.weighers:
            yield paragraph(say(N_("Each organisation counts as one, however large it is.")))

    def _number_of(self, one: Round) -> str:
        say = self._words.say
        if one.kind is Kind.DOTS:
            return say(N_("%(count)s people"), count=one.people)
        return say(N_("%(count)s organisations"), count=len(one.weighers))

    def _days(self, one: Round) -> str:
        first, last = self._day(one.opened_on), self._day(one.closed_on)
        return first if first == last else f"{first} – {last}"

    def _day(self, day: date) -> str:
        return self._words.shown(day_in_words(day))
