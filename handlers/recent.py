"""What was met lately, in bounded memory: to leave out needless work, never to be relied on."""

_MOST = 10_000


class Recent:
    """A set of the latest keys."""

    def __init__(self) -> None:
        self._keys: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def add(self, key: str) -> None:
        """Remember the key, and forget the oldest where there are too many."""
        self._keys[key] = None
        if len(self._keys) > _MOST:
            del self._keys[next(iter(self._keys))]
