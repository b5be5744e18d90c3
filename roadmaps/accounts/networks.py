"""Where a browser comes from, told so that its owner knows the place again and nobody else learns more than that."""

from ipaddress import IPv6Address, ip_address

from roadmaps.foundation.sentences import Sentence, say


def network_of(address: str) -> str:
    """The address without its last part, such as ``192.0.2.*``; nothing for what is no address."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is None:
            return ":".join(known.exploded.split(":")[:3]) + ":*"
        known = known.ipv4_mapped
    return ".".join(str(known).split(".")[:3]) + ".*"


def network_in_words(network: str, here: str) -> Sentence | None:
    """From where, seen from the network that its owner sits in now."""
    if not network:
        return None
    if network == here:
        return say("from the network that you are in now")
    return say("from another network, %(network)s", network=network)
