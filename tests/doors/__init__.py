"""The table of who may come through which door, asked of every door by real requests."""
