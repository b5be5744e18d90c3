"""What the doctor finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """How it is with one part; what is not well says what to do about it."""

    is_well: bool
    sentence: str


def well(sentence: str) -> Finding:
    """All is as it should be."""
    return Finding(is_well=True, sentence=sentence)


def mend(sentence: str) -> Finding:
    """Something is to be done."""
    return Finding(is_well=False, sentence=sentence)
