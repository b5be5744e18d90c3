"""The words of the field, explained in plain language."""
