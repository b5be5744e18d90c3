"""The links in a letter that end letters: all of its kind (RFC 8058), or those of its thread. One press, no signing in.

What a link carries is signed, not stored: it tells whose letters and which, and opens nothing else.
"""

from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from roadmaps.foundation.errors import NotFound
from roadmaps.notifications.models import MailKind


class StopLinks:
    """Makes the links, and reads them."""

    def __init__(self, secret_key: str) -> None:
        self._signed = URLSafeSerializer(secret_key, salt="no more letters of this kind")
        self._signed_threads = URLSafeSerializer(secret_key, salt="no more letters of this thread")

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

    def thread_token_of(self, person_id: UUID, thread_id: UUID) -> str:
        """The same for a link that leaves one thread."""
        return str(self._signed_threads.dumps([person_id.hex, thread_id.hex]))

    def read_thread(self, token: str) -> tuple[UUID, UUID]:
        """Who leaves, and which thread.

        :raises NotFound: when the token is none of ours
        """
        try:
            person, thread = self._signed_threads.loads(token)
            return UUID(hex=person), UUID(hex=thread)
        except (BadSignature, ValueError, TypeError, AttributeError):
            raise NotFound from None
