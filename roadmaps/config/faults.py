"""What is wrong with a setting, told so that an operator can mend it."""


class BadSetting(ValueError):
    """A setting that cannot be used; several faults stand on lines of their own."""
