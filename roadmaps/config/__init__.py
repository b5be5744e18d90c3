"""What an operator can set: told of once in a table, read once at start, and checked with plain errors."""

from roadmaps.config.faults import BadSetting
from roadmaps.config.settings import Settings
from roadmaps.config.values import DEFAULT_KOLADA, DEFAULT_URL

__all__ = ["DEFAULT_KOLADA", "DEFAULT_URL", "BadSetting", "Settings"]
