"""An edition of the binder as a paper: how it stands at a glance, and a chapter for each criterion. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from roadmaps.binder.criteria import REGULATION, Judged
from roadmaps.binder.models import BinderEdition
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, line, line_cell, link, listing, paragraph, strong
from roadmaps.papers.tree import (
    Badge,
    Block,
    Callout,
    Column,
    Cover,
    Identity,
    Inline,
    Line,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.roadmap.values import date_in_words

_TONES = {Judged.FULFILLED: Tone.GOOD, Judged.PARTLY: Tone.WARNING, Judged.NOT_YET: Tone.DANGER}


def paper_of(
    edition: BinderEdition,
    content: Mapping[str, Any],
    words: Words,
    *,
    place: str,
    color: str,
    publisher: str,
    site: str,
) -> Paper:
    """The edition as it reads.

    :param content: what it holds, by `content.content_of`
    :param place: what the area, or the county, is called in the language
    :param color: that of the area, or of the county, as six digits with a hash sign
    :param site: where addresses that begin with a slash lead to
    """
    writer = _Writer(words, site)
    address = f"{site}/binder-editions/{edition.id}"
    version = words.say(N_("Edition %(number)s"), number=edition.number)
    made_on = writer.day(day_of(edition.made_at).isoformat())
    return Paper(
        identity=Identity(
            title=edition.title,
            language="en" if words.language == "en" else "sv",
            made_at=edition.made_at,
            creator=publisher,
            subject=words.say(N_("Good governance of smart specialisation")),
            address=address,
            registry_number=edition.registry_number,
            version=version,
            sha256=edition.sha256,
        ),
        cover=Cover(
            title=edition.title,
            subtitle=place,
            eyebrow=words.say(N_("Good governance of smart specialisation")),
            color=color,
            publisher=publisher,
            facts=[
                (label, told)
                for label, told in (
                    (words.say(N_("Edition")), line(str(edition.number))),
                    (words.say(N_("As it was on")), line(made_on)),
                    (words.say(N_("Registry number")), line(edition.registry_number)),
                    (words.say(N_("Address")), [link(address, address)]),
                )
                if told
            ],
        ),
        chapters=[writer.at_a_glance(edition, content), *(writer.chapter(page) for page in content["criteria"])],
        running_title=edition.title,
        running_note=version,
        foot=publisher,
    )


class _Writer:
    """Writes the chapters in one language."""

    def __init__(self, words: Words, site: str) -> None:
        self._words, self._site = words, site

    def day(self, text: str) -> str:
        """A day in words."""
        return self._words.shown(date_in_words(read_partial_date(text)))

    def at_a_glance(self, edition: BinderEdition, content: Mapping[str, Any]) -> Section:
        """The seven criteria in a table."""
        say = self._words.say
        about = say(
            N_(
                "The criteria are those of the enabling condition for the European Regional Development Fund 2021–2027, "
                "told in plain words. How far each is fulfilled was judged by people; the evidence was drawn from the "
                "records of the site on the day of this edition."
            )
        )
        rows = [
            [
                cell(f"{page['number']}. {page['name']}"),
                self._judged(page["judgement"]),
                cell(str(sum(len(group["items"]) for group in page["evidence"]) + len(page["put_in"]))),
                cell(str(len(page["missing"]))),
            ]
            for page in content["criteria"]
        ]
        heads = (N_("Criterion"), N_("Judged"), N_("Pieces of evidence"), N_("Gaps"))
        table = Table(
            caption=say(N_("The seven criteria")),
            columns=[Column(share=2.4), Column(share=1.2), Column("right", share=0.8), Column("right", share=0.6)],
            head=[[cell(say(head)) for head in heads]],
            body=rows,
            has_row_heads=True,
        )
        regulation = Paragraph(
            [Text(say(N_("The regulation:")) + " "), link(REGULATION, "(EU) 2021/1060")], style="small"
        )
        inside: list[Block] = [paragraph(about), table, regulation]
        if edition.note:
            inside.insert(0, Paragraph(line(edition.note), style="lead"))
        return Section(line(say(N_("At a glance"))), inside, anchor="glance", look="part")

    def chapter(self, page: Mapping[str, Any]) -> Section:
        """One criterion: what is asked, how it was judged, what shows it, and what is missing."""
        say = self._words.say
        inside: list[Block] = [Paragraph(line(page["asks"]), style="lead"), *self._judgement(page)]
        for group in page["evidence"]:
            entries = [self._item(one) for one in group["items"]]
            inside.append(Section(line(group["name"]), [listing(entries)], is_listed=False))
        if page["put_in"]:
            put_in = [self._put_in(one) for one in page["put_in"]]
            inside.append(Section(line(say(N_("Put in by those responsible"))), [listing(put_in)], is_listed=False))
        if not page["evidence"] and not page["put_in"]:
            inside.append(paragraph(say(N_("Nothing shows it yet."))))
        if page["missing"]:
            missing = listing(self._with_area(line(one["says"]), one["area"]) for one in page["missing"])
            inside.append(Section(line(say(N_("What is missing"))), [missing], is_listed=False))
        name = f"{page['number']}. {page['name']}"
        return Section(line(name), inside, anchor=f"criterion-{page['criterion']}", look="part")

    def _judgement(self, page: Mapping[str, Any]) -> Iterator[Block]:
        found = page["judgement"]
        if found is None:
            yield paragraph(self._words.say(N_("Nobody has judged yet how far it is fulfilled.")))
        else:
            behind = ", ".join(filter(None, (self.day(found["on"]), found["by"])))
            told = [paragraph(found["words"]), Paragraph(line(behind), style="small")]
            yield Callout(found["says"], told, tone=_TONES[Judged(found["judged"])])
        if page["in_areas"]:
            entries = [(strong(one["area"]), Text(f": {one['says']}. {one['words']}")) for one in page["in_areas"]]
            in_areas = self._words.say(N_("Judged in the areas"))
            yield Section(line(in_areas), [listing(entries)], is_listed=False)

    def _judged(self, found: Mapping[str, Any] | None) -> Any:
        if found is None:
            return cell(self._words.say(N_("Not judged yet")))
        return line_cell([Badge(found["says"], _TONES[Judged(found["judged"])])])

    def _item(self, one: Mapping[str, Any]) -> Line:
        said: list[Inline] = [Text(f"{self.day(one['on'])}: ")] if one["on"] else []
        return self._with_area([*said, link(self._site + one["address"], one["says"])], one["area"])

    def _put_in(self, one: Mapping[str, Any]) -> Line:
        address = one["link"] or (f"{self._site}/files/{one['file']}" if one["file"] else "")
        facts = (one["shows"], one["registry_number"], one["file_name"], one["by"])
        return [
            Text(f"{self.day(one['on'])}: "),
            link(address, one["title"]),
            *([Text(". " + ". ".join(told.rstrip(".") for told in facts if told) + ".")] if any(facts) else []),
        ]

    def _with_area(self, said: Line, area: str) -> Line:
        return [*said, Text(f" ({area})")] if area else said
