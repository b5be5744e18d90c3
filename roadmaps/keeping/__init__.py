"""Keeping an installation safe: copies taken while it runs, put back into an empty place, moved to another database."""
