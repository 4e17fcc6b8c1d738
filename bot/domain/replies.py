"""What somebody's words ask for, before anybody looks at who they are."""

from dataclasses import dataclass
from datetime import date

from bot.domain.verbs import Verb


@dataclass(frozen=True)
class OpenItem:
    """One of the writer's open follow-ups as the reply may mean it; numbered from 1."""

    number: int
    task: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Act:
    """One thing the words ask for; `item` is the number of the open item, None where none is."""

    verb: Verb
    item: int | None = None
    #: POSTPONE: the new date
    due: date | None = None
    #: DECLINE: whom the words point to, as written; LANGUAGE, RHYTHM: which
    to: str | None = None
    #: PAUSE: the first day back
    until: date | None = None
