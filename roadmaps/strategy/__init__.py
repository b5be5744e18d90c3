"""The regional development strategy that the roadmaps serve: its target picture, goals and priorities, as data."""
