"""Where Teams may be said to be: Microsoft's own addresses, or a stand-in where nobody else is."""

import ipaddress
from urllib.parse import urlsplit

from bot.errors import BadSettingsError


def is_loopback(host: str) -> bool:
    """Say whether a host's name or number is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_safe(address: str) -> bool:
    """Say whether an address is encrypted, or stays on this machine."""
    try:
        url = urlsplit(address)
        host, _ = url.hostname or "", url.port
    except ValueError:  # no address, or no port
        return False
    return bool(host) and (url.scheme == "https" or (url.scheme == "http" and is_loopback(host)))


def refuse_stand_in(service_url: str) -> None:
    """Raise BadSettingsError unless the address is one of the Bot Connector's own.

    A stand-in believes its own keys and has no people: what is sent there reaches nobody.
    """
    from bot.delivery.connector import TrustedUrls  # heavy, and many commands read no settings

    if not service_url.startswith("https://"):
        raise BadSettingsError(
            "Setting 'teams.service_url' must begin with https://: "
            "a stand-in for Teams is for the demo and the tests alone."
        )
    if not TrustedUrls().trusts(service_url):
        raise BadSettingsError(
            "Setting 'teams.service_url' is no address of Teams: "
            "a stand-in for it is for the demo and the tests alone."
        )


def refuse_anonymous(link_host: str) -> None:
    """Raise BadSettingsError where others than this machine get at a bot that asks for no token."""
    if link_host and not is_loopback(link_host):
        raise BadSettingsError(
            "'teams.anonymous' believes whoever posts: it is for a stand-in on this machine, "
            "so 'board.link' must not lead others here."
        )
