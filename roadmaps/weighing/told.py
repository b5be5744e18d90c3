"""The result in words that a page and a paper share: how it was counted otherwise, and numbers with a comma. No Flask."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from babel.numbers import format_decimal

from roadmaps.accounts.models import Helix
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.weighing.reckoning import Variant

_TRIED: Mapping[Variant, str] = {
    Variant.BY_MEAN: N_("Ordered by the mean instead of the median"),
    Variant.EVEN_WEIGHTS: N_("All criteria weigh the same"),
    Variant.EVEN_HELIXES: N_("Each part of society counts as one"),
    Variant.WITHOUT_INTERESTED: N_("Without those who have an interest of their own"),
}


def trial_in_words(variant: Variant, helix: Helix | None, criterion: str) -> Sentence:
    """How it was counted otherwise."""
    if variant is Variant.WITHOUT_HELIX and helix is not None:
        return say("Without the organisations of: %(helix)s", helix=Sentence(helix.label))
    if variant is Variant.WITHOUT_CRITERION:
        return say("Without the criterion: %(criterion)s", criterion=criterion)
    return Sentence(_TRIED[variant])


def left_out_name(left_out: Helix | UUID | None, names: Mapping[UUID, str]) -> str:
    """The name of a criterion that was taken out; empty for anything else."""
    return names.get(left_out, "") if isinstance(left_out, UUID) else ""


def number_in_words(value: float | None, language: str) -> str:
    """With one decimal, as it is written in the language; a dash where there is none."""
    if value is None:
        return "–"
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return format_decimal(rounded, format="0.0", locale=language)


def away_in_words(value: float, language: str) -> str:
    """How far above or below the median, with its sign."""
    return ("+" if value > 0 else "−" if value < 0 else "±") + number_in_words(abs(value), language)
