"""What signing in stands on, handed in by whoever wires the application."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.web.seals import Seals

if TYPE_CHECKING:  # heavy, and not every board has sign-in
    from bot.delivery.accounts import AccountVerifier
    from bot.delivery.code_flow import CodeFlow

#: where Entra sends people back to
BACK = "/log-ind/svar"
#: an address as requests have it; two slashes, or a backslash, would lead elsewhere
_OWN = re.compile(r"/(?!/)[!-\[\]-~]*", re.ASCII)


@dataclass(frozen=True)
class SignIn:
    """Two doors: Teams' token in the tab, Entra's own page in a browser."""

    #: as browsers name the board: https, its host, and nothing else
    origin: str
    seals: Seals
    verifier: "AccountVerifier"
    flow: "CodeFlow"


def own_path(said: str | None) -> str:
    """Give the address of a page of ours to go on to, the front page where it is none."""
    return said if said and _OWN.fullmatch(said) else "/"
