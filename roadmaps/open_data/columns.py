"""What the columns of a table are, for programs: metadata by CSV on the Web (W3C). No session."""

from typing import Any

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.open_data.queries import Published, Terms
from roadmaps.open_data.tables import Column, Table
from roadmaps.papers.catalogues import words_in

MIMETYPE = "application/csvm+json"
LED = N_("A text that a spreadsheet could take for a formula is led by an apostrophe.")


def description_of(table: Table, one: Published, terms: Terms, address: str) -> dict[str, Any]:
    """The metadata of one file. `address` is that of the file."""
    swedish, english = words_in("sv"), words_in("en")
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "url": address,
        "dc:title": [
            {"@value": f"{one.name_in('sv')}: {swedish.translate(table.label)}", "@language": "sv"},
            {"@value": f"{one.name_in('en')}: {english.translate(table.label)}", "@language": "en"},
        ],
        "dc:description": {"@value": english.translate(LED), "@language": "en"},
        "dc:license": {"@id": terms.licence.address},
        "dc:publisher": terms.publisher,
        "dc:modified": {"@value": day_of(one.frozen_at).isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "doubleQuote": True},
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            **({"primaryKey": "id"} if any(column.name == "id" for column in table.columns) else {}),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    swedish, english = words_in("sv"), words_in("en")
    titles = {
        "sv": [swedish.translate(column.label)],
        "en": [english.translate(column.label)],
    }
    told: dict[str, Any] = {
        "name": column.name,
        "titles": [column.name],
        "dc:title": titles,
        "datatype": column.datatype,
    }
    meanings = "; ".join(f"{value} = {swedish.translate(label)}" for value, label in column.choices)
    question = swedish.translate(column.question) if column.question else ""
    if question or meanings:
        told["dc:description"] = " ".join(filter(None, (question, meanings)))
    if column.separator:
        told["separator"] = column.separator
    return told
