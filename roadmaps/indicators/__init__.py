"""Whether the work leads where it should: the readings of indicators, their charts, and where they come from."""
