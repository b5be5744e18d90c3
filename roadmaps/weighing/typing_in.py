"""What was typed in the forms that are tables: criteria, points and dots. No session, no Flask."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from roadmaps.accounts.models import Helix
from roadmaps.weighing.rules.criteria import MOST, Wanted
from roadmaps.weighing.rules.giving import Given

# How a form says that the organisation cannot judge.
CANNOT = "cannot"


def criteria_in(form: Mapping[str, str]) -> list[Wanted]:
    """The rows that say something, in order."""
    rows = [
        Wanted(
            form.get(f"name-{place}", "").strip(),
            form.get(f"explanation-{place}", "").replace("\r\n", "\n").strip(),
            _number(form.get(f"weight-{place}", "")),
        )
        for place in range(1, MOST + 1)
    ]
    return [one for one in rows if one.name or one.explanation]


def points_in(form: Mapping[str, str], criteria: Iterable[UUID]) -> Given:
    """The points by criterion; a criterion without an answer is left out."""
    typed = {key: form.get(f"points-{key}", "") for key in criteria}
    points = {key: None if said == CANNOT else _number(said) for key, said in typed.items() if said}
    return Given(points, form.get("motive", "").replace("\r\n", "\n").strip(), "has_interest" in form)


def dots_in(form: Mapping[str, str], entries: Iterable[UUID]) -> dict[UUID, int]:
    """How many dots lie on each entry; what is no number is -1, which no rule takes."""
    typed = {key: form.get(f"dots-{key}", "").strip() for key in entries}
    return {key: _number(said) or (0 if said == "0" else -1) for key, said in typed.items() if said}


def helix_in(said: str) -> Helix | None:
    """The part of society that somebody says to be from."""
    return Helix(said) if said in set(Helix) else None


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0
