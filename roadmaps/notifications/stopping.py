"""The link in a letter that ends letters of its kind: one press, without signing in (RFC 8058).

What the link carries is signed, not stored: it tells whose letters and which kind, and opens nothing else.
"""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from roadmaps.foundation.errors import NotFound
from roadmaps.notifications.models import MailKind


class StopLinks:
    """Makes the links, and reads them."""

    def __init__(self, secret_key: str) -> None:
        self._signed = URLSafeSerializer(secret_key, salt="no more letters of this kind")

    def token_of(self, person_id: UUID, kind: MailKind) -> str:
        """What the link ends with; the same each time."""
        return str(self._signed.dumps([person_id.hex, kind.value]))

    def read(self, token: str) -> tuple[UUID, MailKind]:
        """Whose letters, and which.

        :raises NotFound: when the token is none of ours
        """
        try:
            person, kind = self._signed.loads(token)
            return UUID(hex=person), MailKind(kind)
        except (BadSignature, ValueError, TypeError, AttributeError):
            raise NotFound from None
