"""Which site a passkey is for. Browsers hold a key to the name of the site, so the name is taken from the settings alone and
never from what a request says of itself.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Site:
    """The name that keys are bound to, and the one address at which they may be shown."""

    host: str
    origin: str
    name: str = "Färdplan"

    @property
    def takes_passkeys(self) -> bool:
        """Whether browsers let keys be used here: over HTTPS, or on one's own machine, and never under a bare number."""
        try:
            ip_address(self.host)
        except ValueError:
            return self.origin.startswith("https://") or self.host == "localhost"
        return False


def site_at(base_url: str) -> Site:
    """The site of the setting ROADMAPS_URL."""
    address = urlsplit(base_url)
    assert address.hostname
    port = f":{address.port}" if address.port else ""
    return Site(host=address.hostname, origin=f"{address.scheme}://{address.hostname}{port}")
