"""What all notices are made of: their kinds, the meeting, a choice of owners."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NoticeKind(StrEnum):
    """The kinds of notice as the outbox names them."""

    REVIEW_REQUEST = "review_request"
    ASSIGNMENT = "assignment"
    VOLUNTEER_CALL = "volunteer_call"
    CHANNEL_TASKS = "channel_tasks"
    ROSTER = "roster"
    SEAT = "seat"
    GROUP_NOTE = "group_note"
    WELCOME = "welcome"
    OWNER_SOUGHT = "owner_sought"
    REMINDER = "reminder"
    SUBSTITUTE = "substitute"
    DIGEST = "digest"
    ANSWER = "answer"
    CORRECTION = "correction"
    UNREACHABLE = "unreachable"
    APPROVED = "approved"
    UNSURE_SENDER = "unsure_sender"


@dataclass(frozen=True)
class Occasion:
    """The meeting that a notice is about."""

    minutes_id: int
    network_key: str
    network: str
    title: str
    date: date | None
    #: the meeting's page on the board
    link: str
    #: no meeting: what somebody noted from messages in Teams that day
    is_noted: bool = False


@dataclass(frozen=True)
class Choice:
    """One person or body that a reviewer may choose as owner; `value` is what the button sends."""

    value: str
    label: str
