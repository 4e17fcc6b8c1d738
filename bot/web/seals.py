"""Small things given to a browser to keep: signed, for one purpose, good until a time."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any


class Seals:
    """Seals with one key; what somebody else made, or for another purpose, is not opened."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def seal(self, purpose: str, kept: dict[str, Any], until: datetime) -> str:
        """Give the text that the browser keeps: letters that a cookie can hold."""
        body = json.dumps({**kept, "until": int(until.timestamp())}, separators=(",", ":"))
        packed = urlsafe_b64encode(body.encode()).decode()
        return f"{packed}.{self._mark(purpose, packed)}"

    def opened(self, purpose: str, text: str, now: datetime) -> dict[str, Any] | None:
        """Give what was sealed, None where it is not ours, or too old."""
        packed, _, mark = text.partition(".")
        if not text.isascii() or not hmac.compare_digest(
            self._mark(purpose, packed).encode(), mark.encode()
        ):
            return None
        kept: dict[str, Any] = json.loads(urlsafe_b64decode(packed))
        return kept if now.timestamp() < kept["until"] else None

    def _mark(self, purpose: str, packed: str) -> str:
        mark = hmac.new(self._key, f"{purpose}.{packed}".encode(), sha256)
        return urlsafe_b64encode(mark.digest()).decode().rstrip("=")
