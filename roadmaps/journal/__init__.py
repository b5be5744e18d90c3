"""The journal: one line for every act, chained to the line before it, so that nothing can be changed unseen."""

from flask import Flask

from roadmaps.journal import witness


def register(app: Flask) -> None:
    """Let every unit of work leave its line."""
    witness.register(app)
