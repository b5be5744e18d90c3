"""Proposed edits of a roadmap: written with a motive and sources, discussed, kept fitting while the text moves on, and
decided in whole or in part.
"""

from roadmaps.suggestions.listeners import wire

__all__ = ["wire"]
