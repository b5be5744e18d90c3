"""What may change about access tokens and service accounts, and how."""

from roadmaps.access_tokens.rules.service_accounts import close, make_service_account
from roadmaps.access_tokens.rules.tokens import (
    LONGEST,
    USED_IS_KEPT_EVERY,
    end_all,
    end_since,
    end_token,
    end_tokens_of,
    make_token,
    remind,
    touch,
)

__all__ = [
    "LONGEST",
    "USED_IS_KEPT_EVERY",
    "close",
    "end_all",
    "end_since",
    "end_token",
    "end_tokens_of",
    "make_service_account",
    "make_token",
    "remind",
    "touch",
]
