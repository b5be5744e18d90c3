"""Where it is asked what waits: one file for each sort of thing."""

from collections.abc import Mapping

from roadmaps.desk.sources import (
    consultations,
    discovery,
    flags,
    leads,
    meetings,
    next_steps,
    people,
    readings,
    reviews,
    suggestions,
    threads,
    unclear,
)
from roadmaps.desk.waiting import Source

# In the order in which they are offered to choose among.
SOURCES: Mapping[str, Source] = {
    one.SOURCE.name: one.SOURCE
    for one in (
        suggestions,
        consultations,
        discovery,
        meetings,
        threads,
        flags,
        leads,
        readings,
        reviews,
        next_steps,
        unclear,
        people,
    )
}
