"""Pauses that differ a little, so that what failed together does not come back together."""

from datetime import timedelta
from hashlib import sha256

#: at most this much longer
_SPREAD = 0.25


def jittered(pause: timedelta, key: str) -> timedelta:
    """Lengthen a pause by up to a quarter: the same key gives the same pause."""
    share = int.from_bytes(sha256(key.encode()).digest()[:4]) / 2**32
    return pause * (1 + _SPREAD * share)
