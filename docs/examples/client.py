"""A program that reads a roadmap, changes it and reports a reading, with nothing but Python's own library.

    TOKEN=fp_… python client.py https://fardplan.example.se hallbar-energi

It shows the four things that every program has to do: show its token, ask for the next part of a list, send a write again
without doing it twice, and settle a conflict.
"""

import json
import os
import sys
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Refused(Exception):
    """The site said no. `problem` says why, in a sentence and in members that a program can read."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem['status']} {problem['title']}: {problem['detail']}")
        self.problem = problem


class Site:
    """One installation, and the token by which this program comes in."""

    def __init__(self, address: str, token: str) -> None:
        self._address, self._token = address.rstrip("/"), token

    def ask(self, method: str, path: str, body: Any = None, key: str = "") -> Any:
        """Send one request. With a `key` of one's own a POST may be sent again; it is done once."""
        headers = {"Authorization": f"Bearer {self._token}", "Accept-Language": "en"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        sent = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(f"{self._address}/api/v1{path}", sent, headers, method=method)) as answer:
                return json.load(answer)
        except HTTPError as refusal:
            raise Refused(json.load(refusal)) from None

    def every(self, path: str) -> Iterator[dict[str, Any]]:
        """Everything in a list, part by part."""
        cursor = ""
        while cursor is not None:
            part = self.ask("GET", f"{path}?cursor={cursor}")
            yield from part["items"]
            cursor = part["next"]

    def edit(self, block: dict[str, Any], wanted: dict[str, Any], why: str) -> dict[str, Any]:
        """Change some fields of a block that was read. What others wrote meanwhile is merged by the site.

        Where that cannot be, the site keeps nothing and sends both sides. This program then lets the other's words stand
        wherever the two are at odds, and keeps what it could merge; another might ask a person.
        """
        body = {"base_version": block["version"], "fields": wanted, "summary": why}
        try:
            return dict(self.ask("PATCH", f"/blocks/{block['id']}", body))
        except Refused as refusal:
            if refusal.problem["status"] != 409:
                raise
            [met] = refusal.problem["blocks"]
            settled = {**met["merged"], **{name: clash["theirs"] for name, clash in met["fields"].items()}}
            newer = {"id": block["id"], "version": met["theirs_version"]}
            return self.edit(newer, settled, why)


def report(site: Site, indicator: str, period: str, value: str) -> dict[str, Any]:
    """Record a reading, and send it once more as if the first answer had been lost on the way."""
    reading = {"period": period, "value": value, "source": "Our own register"}
    key = str(uuid.uuid4())
    site.ask("POST", f"/indicators/{indicator}/readings", reading, key)
    return dict(site.ask("POST", f"/indicators/{indicator}/readings", reading, key))


def main(address: str, area: str) -> None:
    """Read a roadmap and tell what is in it."""
    site = Site(address, os.environ["TOKEN"])
    print("I am", site.ask("GET", "/me")["name"])
    roadmap = site.ask("GET", f"/areas/{area}/roadmap")
    print(f"{area} is at revision {roadmap['revision']}, and {roadmap['phase']}")
    for activity in site.every(f"/areas/{area}/activities"):
        print("-", activity["title"], f"({activity['status']})")


if __name__ == "__main__":
    main(*sys.argv[1:])
