"""What the places of the county are called in Kolada.

Kolada names municipalities by their official codes, and regions by the code of their county with two noughts before it:
Jämtland's is 23, so that Region Jämtland Härjedalen is 0023. Its list of them all is at `/municipality`.
"""

from roadmaps.roadmap.kinds.choices import Municipality

COUNTY = "0023"


def asked_for(*, by_municipality: bool) -> list[str]:
    """The places to ask for: the county as a whole, and its municipalities where the indicator is read by them."""
    return [COUNTY, *(str(one) for one in Municipality if by_municipality)]


def place_of(code: str) -> str | None:
    """The place as readings name it: None is the county as a whole."""
    return None if code == COUNTY else code
