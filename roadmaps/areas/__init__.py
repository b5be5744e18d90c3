"""The strength areas, and who serves them in which role."""
