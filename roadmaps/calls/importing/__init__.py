"""Calls from a file: what it says is understood row by row and shown, and kept only when somebody confirms it."""
