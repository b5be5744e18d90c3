"""A provider of somebody else's making, as a process of its own: what only two programs that do not know each other can show."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic, sleep

import requests

from tests.processes import PATIENCE, free_port


@contextmanager
def provider_process(*people: Mapping[str, object]) -> Iterator[str]:
    """Its address. The people are told with their claims; on the provider's page each has a button by the claim `sub`."""
    port = free_port()
    told = [part for person in people for part in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), "-n", "true", *told]
    process = subprocess.Popen(
        command, env={**os.environ, "NO_COLOR": "1"}, stderr=subprocess.DEVNULL, start_new_session=True
    )
    # By its name and not by its number: another site than ours, in the eyes of a browser.
    address = f"http://localhost:{port}"
    try:
        deadline = monotonic() + PATIENCE
        while not _answers(address):
            assert process.poll() is None, "the provider ended by itself"
            assert monotonic() < deadline, "the provider does not answer"
            sleep(0.1)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/.well-known/openid-configuration", timeout=5).status_code == 200
    except requests.RequestException:
        return False
