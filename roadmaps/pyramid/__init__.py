"""Base, breadth and peak: which activities and organisations lie at which level, and what feeds what."""
