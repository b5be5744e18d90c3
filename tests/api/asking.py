"""A program that asks: JSON in, JSON out, with a token or without."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from roadmaps.access_tokens.models import Scope
from tests.browsing import Browser
from tests.factories.access_tokens import EVERYTHING, a_token

V1 = "/api/v1"


@dataclass
class Program:
    """Asks by the test client, which keeps no cookie of a sign-in here."""

    client: Browser
    token: str = ""

    def get(self, path: str, status: int = 200, **headers: str) -> Any:
        return self._said(self.ask("GET", path, None, **headers), status)

    def post(self, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        return self._said(self.ask("POST", path, body if body is not None else {}, **headers), status)

    def patch(self, path: str, body: Any, status: int = 200, **headers: str) -> Any:
        return self._said(self.ask("PATCH", path, body, **headers), status)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            told["Authorization"] = f"Bearer {self.token}"
        sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.open(f"{V1}{path}", method=method, headers=told, **sent)

    def _said(self, answer: TestResponse, status: int) -> Any:
        assert answer.status_code == status, f"{answer.status}: {answer.get_data(as_text=True)[:1500]}"
        kind = "application/problem+json" if status >= 400 else "application/json"
        assert answer.mimetype == kind
        return answer.json


def a_program(client: Browser, person_id: UUID, *scopes: Scope) -> Program:
    """A program that comes in as the person."""
    return Program(client, a_token(client.session, person_id, scopes=scopes or EVERYTHING))
