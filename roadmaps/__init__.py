"""Färdplan: a region's actors write their smart specialisation roadmaps together."""

__version__ = "0.1.0"
