"""Where mail is sent or fetched, and how the line there is made safe."""

import ssl
from dataclasses import dataclass, field
from enum import StrEnum


class Security(StrEnum):
    """How a line to a server is encrypted."""

    STARTTLS = "starttls"
    TLS = "tls"
    #: within this machine only
    NONE = "none"


@dataclass(frozen=True)
class Server:
    """One mail server and whom it knows us as; without a user nobody signs in."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


def trusted_tls() -> ssl.SSLContext:
    """Give what believes the machine's own authorities, names checked."""
    return ssl.create_default_context()
