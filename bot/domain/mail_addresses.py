"""Mail addresses as they are compared: in small letters, and no two of them taken for one."""

from unicodedata import normalize


def is_plain(address: str) -> bool:
    """Say whether small letters make no other address of it: »ß« and »ss« are two domains."""
    return normalize("NFKC", address) == address and address.casefold() == address.lower()
