"""The languages in which roadmaps of neighbours are written, so that pages can say so to browsers and screen readers."""

from collections.abc import Mapping

from roadmaps.foundation.sentences import N_

SPOKEN: Mapping[str, str] = {
    "sv": N_("Swedish"),
    "en": N_("English"),
    "nb": N_("Norwegian"),
    "fi": N_("Finnish"),
    "da": N_("Danish"),
    "de": N_("German"),
    "sma": N_("South Sámi"),
    "se": N_("Northern Sámi"),
}
