"""Whether our own mail server vouches for the address in From."""

import re
from collections.abc import Sequence

#: in the list of trusted servers: Microsoft 365, whose header names no server
MICROSOFT_365 = "microsoft365"
#: in the list: an Exchange server, which strips its own headers from mail out of house
EXCHANGE = "exchange"

_RESULT = re.compile(r"(?i)\b(dmarc|dkim|spf)\s*=\s*([a-z]+)([^;]*)")
_DOMAIN = re.compile(
    r"(?i)(?:header\.d|header\.i|smtp\.mailfrom|envelope-from)\s*=\s*<?(?:[^@\s;<>]*@)?([\w.-]+)"
)
#: whoever signed in to send it, where the login is a mail address (RFC 8601, 2.7.4)
_SIGNED_IN = re.compile(r"(?i)\bauth\s*=\s*pass\b[^;]*?\bsmtp\.auth\s*=\s*<?([^\s;<>]+@[\w.-]+)")
#: quoted texts and comments: the sender may have chosen the words in them
_ASIDE = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()"]*\)')


def verified(
    results: Sequence[str], *, auth_as: str | None, sender: str, trusted: frozenset[str]
) -> bool | None:
    """Read the top-most Authentication-Results; None where nobody we trust has checked.

    Those further down may have come with the mail and are not looked at.
    """
    if auth_as is not None and auth_as.strip().lower() == "internal" and EXCHANGE in trusted:
        return True
    if not results:
        return None
    top = _ASIDE.sub(" ", " ".join(results[0].split()))
    server = top.partition(";")[0].split()[0].lower() if top.strip(" ;") else ""
    if "=" in server:
        server = MICROSOFT_365
    if server not in trusted:
        return None
    if any(mark in top for mark in '"()'):  # nobody knows where the sender's words end
        return False
    signed_in = _SIGNED_IN.search(top)
    if signed_in:  # says more than all about the domain, in which colleagues are alike
        return signed_in[1].lower() == sender.lower()
    return _passes(top, sender.rpartition("@")[2].lower())


def _passes(results: str, domain: str) -> bool | None:
    """DMARC decides where it is given; else DKIM or SPF of the sender's own domain."""
    found = [(kind.lower(), word.lower(), rest) for kind, word, rest in _RESULT.findall(results)]
    dmarc = [word for kind, word, _ in found if kind == "dmarc"]
    if "pass" in dmarc:
        return True
    if "fail" in dmarc:
        return False
    aligned = [
        word
        for kind, word, rest in found
        if kind in ("dkim", "spf")
        and any(_belongs(d.lower(), domain) for d in _DOMAIN.findall(rest))
    ]
    if "pass" in aligned:
        return True
    return False if "fail" in aligned else None


def _belongs(signed: str, domain: str) -> bool:
    return bool(domain) and (signed == domain or (domain.endswith(f".{signed}") and "." in signed))
