"""A believable small world: the region's real material, brought in by calling the rules as its actors would have."""
