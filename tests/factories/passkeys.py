"""A device that holds passkeys, honest unless told otherwise: it does what the standard says that a phone does."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from roadmaps.accounts.models import Person
from roadmaps.passkeys.models import Passkey
from roadmaps.passkeys.site import Site
from tests.factories.accounts import LONG_AGO

SITE = Site(host="fardplan.example.org", origin="https://fardplan.example.org")
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """A phone with one key. `count` is how often it says that the key has been used; None where it does not count."""

    site: Site = SITE
    count: int | None = None
    flags: int = PRESENT | VERIFIED
    handle: bytes = b""
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def make(self, options: dict[str, Any], **lies: Any) -> str:
        """Answer to being asked for a new key."""
        self.handle = base64url_to_bytes(options["user"]["id"])
        told = len(self.credential_id).to_bytes(2) + self.credential_id + self._public_key()
        data = self._data(self.flags | WITH_KEY) + bytes(16) + told
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options, lies)
        return self._told({"clientDataJSON": client, "attestationObject": made}, transports=["internal"])

    def show(self, options: dict[str, Any], **lies: Any) -> str:
        """Answer to being asked to show the key."""
        if self.count is not None:
            self.count += 1
        data, client = self._data(self.flags), self._client("webauthn.get", options, lies)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        return self._told({**answer, "userHandle": lies.get("handle", self.handle)})

    def known_to(self, session: Session, person: Person, name: str = "Telefonen") -> Passkey:
        """That the site has known the key for long."""
        self.handle = person.id.bytes
        passkey = Passkey(
            person_id=person.id,
            name=name,
            credential_id=bytes_to_base64url(self.credential_id),
            public_key=self._public_key(),
            sign_count=self.count or 0,
            transports=["internal"],
            is_synced=False,
            added_at=LONG_AGO,
        )
        session.add(passkey)
        session.flush()
        return passkey

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.host.encode()).digest() + bytes([flags]) + (self.count or 0).to_bytes(4)

    def _client(self, kind: str, options: dict[str, Any], lies: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.site.origin, "crossOrigin": False}
        return json.dumps({**said, **{name: lie for name, lie in lies.items() if name in said}}).encode()

    def _public_key(self) -> bytes:
        at = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32), -3: at.y.to_bytes(32)})

    def _told(self, response: dict[str, bytes], **more: Any) -> str:
        named = bytes_to_base64url(self.credential_id)
        written = {name: bytes_to_base64url(value) for name, value in response.items() if value}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": {**written, **more}})
