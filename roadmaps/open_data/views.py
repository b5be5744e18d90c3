"""The doors of this room."""

import json
from functools import lru_cache

from flask import Blueprint, Response, current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotFound
from roadmaps.open_data import catalogue as catalogues
from roadmaps.open_data import columns, rules, sitemap
from roadmaps.open_data.addresses import Addresses
from roadmaps.open_data.answering import answer
from roadmaps.open_data.forms import OpenDataForm
from roadmaps.open_data.policy import may_describe
from roadmaps.open_data.queries import (
    Published,
    Terms,
    content_of,
    earlier_versions,
    public_places,
    published,
    terms_now,
)
from roadmaps.open_data.tables import MIMETYPE, Table, as_csv, table_called, tables
from roadmaps.snapshots.format import RoadmapFile
from roadmaps.web.filling import fill_in
from roadmaps.web.first_values import first_values
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, open_to_all
from roadmaps.web.work import change, reading

pages = Blueprint("open_data", __name__)


def addresses() -> Addresses:
    """Where everything is."""
    return Addresses(current_app.extensions["settings"].base_url)


@pages.get("/open-data")
@open_to_all
def show() -> ResponseReturnValue:
    """What data there is, under which licence, and where."""
    return render_template(
        "open_data/show.html",
        terms=terms_now(reading()),
        published=published(reading()),
        earlier=earlier_versions(reading()),
        tables=tables(),
        at=addresses(),
        may_describe=may_describe(actor()),
    )


@pages.get("/open-data/catalogue.<any(rdf,ttl,jsonld):sort>")
@open_to_all
def catalogue(sort: str) -> ResponseReturnValue:
    """The catalogue for portals, by DCAT-AP-SE."""
    terms, these, base_url = _terms(), published(reading()), addresses().base_url
    made_from = (catalogues.EDITION, sort, terms, these, base_url)
    return answer(made_from, catalogues.MIMETYPES[sort], lambda: catalogues.written(sort, terms, these, base_url))


@pages.get("/open-data/roadmaps/<slug>/roadmap.json")
@pages.get("/open-data/roadmaps/<slug>/versions/<int:number>/roadmap.json", endpoint="version_as_json")
@open_to_all
def as_json(slug: str, number: int | None = None) -> ResponseReturnValue:
    """Everything that an adopted roadmap says: the newest of an area, or a certain one."""
    _terms()
    one = _one(slug, number)
    return answer(one.sha256, "application/json", lambda: content_of(reading(), one).encode())


@pages.get("/open-data/roadmaps/<slug>/<name>.csv")
@pages.get("/open-data/roadmaps/<slug>/versions/<int:number>/<name>.csv", endpoint="version_table")
@open_to_all
def table(slug: str, name: str, number: int | None = None) -> ResponseReturnValue:
    """One of its tables."""
    _terms()
    one, found = _one(slug, number), _table(name)
    response = answer((one.sha256, found), MIMETYPE, lambda: _csv(one, found))
    described = f"{addresses().csv(slug, name, number)}-metadata.json"
    response.headers["Link"] = f'<{described}>; rel="describedby"; type="{columns.MIMETYPE}"'
    called = "-".join([one.slug, *([] if number is None else [str(number)]), name])
    response.headers["Content-Disposition"] = f'inline; filename="{called}.csv"'
    return response


@pages.get("/open-data/roadmaps/<slug>/<name>.csv-metadata.json")
@pages.get("/open-data/roadmaps/<slug>/versions/<int:number>/<name>.csv-metadata.json", endpoint="version_columns")
@open_to_all
def table_columns(slug: str, name: str, number: int | None = None) -> ResponseReturnValue:
    """What the columns of a table are."""
    terms, one, found = _terms(), _one(slug, number), _table(name)
    told = columns.description_of(found, one, terms, addresses().csv(slug, name, number))
    return answer(
        (one, found, terms), columns.MIMETYPE, lambda: json.dumps(told, ensure_ascii=False, indent=1).encode()
    )


@pages.route("/administration/open-data", methods=["GET", "POST"])
@coordinators_only
def describe() -> ResponseReturnValue:
    """Choose the licence, and say whose data it is."""

    def act(form: OpenDataForm) -> None:
        with change() as session:
            rules.describe(session, **form.model_dump(), at=now(), actor=the_actor())
        flash(_("Said. It stands on the page and in the catalogue."), "good")

    terms = terms_now(reading())
    known = {"publisher": first_values().of("authority"), "email": first_values().of("email of authority")}
    start = {one: getattr(terms, one) for one in ("licence", "publisher", "homepage", "email")} if terms else known
    return fill_in(OpenDataForm, "open_data/describe.html", act, back=url_for("open_data.show"), start=start)


@pages.get("/robots.txt")
@open_to_all
def robots() -> ResponseReturnValue:
    """What search engines leave alone, and where the sitemap is."""
    return Response(sitemap.robots(addresses().base_url), content_type="text/plain; charset=utf-8")


@pages.get("/sitemap.xml")
@open_to_all
def site_map() -> ResponseReturnValue:
    """The pages that everybody may read."""
    places = (*((path, None) for path in sitemap.STEADY), *public_places(reading()))
    base_url = addresses().base_url
    return answer((base_url, places), "application/xml; charset=utf-8", lambda: sitemap.as_xml(base_url, places))


def _terms() -> Terms:
    """Under which licence the data is given; as long as nobody has chosen one, none is given out as open data."""
    terms = terms_now(reading())
    if terms is None:
        raise NotFound
    return terms


def _one(slug: str, number: int | None) -> Published:
    found = published(reading(), slug, upto=number)
    if not found or (number is not None and found[0].number != number):
        raise NotFound
    return found[0]


def _table(name: str) -> Table:
    found = table_called(name)
    if found is None:
        raise NotFound
    return found


def _csv(one: Published, table: Table) -> bytes:
    return as_csv(table, _file(content_of(reading(), one)))


@lru_cache(maxsize=16)
def _file(content: str) -> RoadmapFile:
    """The version as values; whoever fetches one of its tables fetches the others too."""
    return RoadmapFile.model_validate_json(content)
