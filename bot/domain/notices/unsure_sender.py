"""What somebody is told when an answer to a mail of theirs may not be from them."""

from dataclasses import dataclass
from datetime import date

from bot.domain.notices.tasks import Task


@dataclass(frozen=True)
class UnsureSender:
    """To whom the mail was that was answered; it tells nothing of the answer, nor who wrote it."""

    to_name: str
    #: when it came
    day: date
    #: what may be answered here instead; empty where the mail asked for nothing
    tasks: tuple[Task, ...]
