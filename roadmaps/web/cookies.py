"""The signed cookie of a browser, believed also where it was signed by a clock that goes ahead of ours.

Several hosts sign the same cookie, and clocks are set right. The library takes a cookie from the next second for a forged
one, which would sign people out; that it is signed by the site's own secret is enough.
"""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer


class PatientSigner(TimestampSigner):
    """Refuses what is too old, and nothing for being too new."""

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        """As the library's, but for that."""
        value, signed_at = super().unsign(signed_value, return_timestamp=True)
        age = self.get_timestamp() - int(signed_at.timestamp())
        if max_age is not None and age > max_age:
            raise SignatureExpired(f"{age} seconds are too many", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value


class PatientCookies(SecureCookieSessionInterface):
    """Flask's own, with that signer."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What the cookie is written and read with."""
        serializer = super().get_signing_serializer(app)
        if serializer is not None:
            serializer.signer = PatientSigner
        return serializer
