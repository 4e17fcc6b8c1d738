"""Mails that no person wrote: nothing is read from them, and none is ever answered."""

import re
from collections.abc import Mapping

_SUBJECT = re.compile(
    r"(?i)^\s*(?:\[[^\]]*\]\s*)?(?:(?:autosvar|automatisk svar|automatisk besked|ikke til stede"
    r"|fraværende|fravær"
    r"|ikke på kontoret|autoreply|auto[- ]?(?:reply|response)|automatic reply"
    r"|out of (?:the )?office"
    r"|automatiskt svar|frånvarande|automatische antwort|abwesenheits\w*|réponse automatique"
    r"|ikke leveret|kunne ikke leveres|kan ikke leveres|undeliver\w*|returned mail|delivery status"
    r"|mail delivery|leveringsfejl|failure notice|delivery (?:has )?fail\w*|læst|ikke læst|read"
    r"|not read|leveret|accepteret|afvist|foreløbigt? accepteret|foreløbig|accepted|declined"
    r"|tentative|annulleret|canceled|ikke til stede indtil)\s*:"
    r"|out of (?:the )?office\b|undeliverable\b|mail delivery (?:failed|subsystem)"
    r"|delivery status notification|(?:jeg er )?ikke til stede\b|fraværsbesked)"
)
_SENDER = re.compile(
    r"(?i)^(?:mailer-daemon|postmaster|no-?reply|noreply|do-?not-?reply|ikke-?svar|bounces?)\b"
)
_MARKS = ("x-auto-response-suppress", "x-autoreply", "x-autorespond", "x-auto-reply-from")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})


def is_automatic(headers: Mapping[str, str], sender: str = "") -> bool:
    """Whether the headers, the subject or the address say so; keys in any case."""
    given = {name.lower(): str(value).strip() for name, value in headers.items()}
    submitted = given.get("auto-submitted", "no").split(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or any(name in given for name in _MARKS)
        or given.get("precedence", "").lower() in _BULK
        or given.get("return-path") == "<>"
        or "list-id" in given
        or is_report(given)
        or "method=reply" in given.get("content-type", "").lower().replace(" ", "")
        or bool(_SUBJECT.match(given.get("subject", "")))
        or bool(_SENDER.match(sender))
    )


def is_report(headers: Mapping[str, str]) -> bool:
    """Whether it tells what became of a mail: not delivered, or read."""
    given = {name.lower(): str(value) for name, value in headers.items()}
    return given.get("content-type", "").lower().startswith("multipart/report")
