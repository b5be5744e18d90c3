"""When what happens: the activities of a roadmap, or of the whole county, drawn over time."""
