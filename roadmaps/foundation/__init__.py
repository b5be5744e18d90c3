"""The ground floor: database, unit of work, events, errors, clock, sentences and prose. Knows no Flask and no room."""
