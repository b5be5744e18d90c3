"""Dates of the plan for people's own calendars, by a private link that can be revoked."""
