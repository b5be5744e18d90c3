"""Values of readings as people type them, exact to the last digit."""

from decimal import Decimal, InvalidOperation
from typing import Any

from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import say

DIGITS, DECIMALS = 24, 6
# The spaces that group thousands, also those that this product itself writes, and the signs for less than nothing.
_PLAIN = str.maketrans({" ": "", "\u00a0": "", "\u2009": "", "\u202f": "", "\u2212": "-", "\u2013": "-", ",": "."})


def read_number(typed: Any) -> Decimal:
    """The number that was typed, the Swedish way (1 200 or 12,5) or the English (12.5).

    :raises Fault: with a sentence, when it is no number or has more digits than can be kept
    """
    text = str(typed).strip().translate(_PLAIN)
    # Decimal takes more than people mean: NaN, 1e5, 1_000, digits of other scripts.
    if not text or not set(text) <= set("0123456789.-+"):
        raise Fault(say("Write a number, such as 12 or 12.5."))
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Fault(say("Write a number, such as 12 or 12.5.")) from None
    return within_limits(number)


def within_limits(number: Decimal) -> Decimal:
    """The number in its plainest form: 12.50 is 12.5.

    :raises Fault: when it has more digits than can be kept
    """
    if not number.is_finite():
        raise Fault(say("Write a number, such as 12 or 12.5."))
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _, decimals = text.lstrip("-+").lstrip("0").partition(".")
    if len(whole) > DIGITS - DECIMALS or len(decimals) > DECIMALS:
        raise Fault(say("The number has too many digits. It may have 18 before the decimal mark and 6 after it."))
    return Decimal(text) + 0  # minus nought is nought


def plain(number: Decimal) -> str:
    """The number's one stored spelling, as the fields of the roadmap have theirs."""
    return format(number, "f")
