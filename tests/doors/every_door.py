"""Every door of the application: a method at a rule of its map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

# Files of the site's own, which hold nothing of anybody's.
NO_DOORS = {"static"}


@dataclass(frozen=True)
class Door:
    """`rule` is as it stands in the map; where a view has two addresses, each is a door of its own."""

    method: str
    endpoint: str
    rule: str
    arguments: frozenset[str]

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.method} {self.rule}"

    def address(self, app: Flask, facts: Mapping[str, Any]) -> str:
        """Where it is for these facts."""
        with app.test_request_context():
            adapter = app.url_map.bind("")
            wanted = {name: facts[name] for name in self.arguments}
            return next(
                _built(rule, wanted) for rule in adapter.map.iter_rules(self.endpoint) if rule.rule == self.rule
            )


def every_door(app: Flask) -> list[Door]:
    """All of them, by address."""
    doors = [
        Door(method, rule.endpoint, rule.rule, frozenset(rule.arguments))
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in NO_DOORS
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(doors, key=lambda door: (door.endpoint, door.rule, door.method))


def asks_for_proof(app: Flask, door: Door) -> bool:
    """Whether somewhere on the way into the view somebody has to show again who they are."""
    view: Any = app.view_functions[door.endpoint]
    while view is not None:
        if getattr(view, "is_freshly_proved", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def _built(rule: Rule, facts: Mapping[str, Any]) -> str:
    built = rule.build(dict(facts))
    assert built is not None
    return built[1]
