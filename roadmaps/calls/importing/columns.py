"""Which column of a file holds what, by its heading in either language; the order is free."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from roadmaps.calls.wording import label_of
from roadmaps.foundation.tables import Row, headed
from roadmaps.papers.catalogues import words_in


class Column(StrEnum):
    """What a row says: the fields of a call. The order is that of the template."""

    TITLE = "title"
    FUND = "fund"
    MEASURE = "measure"
    REFERENCE = "reference"
    LINK = "link"
    ABOUT = "about"
    AREAS = "areas"
    OPENS_ON = "opens_on"
    CLOSES_ON = "closes_on"
    STARTS_FROM = "starts_from"
    ENDS_BY = "ends_by"
    CURRENCY = "currency"
    AMOUNT = "amount"
    LEAST = "least"
    MOST = "most"
    SHARE = "share"
    COFINANCING = "cofinancing"
    APPLICANTS = "applicants"
    WHO = "who"
    LEVELS = "levels"
    PLACES = "places"
    SOUGHT = "sought"

    @property
    def label(self) -> str:
        """The heading, as a catalogue message: what the form asks by."""
        return label_of(self.value)


# Headings in files are not translated with the page: a Swedish file may be sent from an English page.
_NAMES: Mapping[Column, Sequence[str]] = {
    Column.TITLE: (
        "the call in one line",
        "utlysningen på en rad",
        "title",
        "titel",
        "call",
        "utlysning",
        "namn",
        "name",
    ),
    Column.FUND: ("who pays", "vem som betalar", "fund", "fond", "finansiär", "funder", "program", "programme"),
    Column.MEASURE: ("measure", "åtgärd", "insatsområde", "specifikt mål"),
    Column.REFERENCE: (
        "the funder's number",
        "finansiärens nummer",
        "reference",
        "diarienummer",
        "referens",
        "id",
        "dnr",
    ),
    Column.LINK: ("link", "länk", "url", "webbadress"),
    Column.ABOUT: ("what it is about", "vad den handlar om", "about", "beskrivning", "description"),
    Column.AREAS: ("strength areas", "styrkeområden", "areas", "area", "styrkeområde", "områden"),
    Column.OPENS_ON: ("opens", "öppnar", "from", "från", "opens on", "öppen från"),
    Column.CLOSES_ON: (
        "closes",
        "stänger",
        "until",
        "till",
        "closes on",
        "sista ansökningsdag",
        "sista dag",
        "deadline",
    ),
    Column.STARTS_FROM: ("earliest start", "tidigaste start", "projektstart"),
    Column.ENDS_BY: ("latest end", "senaste slut", "projektslut"),
    Column.CURRENCY: ("currency", "valuta"),
    Column.AMOUNT: ("in all", "totalt", "amount", "belopp", "budget"),
    Column.LEAST: ("smallest amount", "minsta belopp", "minst"),
    Column.MOST: ("largest amount", "största belopp", "högst"),
    Column.SHARE: ("share of the costs", "andel av kostnaderna", "share", "andel", "stödandel", "stödnivå"),
    Column.COFINANCING: ("co-financing", "medfinansiering", "cofinancing"),
    Column.APPLICANTS: ("who may apply", "vem som får söka", "vem får söka", "sökande", "applicants"),
    Column.WHO: ("who may apply, more exactly", "vem som får söka, närmare bestämt", "krav på sökande", "requirements"),
    Column.LEVELS: ("levels in the pyramid", "nivåer i pyramiden", "levels", "nivå", "nivåer", "level"),
    Column.PLACES: ("municipalities", "kommuner", "places", "kommun", "municipality"),
    Column.SOUGHT: ("what it is looking for", "vad den söker", "sökord", "keywords", "nyckelord"),
}
NEEDED = (Column.TITLE, Column.FUND)
Cells = Mapping[Column, str]


Line = headed.Line[Column]
Sheet = headed.Sheet[Column]


def sheet_of(rows: Sequence[Row]) -> Sheet:
    """What the rows say, by column.

    :raises Fault: see `roadmaps.foundation.tables.headed.read_headed`
    """
    return headed.read_headed(rows, _column, NEEDED)


def _column(heading: str) -> Column | None:
    asked = " ".join(heading.split()).rstrip(":*").strip().casefold()
    return next((column for column in Column if asked in _NAMES[column] or asked in _in_forms(column)), None)


@cache
def _in_forms(column: Column) -> frozenset[str]:
    """What the form and the template call it, in either language."""
    return frozenset(words_in(language).translate(column.label).casefold() for language in ("sv", "en"))
