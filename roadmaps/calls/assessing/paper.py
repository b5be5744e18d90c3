"""A sheet as a paper to hand over: what is judged first, and then everything that the roadmap says to it."""

from collections.abc import Mapping

from roadmaps.areas.colors import IN_PRINT
from roadmaps.calls.assessing.chapters import Chapters
from roadmaps.calls.assessing.gathered import Gathered
from roadmaps.calls.models import Assessment
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import line, link
from roadmaps.papers.tree import (
    Badge,
    Cover,
    Identity,
    Paper,
    Picture,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.values import date_in_words


def paper_of(
    sheet: Assessment,
    told: Gathered,
    judged: BlockState,
    words: Words,
    *,
    site: str,
    pictures: Mapping[str, Picture] | None = None,
) -> Paper:
    """The sheet as it reads, in the language that it was drawn in.

    :param site: where addresses that begin with a slash lead to
    :param pictures: those of its texts, by their addresses there
    """
    chapters = Chapters(sheet, told, judged, words, site, pictures or {})
    publisher = sheet.begun_for.name if sheet.begun_for else ""
    made_at = sheet.finished_at or sheet.gathered_at
    made_on = day_of(made_at)
    number, address = str(judged.content["registry_number"]), f"{site}/assessments/{sheet.id}"
    draft = None if sheet.is_finished else Badge(words.say(N_("Draft")), Tone.WARNING)
    title, eyebrow = sheet.title, words.say(N_("Assessment of an application"))
    return Paper(
        identity=Identity(
            title=title,
            language="en" if words.language == "en" else "sv",
            made_at=made_at,
            creator=publisher,
            subject=eyebrow,
            address=address,
            registry_number=number,
        ),
        cover=Cover(
            title=title,
            subtitle=sheet.applicant_name,
            eyebrow=eyebrow,
            color=IN_PRINT[sheet.roadmap.area.color],
            publisher=publisher,
            facts=[
                (label, value)
                for label, value in (
                    (words.say(N_("Call")), line(told.call)),
                    (words.say(N_("Roadmap")), line(told.area)),
                    (words.say(N_("Registry number")), line(number)),
                    (words.say(N_("Date")), line(words.shown(date_in_words(read_partial_date(made_on.isoformat()))))),
                    (words.say(N_("Address")), [link(address, address)]),
                )
                if value
            ],
            badge=draft,
        ),
        chapters=list(chapters.all()),
        running_title=title,
        running_note=number if sheet.is_finished else words.say(N_("Draft")),
        foot=publisher,
    )
