"""The roadmap of a strength area: its kinds of block, its states and locks, and the pages where it is read and written."""
