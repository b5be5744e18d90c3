"""What may change in the wheel: leaders write in it in `writing`, and make the next year from this one in `making`."""

from roadmaps.year_wheel.rules import making, writing

__all__ = ["making", "writing"]
