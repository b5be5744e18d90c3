"""The catalogue, read by a library that did not write it: every property that DCAT-AP-SE asks for is there."""

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD, Namespace

from roadmaps.open_data.graph import Iri, Node, Text, as_json_ld, as_rdf_xml, as_turtle
from roadmaps.open_data.models import Licence
from tests.factories.open_data import adopted, terms
from tests.factories.snapshots import a_plan

# The library's own reader of JSON-LD uses what the library is about to leave.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FORMATS = {"rdf": "xml", "ttl": "turtle", "jsonld": "json-ld"}
# What the profile says that there must be, by class; and what it recommends.
MANDATORY = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.dataset),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Distribution: (DCAT.accessURL,),
    FOAF.Agent: (FOAF.name,),
    VCARD.Organization: (VCARD.fn, VCARD.hasEmail),
}
RECOMMENDED = {
    DCAT.Catalog: (
        FOAF.homepage,
        DCTERMS.language,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.spatial,
        DCAT.themeTaxonomy,
    ),
    DCAT.Dataset: (
        DCAT.contactPoint,
        DCAT.theme,
        DCAT.keyword,
        DCAT.distribution,
        DCTERMS.accessRights,
        DCTERMS.spatial,
        DCTERMS.temporal,
        DCTERMS.issued,
        DCTERMS.accrualPeriodicity,
    ),
    DCAT.Distribution: (
        DCTERMS.license,
        DCTERMS.format,
        DCTERMS.description,
        DCAT.downloadURL,
        URIRef("http://data.europa.eu/r5r/availability"),
    ),
    FOAF.Agent: (DCTERMS.type,),
}


# Of these there is one at the most.
AT_MOST_ONCE = {
    DCAT.Catalog: (DCTERMS.publisher, DCTERMS.license, DCTERMS.issued, DCTERMS.modified, FOAF.homepage),
    DCAT.Dataset: (
        DCTERMS.publisher,
        DCTERMS.issued,
        DCTERMS.modified,
        DCTERMS.accessRights,
        DCTERMS.accrualPeriodicity,
        URIRef(f"{DCAT}version"),
    ),
    DCAT.Distribution: (
        DCTERMS.license,
        DCTERMS.format,
        DCTERMS.issued,
        DCTERMS.modified,
        URIRef("http://data.europa.eu/r5r/availability"),
    ),
    FOAF.Agent: (DCTERMS.type, FOAF.homepage, FOAF.mbox),
}


@pytest.fixture
def plan(session):
    """An adopted roadmap, given out."""
    plan = a_plan(session)
    terms(session, plan.coordinator)
    adopted(session, plan)
    return plan


def graph_of(client, sort="rdf"):
    answer = client.get(f"/open-data/catalogue.{sort}")
    assert answer.status_code == 200
    return Graph().parse(data=answer.data, format=FORMATS[sort], publicID="https://elsewhere.example.org/")


def test_the_three_formats_tell_the_same(client, plan):
    graphs = [graph_of(client, sort) for sort in FORMATS]

    assert len(graphs[0]) > 50
    assert set(graphs[0]) == set(graphs[1])
    assert set(graphs[0]) == set(graphs[2])


@pytest.mark.parametrize("asked", [MANDATORY, RECOMMENDED], ids=["mandatory", "recommended"])
def test_every_thing_has_what_the_profile_asks_for(client, plan, asked):
    graph = graph_of(client)

    for sort, properties in asked.items():
        things = list(graph.subjects(RDF.type, sort))
        assert things, sort
        missing = [(thing, one) for thing in things for one in properties if (thing, one, None) not in graph]
        assert missing == []


def test_everything_that_is_pointed_at_is_told_of(client, plan):
    graph = graph_of(client)

    for leads in (DCAT.dataset, DCAT.distribution, DCTERMS.publisher, DCAT.contactPoint, DCTERMS.temporal):
        assert all((thing, RDF.type, None) in graph for thing in graph.objects(None, leads)), leads


