"""The proxies of deploy/, running on this machine: with another port, a certificate of the test's own, and nothing else changed."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.processes import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "localhost"
# As whose machine the visitor is seen: another than the proxy's own, which is 127.0.0.1.
VISITOR = "127.0.0.2"
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Proxy:
    """One that runs, and where it is found."""

    name: str
    https: int
    http: int
    upstream: int
    folder: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"https://{NAME}:{self.https}"

    @property
    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """By HTTPS, from the visitor's machine."""
        connection = http.client.HTTPSConnection(
            NAME, self.https, timeout=PATIENCE, context=self.trusting, source_address=(VISITOR, 0)
        )
        return _answer(connection, method, path, body, headers)

    def ask_plainly(self, path: str) -> Answer:
        """Without encryption."""
        return _answer(http.client.HTTPConnection(NAME, self.http, timeout=PATIENCE), "GET", path, None, {})

    def browse(self, method: str, path: str, *, body: bytes | None = None, origin: str = "", **more: str) -> Answer:
        """As a browser does, which keeps its cookies."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **more}
        if method == "POST":
            headers |= {"Origin": origin or self.address, "Referer": f"{self.address}{path}"}
        answer = self.ask(method, path, body, **headers)
        for one in answer.headers.get_all("Set-Cookie", []):
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def send_form(self, path: str, *, origin: str = "", **fields: str) -> Answer:
        """A form of that very page, with its token."""
        page = self.browse("GET", path)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert found, page.text[:2000]
        body = urlencode({"csrf_token": found[1], **fields}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.browse("POST", path, body=body, origin=origin, **kind)


def _answer(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> Answer:
    try:
        # A proxy that refuses what is too large need not take all of it first.
        with suppress(BrokenPipeError, ConnectionResetError, ssl.SSLError):
            connection.request(method, path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


@contextmanager
def running(name: str, folder: Path) -> Iterator[Proxy]:
    """The proxy, before a site that is yet to be started at `upstream`."""
    folder.mkdir()
    write_certificate(folder)
    proxy = Proxy(name, free_port(), free_port(), free_port(), folder)
    words, environment = (_nginx if name == "nginx" else _caddy)(proxy)
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        words, env={**os.environ, "HOME": str(folder), **environment}, stdout=log, stderr=log, start_new_session=True
    )
    try:
        deadline = monotonic() + PATIENCE
        while not _listens(proxy.https):
            assert process.poll() is None and monotonic() < deadline, (folder / "log").read_text()[-3000:]
            sleep(0.05)
        yield proxy
    finally:
        process.terminate()
        process.wait(PATIENCE)
        log.close()


def _nginx(proxy: Proxy) -> tuple[list[str], dict[str, str]]:
    text = (DEPLOY / "nginx" / "fardplan.conf").read_text(encoding="utf-8")
    for there, here in (
        (r"127\.0\.0\.1:8000", f"127.0.0.1:{proxy.upstream}"),
        (r"^ +listen \[::\].+\n", ""),
        (r"listen 80;", f"listen 127.0.0.1:{proxy.http};"),
        (r"listen 443 ssl", f"listen 127.0.0.1:{proxy.https} ssl"),
        (r"return 301 https://fardplan\.example\.org", f"return 301 {proxy.address}"),
        (r"fardplan\.example\.org", NAME),
        (r"/etc/ssl/fardplan/fullchain\.pem", f"{proxy.folder}/certificate.pem"),
        (r"/etc/ssl/fardplan/privkey\.pem", f"{proxy.folder}/key.pem"),
        (r"/var/log/nginx", str(proxy.folder)),
    ):
        text, times = re.subn(there, here, text, flags=re.MULTILINE)
        assert times, there
    places = "\n".join(
        f"{sort}_temp_path {proxy.folder}/{sort};" for sort in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Workers of another user could not reach the folder of the test.
    user = "user root;" if os.geteuid() == 0 else ""
    (proxy.folder / "nginx.conf").write_text(
        f"{user}\ndaemon off;\npid {proxy.folder}/pid;\nerror_log {proxy.folder}/error.log;\n"
        f"events {{}}\nhttp {{\n{places}\n{text}\n}}\n"
    )
    return [str(shutil.which("nginx")), "-c", str(proxy.folder / "nginx.conf")], {}


def _caddy(proxy: Proxy) -> tuple[list[str], dict[str, str]]:
    text = (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    assert text.count(" 8000 {") == 1
    text = text.replace(" 8000 {", f" {proxy.upstream} {{")
    certificate = f"\ttls {proxy.folder}/certificate.pem {proxy.folder}/key.pem\n"
    text, times = re.subn(r"^(\{\$FARDPLAN_HOST.+\{\n)", rf"\1{certificate}", text, flags=re.MULTILINE)
    assert times == 1
    ports = f"{{\n\tadmin off\n\thttp_port {proxy.http}\n\thttps_port {proxy.https}\n\tskip_install_trust\n}}\n"
    (proxy.folder / "Caddyfile").write_text(ports + text)
    words = [str(shutil.which("caddy")), "run", "--adapter", "caddyfile", "--config", str(proxy.folder / "Caddyfile")]
    return words, {"FARDPLAN_HOST": NAME, "FARDPLAN_UPSTREAM": NAME, "XDG_DATA_HOME": str(proxy.folder)}


def write_certificate(folder: Path) -> None:
    """For the name of the test's site, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    # The clock of the tests stands still; those who read this have their own.
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
