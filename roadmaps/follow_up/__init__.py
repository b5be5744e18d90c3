"""Follow-up reports: what was done between two days, drawn from the records and told by those who lead."""