def test_titles_are_in_both_languages_and_days_are_days(client, plan):
    graph = graph_of(client)
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))

    languages = {one.language for one in graph.objects(dataset, DCTERMS.title)}
    days = {one.datatype for one in graph.objects(None, DCTERMS.modified)}

    assert languages == {"sv", "en"}
    assert days == {XSD.date}


def test_addresses_of_files_lead_to_files(client, plan):
    graph = graph_of(client)
    addresses = sorted(str(one) for one in graph.objects(None, DCAT.downloadURL))

    paths = ["/" + one.split("/", 3)[3] for one in addresses]

    assert len(paths) == 7
    assert {client.get(path).status_code for path in paths} == {200}


def test_terms_come_from_the_vocabularies_of_the_union(client, plan):
    graph = graph_of(client)
    eu = "http://publications.europa.eu/resource/authority"

    assert (None, DCAT.theme, URIRef(f"{eu}/data-theme/REGI")) in graph
    assert (None, DCTERMS.accrualPeriodicity, URIRef(f"{eu}/frequency/IRREG")) in graph
    assert set(graph.objects(None, DCTERMS.language)) == {URIRef(f"{eu}/language/SWE")}
    assert set(graph.objects(None, DCTERMS.spatial)) == {URIRef("http://data.europa.eu/nuts/code/SE322")}
    assert (None, FOAF.name, Literal("Region Jämtland <Härjedalen> & vänner", lang="sv")) in graph


def test_the_catalogue_itself_is_always_free_and_licences_are_called_as_the_portal_calls_them(client, session, plan):
    terms(session, plan.coordinator, licence=Licence.CC_BY)

    graph = graph_of(client)
    [catalogue] = graph.subjects(RDF.type, DCAT.Catalog)
    of_data = {str(graph.value(one, DCTERMS.license)) for one in graph.subjects(RDF.type, DCAT.Distribution)}

    assert str(graph.value(catalogue, DCTERMS.license)) == "http://creativecommons.org/publicdomain/zero/1.0/"
    assert of_data == {"http://creativecommons.org/licenses/by/4.0/"}


def test_nothing_is_said_more_often_than_the_profile_allows(client, plan):
    graph = graph_of(client)

    wrong = [
        (thing, one)
        for sort, properties in AT_MOST_ONCE.items()
        for thing in graph.subjects(RDF.type, sort)
        for one in properties
        if len(list(graph.objects(thing, one))) > 1
    ]

    assert wrong == []


def test_what_portals_gather_has_an_address_of_its_own(client, plan):
    graph = graph_of(client)
    gathered = (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, FOAF.Agent, VCARD.Organization)

    things = [thing for sort in gathered for thing in graph.subjects(RDF.type, sort)]

    assert all(isinstance(one, URIRef) and str(one).startswith(("http://", "https://")) for one in things)
    assert len(set(things)) == len(things)


def test_whoever_has_the_catalogue_is_told_so_until_it_changes(client, session, plan):
    first = client.get("/open-data/catalogue.ttl")
    known = {"If-None-Match": first.headers["ETag"]}

    assert client.get("/open-data/catalogue.ttl", headers=known).status_code == 304
    assert client.get("/open-data/catalogue.rdf", headers=known).status_code == 200
    adopted(session, plan, "Färdplan 2027")
    assert client.get("/open-data/catalogue.ttl", headers=known).status_code == 200


@pytest.mark.parametrize("words", ['a "quote" \\ and\n<b>&amp;\t', "\x00\x0b\ufffe", "😀 å", "]]>", "'''"])
def test_any_words_come_through_every_format(words):
    node = Node(Iri('https://example.org/å b<>"'), "dcat:Dataset", (("dcterms:title", Text(words, "sv")),))

    graphs = [
        Graph().parse(data=write([node]), format=name)
        for write, name in ((as_turtle, "turtle"), (as_rdf_xml, "xml"), (as_json_ld, "json-ld"))
    ]

    assert set(graphs[0]) == set(graphs[2])
    told = [str(next(iter(graph.objects(None, DCTERMS.title)))) for graph in graphs]
    assert told[0] == told[1] == told[2]
