"""Named places in pages, where the rooms above hang their panels without the room below knowing them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from flask import Flask, current_app
from markupsafe import Markup

Panel = Callable[..., str | None]
PanelMap = Callable[..., Mapping[UUID, str]]


class Slots:
    """Who hangs what where; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)
        self._maps: dict[str, list[tuple[int, PanelMap]]] = defaultdict(list)

    def hang(self, place: str, panel: Panel, *, order: int = 0) -> None:
        """Show what the panel returns (rendered HTML, or nothing) at the place; lower orders come first."""
        self._panels[place].append((order, panel))

    def hang_map(self, place: str, panel: PanelMap, *, order: int = 0) -> None:
        """The same for a place that repeats: the panel is called once a page and returns a fragment for each id."""
        self._maps[place].append((order, panel))

    def fill(self, place: str, **context: Any) -> Markup:
        """Everything that hangs at the place."""
        panels = sorted(self._panels[place], key=lambda entry: entry[0])
        return Markup("").join(Markup(panel(**context) or "") for _, panel in panels)  # noqa: S704 - rendered by templates

    def fill_map(self, place: str, **context: Any) -> dict[UUID, Markup]:
        """Everything that hangs at a place that repeats, by id."""
        filled: dict[UUID, Markup] = defaultdict(Markup)
        for _, panel in sorted(self._maps[place], key=lambda entry: entry[0]):
            for key, fragment in panel(**context).items():
                filled[key] += Markup(fragment)  # noqa: S704 - rendered by templates
        return filled


def slots() -> Slots:
    """The application's slots."""
    return cast(Slots, current_app.extensions["slots"])


def register(app: Flask) -> None:
    """Give the application its slots, and templates the words for them."""
    own = app.extensions["slots"] = Slots()
    app.jinja_env.globals.update(slot=own.fill, slot_map=own.fill_map)
