"""The catalogue of open data, by DCAT-AP-SE 3: one set of data for each area with an adopted roadmap. No session.

A set of data has two distributions, as the Swedish recommendations want it: the whole as JSON, and the tables as CSV, whose
files are all told of by one distribution.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.open_data.addresses import Addresses
from roadmaps.open_data.graph import Iri, Node, Text, Typed, Value, as_json_ld, as_rdf_xml, as_turtle
from roadmaps.open_data.models import Licence
from roadmaps.open_data.queries import Published, Terms
from roadmaps.open_data.tables import tables
from roadmaps.papers.catalogues import words_in
from roadmaps.snapshots.format import ADDRESS as SCHEMA

WRITERS = {"rdf": as_rdf_xml, "ttl": as_turtle, "jsonld": as_json_ld}
MIMETYPES = {"rdf": "application/rdf+xml", "ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json"}
LANGUAGES = ("sv", "en")
# Changes with what the catalogue says of the same data, so that nobody is told that theirs is still good.
EDITION = "2"

_EU = "http://publications.europa.eu/resource/authority"
SWEDISH = Iri(f"{_EU}/language/SWE")
THEMES = Iri(f"{_EU}/data-theme")
REGIONS = Iri(f"{_EU}/data-theme/REGI")
IRREGULARLY = Iri(f"{_EU}/frequency/IRREG")
PUBLIC = Iri(f"{_EU}/access-right/PUBLIC")
STABLE = Iri(f"{_EU}/planned-availability/STABLE")
REGIONAL_AUTHORITY = Iri("http://purl.org/adms/publishertype/RegionalAuthority")
COUNTY = Iri("http://data.europa.eu/nuts/code/SE322")
RFC_4180 = Iri("https://www.rfc-editor.org/rfc/rfc4180")
_MEDIA = "https://www.iana.org/assignments/media-types"

TITLE = N_("Roadmaps for smart specialisation")
DESCRIPTION = N_(
    "The adopted roadmaps of the county's areas of strength: goals, activities, responsibilities, indicators and their readings."
)
OF_AREA = N_("Roadmap: %(area)s")
IN_FORMAT = N_("Roadmap: %(area)s (%(format)s)")
ABOUT_AREA = N_(
    "Who does what, when and why to reach the goals of the area of strength %(area)s, %(from)s–%(to)s: goals, activities, milestones, responsibilities, indicators and their readings, as they were adopted."
)
AS_JSON = N_("Everything in one file, also the texts")
AS_CSV = N_("Tables: one file each for goals, activities, milestones, responsibilities, indicators and readings")
KEYWORDS = (N_("smart specialisation"), N_("roadmap"), N_("regional development"))


@lru_cache(maxsize=24)
def written(sort: str, terms: Terms, these: tuple[Published, ...], base_url: str) -> bytes:
    """The catalogue in one of the formats; kept for as long as nothing in it changes."""
    return WRITERS[sort](nodes_of(terms, these, Addresses(base_url)))


def nodes_of(terms: Terms, these: Iterable[Published], at: Addresses) -> list[Node]:
    """Everything that the catalogue tells."""
    sets = list(these)
    found = [_catalogue(terms, sets, at), _publisher(terms, at), _contact(terms, at)]
    for one in sets:
        found += [_dataset(one, at), *_distributions(one, terms, at), _period(one, at)]
    return found


def _catalogue(terms: Terms, sets: list[Published], at: Addresses) -> Node:
    moments = [terms.set_at, *(one.frozen_at for one in sets)]
    first = min([terms.set_at, *(one.first_at for one in sets)])
    return Node(
        at.catalogue,
        "dcat:Catalog",
        (
            *_in_both("dcterms:title", TITLE),
            *_in_both("dcterms:description", DESCRIPTION),
            ("dcterms:publisher", at.publisher),
            # Under whatever licence the data is, what is told of it is free: the profile asks for that.
            ("dcterms:license", Iri(Licence.CC0.identity)),
            ("foaf:homepage", Iri(at.page)),
            ("dcterms:language", SWEDISH),
            ("dcterms:spatial", COUNTY),
            ("dcat:themeTaxonomy", THEMES),
            ("dcterms:issued", _day(first)),
            ("dcterms:modified", _day(max(moments))),
            *(("dcat:dataset", at.dataset(one.slug)) for one in sets),
        ),
    )


def _publisher(terms: Terms, at: Addresses) -> Node:
    said: list[tuple[str, Value]] = [("foaf:name", Text(terms.publisher, "sv")), ("dcterms:type", REGIONAL_AUTHORITY)]
    if terms.homepage:
        said.append(("foaf:homepage", Iri(terms.homepage)))
    return Node(at.publisher, "foaf:Agent", (*said, ("foaf:mbox", Iri(f"mailto:{terms.email}"))))


def _contact(terms: Terms, at: Addresses) -> Node:
    said = (("vcard:fn", Text(terms.publisher)), ("vcard:hasEmail", Iri(f"mailto:{terms.email}")))
    return Node(at.contact, "vcard:Organization", said)


def _dataset(one: Published, at: Addresses) -> Node:
    years: dict[str, object] = {"from": one.period_from, "to": one.period_to}
    return Node(
        at.dataset(one.slug),
        "dcat:Dataset",
        (
            *((("dcterms:title", _said(OF_AREA, one, language))) for language in LANGUAGES),
            *((("dcterms:description", _said(ABOUT_AREA, one, language, **years))) for language in LANGUAGES),
            ("dcterms:publisher", at.publisher),
            ("dcat:contactPoint", at.contact),
            ("dcterms:identifier", Text(at.dataset(one.slug).address)),
            ("dcterms:accessRights", PUBLIC),
            ("dcat:theme", REGIONS),
            *(keyword for word in KEYWORDS for keyword in _in_both("dcat:keyword", word)),
            ("dcterms:spatial", COUNTY),
            ("dcterms:temporal", at.period(one.slug)),
            ("dcterms:language", SWEDISH),
            ("dcterms:accrualPeriodicity", IRREGULARLY),
            ("dcat:landingPage", Iri(at.version(one.slug, one.number))),
            ("dcat:version", Text(str(one.number))),
            ("dcterms:issued", _day(one.first_at)),
            ("dcterms:modified", _day(one.frozen_at)),
            *(("dcat:distribution", at.distribution(one.slug, sort)) for sort in ("json", "csv")),
        ),
    )


def _distributions(one: Published, terms: Terms, at: Addresses) -> Iterator[Node]:
    files = {
        "json": (AS_JSON, "application/json", [at.json(one.slug)], Iri(f"{at.base_url}{SCHEMA}")),
        "csv": (AS_CSV, "text/csv", [at.csv(one.slug, table.name) for table in tables()], RFC_4180),
    }
    for sort, (words, media, addresses, standard) in files.items():
        access = addresses[0] if sort == "json" else at.on_page(one.slug)
        yield Node(
            at.distribution(one.slug, sort),
            "dcat:Distribution",
            (
                *((("dcterms:title", _said(IN_FORMAT, one, language, format=sort.upper()))) for language in LANGUAGES),
                *_in_both("dcterms:description", words),
                ("dcat:accessURL", Iri(access)),
                *(("dcat:downloadURL", Iri(address)) for address in addresses),
                ("dcterms:license", Iri(terms.licence.identity)),
                ("dcterms:format", Text(media)),
                ("dcat:mediaType", Iri(f"{_MEDIA}/{media}")),
                ("dcterms:conformsTo", standard),
                ("dcterms:language", SWEDISH),
                ("dcatap:availability", STABLE),
                ("dcterms:issued", _day(one.first_at)),
                ("dcterms:modified", _day(one.frozen_at)),
            ),
        )


def _period(one: Published, at: Addresses) -> Node:
    days = (
        ("dcat:startDate", Typed(date(one.period_from, 1, 1).isoformat(), "xsd:date")),
        ("dcat:endDate", Typed(date(one.period_to, 12, 31).isoformat(), "xsd:date")),
    )
    return Node(at.period(one.slug), "dcterms:PeriodOfTime", days)


def _in_both(name: str, message: str) -> list[tuple[str, Value]]:
    return [(name, Text(words_in(language).translate(message), language)) for language in LANGUAGES]


def _said(message: str, one: Published, language: str, **values: object) -> Text:
    return Text(words_in(language).say(message, area=one.name_in(language), **values), language)


def _day(moment: datetime) -> Typed:
    return Typed(day_of(moment).isoformat(), "xsd:date")
