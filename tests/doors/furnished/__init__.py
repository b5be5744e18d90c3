"""One of everything in an area, made by the rules, so that there is something behind every door."""
