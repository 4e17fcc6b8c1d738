"""Being told of new mail: a thread that holds a line of its own to the IMAP server in IDLE."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from selectors import EVENT_READ, DefaultSelector

from imap_tools import BaseMailBox

from bot.delivery.mail.imap import FAULTS, RejectedError

_log = logging.getLogger(__name__)

#: in seconds; a server may end an IDLE after half an hour
_RENEWED = 25 * 60.0
#: in seconds, until a line that broke, or a password that was not taken, is tried again
_BROKEN, _REJECTED = 30.0, 600.0


@dataclass
class Watcher:
    """Calls `news`, from its own thread, when something may have come, until it is stopped."""

    sign_in: Callable[[], BaseMailBox]
    news: Callable[[], None]
    pause: float = _BROKEN
    renewed: float = _RENEWED
    _stopped: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, unless it has begun."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="imap-idle", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End, and wait for the end."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _watch(self) -> None:
        while not self._stopped.is_set():
            pause = self.pause
            try:
                box = self.sign_in()
                try:
                    if not _has_idle(box):
                        _log.info("the mail server knows no IDLE: it is asked again and again")
                        return
                    self.news()  # what came while nobody listened
                    self._listen(box)
                finally:
                    box.client.shutdown()
            except RejectedError:
                pause = _REJECTED
                _log.warning("the mail server does not let us listen")
            except FAULTS as error:
                _log.info("the line to the mail server broke: %s", type(error).__name__)
            self._stopped.wait(pause)

    def _listen(self, box: BaseMailBox) -> None:
        while not self._stopped.is_set():
            with box.idle:
                self._hear(box, time.monotonic() + self.renewed)

    def _hear(self, box: BaseMailBox, until: float) -> None:
        """Take whatever is said for news: a look more costs little, and lines come together.

        Not by imap-tools' own poll: a line that comes in two pieces breaks it.
        """
        with DefaultSelector() as ready:
            ready.register(box.client.socket(), EVENT_READ)
            while not self._stopped.is_set() and time.monotonic() < until:
                if not ready.select(timeout=1):
                    continue
                if not box.client.readline():
                    raise ConnectionResetError
                self.news()


def _has_idle(box: BaseMailBox) -> bool:
    """Ask once we are signed in: only then some servers tell all that they can."""
    _, lines = box.client.capability()
    return any(isinstance(line, bytes) and b"IDLE" in line.upper().split() for line in lines)
