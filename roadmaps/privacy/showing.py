"""Where a text that was found can be read, for those tables whose rows have an address of their own."""

from roadmaps.privacy.places import Place

_ADDRESSES = {
    "block_versions": "/blocks/{0}",
    "comments": "/comments/{0}",
    "suggestions": "/suggestions/{0}",
    "meetings": "/meetings/{0}",
    "threads": "/threads/{0}",
    "candidates": "/candidates/{0}",
    "findings": "/findings/{0}",
    "consultations": "/consultations/{0}",
}


def address_of(place: Place) -> str:
    """Its address, or nothing."""
    pattern = _ADDRESSES.get(place.table, "")
    return pattern.format(place.key.split("/")[0])
