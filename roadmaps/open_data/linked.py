"""What search engines are told of a public page, in the words of schema.org: data, no script. No session."""

from typing import Any

from roadmaps.foundation.clock import day_of
from roadmaps.open_data.addresses import Addresses
from roadmaps.open_data.queries import Published, Terms
from roadmaps.open_data.tables import tables

_CONTEXT = "https://schema.org"


def of_version(one: Published, terms: Terms | None, at: Addresses, *, is_newest: bool, language: str) -> dict[str, Any]:
    """An adopted version: a work, and where it is the newest also the set of data that can be fetched."""
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": ["CreativeWork", "Dataset"] if is_newest and terms else "CreativeWork",
        "@id": at.version(one.slug, one.number),
        "url": at.version(one.slug, one.number),
        "name": f"{one.name_in(language)} – {one.title}",
        "description": one.description or f"{one.name_in(language)}, {one.period_from}–{one.period_to}",
        "version": str(one.number),
        "inLanguage": "sv",
        "isAccessibleForFree": True,
        "datePublished": (one.decided_on or day_of(one.frozen_at)).isoformat(),
        "temporalCoverage": f"{one.period_from}/{one.period_to}",
        "spatialCoverage": {"@type": "Place", "name": "Jämtlands län"},
        "identifier": f"sha256:{one.sha256}",
    }
    if terms:
        told |= {"license": terms.licence.address, "publisher": _publisher(terms)}
        if is_newest:
            told |= {"includedInDataCatalog": {"@type": "DataCatalog", "url": at.page}, "distribution": _files(one, at)}
    return told


def of_roadmap(slug: str, name: str, years: tuple[int, int], terms: Terms | None, at: Addresses) -> dict[str, Any]:
    """A working version that everybody may read."""
    address = f"{at.base_url}/areas/{slug}/roadmap"
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "name": name,
        "creativeWorkStatus": "Draft",
        "inLanguage": "sv",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{years[0]}/{years[1]}",
        "spatialCoverage": {"@type": "Place", "name": "Jämtlands län"},
    }
    return told | {"publisher": _publisher(terms)} if terms else told


def _publisher(terms: Terms) -> dict[str, Any]:
    told = {"@type": "Organization", "name": terms.publisher, "email": terms.email}
    return told | {"url": terms.homepage} if terms.homepage else told


def _files(one: Published, at: Addresses) -> list[dict[str, str]]:
    files = {at.json(one.slug): "application/json"} | {at.csv(one.slug, table.name): "text/csv" for table in tables()}
    return [
        {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media} for address, media in files.items()
    ]
