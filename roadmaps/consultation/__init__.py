"""Consultations: organisations are asked about a frozen version, answer it, and get replies that can be followed into
the text.
"""
