"""From the county of 2050 to this year's activities: the line, the coverage, and what hangs loose."""
