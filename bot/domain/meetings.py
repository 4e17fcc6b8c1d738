"""What the reader finds in minutes: the meeting, its people, follow-ups and working groups."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class PartyKind(StrEnum):
    """What sort of party a follow-up is given to."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    EVERYONE = "everyone"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True)
class Party:
    """One party as the minutes name it; `name` is None for everyone and unassigned."""

    kind: PartyKind
    name: str | None = None
    #: why the reader is in doubt who is meant, for the reviewer; None when it is not
    doubt: str | None = None


class Attendance(StrEnum):
    """Was the person there?"""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class MeetingRole(StrEnum):
    """What a person was at the meeting."""

    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"


@dataclass(frozen=True)
class Attendee:
    """A person whom the minutes list, or who owns a follow-up or sits in a group."""

    name: str
    organisation: str | None = None
    title: str | None = None
    attendance: Attendance = Attendance.UNKNOWN
    roles: tuple[MeetingRole, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """The occasion; `date` is None where the document is no minutes of a meeting."""

    title: str | None = None
    date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    place: str | None = None
    next_meeting: dt.date | None = None


class Kind(StrEnum):
    """What sort of follow-up it is."""

    TASK = "task"
    REPORT = "report"
    ESCALATE = "escalate"
    VOLUNTEER = "volunteer"
    AGENDA = "agenda"
    STANDING = "standing"


class Precision(StrEnum):
    """How exactly the minutes say when."""

    DAY = "day"
    WEEK = "week"
    PART_OF_MONTH = "part of month"
    MONTH = "month"
    QUARTER = "quarter"
    LOOSE = "loose"
    MEETING = "meeting"


@dataclass(frozen=True)
class Due:
    """When: the words, and the span they mean where they mean one (both ends included)."""

    words: str
    precision: Precision
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def day(self) -> dt.date | None:
        """The single day to hold somebody to, or None: a loose word never becomes a day."""
        single = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.MEETING)
        return self.last if self.precision in single else None


@dataclass(frozen=True)
class FoundFollowUp:
    """One follow-up as read; `lines` are 1-based ranges of the text, both ends included."""

    task: str
    kind: Kind
    owners: tuple[Party, ...]
    quote: str
    lines: tuple[tuple[int, int], ...]
    due: Due | None = None
    item: str | None = None
    #: 0 to 1; below 0.5 it is only offered in the review
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundGroup:
    """A working group that the minutes set up, staff, seek members for or name a lead of."""

    name: str
    leads: tuple[Party, ...] = ()
    members: tuple[Party, ...] = ()
    maybe: tuple[Party, ...] = ()
    open: bool = False
    contact: Party | None = None
    quote: str = ""
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Minutes:
    """One document, read; `text` is what was read, masked, one entry a line."""

    meeting: Meeting
    people: tuple[Attendee, ...] = ()
    follow_ups: tuple[FoundFollowUp, ...] = ()
    working_groups: tuple[FoundGroup, ...] = ()
    text: tuple[str, ...] = field(default=(), repr=False)
    #: what the person who handed it in must know, in Danish: masked numbers, partial text
    remarks: tuple[str, ...] = ()
