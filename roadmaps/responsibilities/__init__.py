"""Who does what: leads that are proposed and answered, and how the leading organisations say that it goes."""
