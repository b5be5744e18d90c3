"""Lines of the journal as CSV, as Excel in Swedish opens it by a double click. No cell can be taken for a formula."""

from collections.abc import Callable, Iterable

from roadmaps.audit.describing import Told
from roadmaps.foundation.clock import LOCAL
from roadmaps.foundation.sentences import N_
from roadmaps.foundation.tables.leading import led, written

HEADINGS = (
    N_("Line"),
    N_("When"),
    N_("Who"),
    N_("For"),
    N_("What"),
    N_("About"),
    N_("Outcome"),
    N_("Way in"),
    N_("Door"),
    N_("From where"),
    N_("Hash (SHA-256)"),
)


def as_csv(lines: Iterable[Told], translate: Callable[[str], str]) -> bytes:
    """All of them, below their headings."""
    cells = ([led(cell) for cell in _cells(one, translate)] for one in lines)
    return written([[translate(heading) for heading in HEADINGS], *cells])


def _cells(one: Told, translate: Callable[[str], str]) -> list[str]:
    return [
        str(one.number),
        one.at.astimezone(LOCAL).isoformat(sep=" ", timespec="seconds"),
        one.who if one.is_named else translate(one.who),
        one.organisation,
        "; ".join(translate(sentence) for sentence in one.sentences),
        "; ".join(about.name or str(about.id) for about in one.about),
        translate(one.line.outcome.label),
        translate(one.entrance),
        translate(one.door),
        one.address,
        one.line.hash,
    ]
