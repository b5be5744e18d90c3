"""What a process leader keeps an eye on: all that is new in an area, hiding what should not be read, and the public log."""
