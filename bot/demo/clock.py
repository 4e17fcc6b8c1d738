"""A clock that goes on as clocks do, and can be moved on to another moment."""

import time
from datetime import datetime, timedelta


class DemoClock:
    """Call it for the time; it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        """Give the time."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def move_to(self, moment: datetime) -> None:
        """Let time pass until then."""
        self._start += max(moment - self(), timedelta())
