"""Signs that people mean alike: the hyphen and the apostrophe of the keyboard, and those that phones and word processors put
in their place by themselves. Pure.
"""

HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
APOSTROPHES = "'\u2018\u2019\u02bc\u00b4\u2032\uff07`"


def alike(sign: str) -> str:
    """All signs that are meant as this one, which is among them."""
    return next((signs for signs in (HYPHENS, APOSTROPHES) if sign in signs), sign)
