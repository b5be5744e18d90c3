"""The compilation as tables for spreadsheets, and the list of answers for the registry."""

from collections.abc import Sequence

from roadmaps.consultation.compilation import Compilation
from roadmaps.consultation.models import Response
from roadmaps.consultation.papers import STANDINGS
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.papers.words import Words
from roadmaps.spreadsheets.cells import Cell
from roadmaps.spreadsheets.columns import Column
from roadmaps.spreadsheets.gathering import SheetOf


def sheet_of_points(compilation: Compilation, words: Words) -> SheetOf:
    """Every point with its reply, one a row."""
    labels = {
        "number": N_("No."),
        "consultee": N_("Organisation"),
        "about": N_("About"),
        "sort": N_("Sort"),
        "view": N_("View"),
        "said": N_("Said"),
        "reply": N_("Reply"),
        "reason": N_("In words"),
        "change": N_("Change no."),
        "joined": N_("Joined with"),
    }
    wide = {"said": 70, "reason": 60, "consultee": 30, "about": 36}
    rows: list[list[Cell]] = []
    for entry in compilation.entries:
        point, head = entry.point, entry.head
        about = words.shown(compilation.frozen.places.title_of(point.place))
        rows.append(
            [
                point.number,
                point.consultee.name,
                about,
                words.say(point.sort.label),
                words.say(point.view.label) if point.view else None,
                point.words,
                words.say(head.reply.label) if head.reply else None,
                head.reply_words,
                head.revision_number,
                head.number if head.id != point.id else None,
            ]
        )
    columns = [Column(key, words.say(label), width=wide.get(key, 16)) for key, label in labels.items()]
    return SheetOf("points", words.say(N_("Points")), columns, rows)


def sheet_of_standings(compilation: Compilation, words: Words) -> SheetOf:
    """Everyone who was asked or has come, one a row."""
    labels = {"consultee": N_("Organisation"), "asked": N_("Asked"), "answer": N_("Answer"), "number": N_("Number")}
    rows = [
        [
            one.consultee.name,
            words.say(N_("Yes") if one.consultee.is_invited else N_("No")),
            words.say(STANDINGS[one.sort]),
            one.response.number if one.response else None,
        ]
        for one in compilation.standings
    ]
    columns = [Column(key, words.say(label), width=30) for key, label in labels.items()]
    return SheetOf("consultees", words.say(N_("Organisations")), columns, rows)


def registry_sheet(responses: Sequence[Response], subject: str, registry_number: str, words: Words) -> SheetOf:
    """What a registrar enters of each answer that has come in, replaced ones too."""
    labels = {
        "number": N_("Number"),
        "came": N_("Came in"),
        "sender": N_("Sender"),
        "signed": N_("Signed by"),
        "subject": N_("Subject"),
        "registry": N_("Registry number"),
        "late": N_("Late"),
        "replaced": N_("Replaced"),
    }
    rows: list[list[Cell]] = [
        [
            one.number,
            day_of(one.sent_at),
            one.consultee.name,
            one.signed_by,
            subject,
            registry_number,
            words.say(N_("Yes") if one.is_late else N_("No")),
            words.say(N_("Yes") if one.replaced_at else N_("No")),
        ]
        for one in responses
    ]
    columns = [Column(key, words.say(label)) for key, label in labels.items()]
    return SheetOf("registry", words.say(N_("Answers that have come in")), columns, rows)
