"""The regional development strategy that the roadmaps serve: its target picture, goals and priorities, as data."""

from flask import Flask

from roadmaps.strategy import policy
from roadmaps.strategy.sorts import called, sort_of
from roadmaps.strategy.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room."""
    app.register_blueprint(pages)
    app.jinja_env.globals.update(
        may_write_strategy=policy.may_write_strategy, strategy_called=called, strategy_sort=sort_of
    )
