"""The words of the field that the roadmap uses, as they were explained that day."""

from collections.abc import Iterator

from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import line, strong
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.tree import Block, Fact, Facts, Paragraph, Section, Text
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.format import TermFacts


def glossary(making: Making) -> Section | None:
    """The terms in the language of the paper, as far as they have been explained in it."""
    terms = making.edition.file.terms
    if making.words.language == "en":
        terms = sorted(terms, key=lambda one: (one.term_en or one.term).casefold())
    return making.part(Part.GLOSSARY, [Facts([_entry(making, one) for one in terms])]) if terms else None


def _entry(making: Making, term: TermFacts) -> Fact:
    is_english = making.words.language == "en"
    name = term.term_en if is_english and term.term_en else term.term
    return Fact(line(name), list(_explained(making, term, "_en" if is_english and term.meaning_en else "")))


def _explained(making: Making, term: TermFacts, ending: str) -> Iterator[Block]:
    yield from _text(making, term, f"text{ending}")
    if local := _text(making, term, f"local{ending}"):
        yield Paragraph([strong(making.say(N_("Here in the county")))])
        yield from local
    if term.synonyms and not ending:
        yield Paragraph([Text(f"{making.say(N_('Also called'))}: {term.synonyms}")], style="small")
    if term.origin:
        yield Paragraph([Text(f"{making.say(N_('Origin'))}: {term.origin}")], style="small")


def _text(making: Making, term: TermFacts, field: str) -> list[Block]:
    html = making.edition.html.get(str(term.id), {}).get(field, "")
    return blocks_of(making.with_links(html), site=making.edition.site)
