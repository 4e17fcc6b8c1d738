"""What Bolden can say, without wording: cards and mail templates say it well.

A notice is composed from the state at the moment of sending; the outbox holds ids only.
"""

from bot.domain.notices.answers import Answer
from bot.domain.notices.channel import ChannelTask, ChannelTasks, News
from bot.domain.notices.corrections import Corrected, Correction
from bot.domain.notices.digest import Digest, DigestLine, PersonalDigest
from bot.domain.notices.groups import GroupNote, OwnAnswer, Roster, Seat, Volunteer, VolunteerCall
from bot.domain.notices.kinds import Choice, NoticeKind, Occasion
from bot.domain.notices.outcomes import Outcome
from bot.domain.notices.review import (
    Approved,
    Draft,
    DraftForm,
    OwnerSought,
    ReviewRequest,
    Silent,
    Superseded,
)
from bot.domain.notices.substitutes import Substitute
from bot.domain.notices.tasks import Assignment, Reminder, Task
from bot.domain.notices.unreachable import Unreachable
from bot.domain.notices.unsure_sender import UnsureSender
from bot.domain.notices.welcome import Welcome

__all__ = [
    "Answer",
    "Approved",
    "Assignment",
    "ChannelTask",
    "ChannelTasks",
    "Choice",
    "Corrected",
    "Correction",
    "Digest",
    "DigestLine",
    "Draft",
    "DraftForm",
    "GroupNote",
    "News",
    "Notice",
    "NoticeKind",
    "Occasion",
    "Outcome",
    "OwnAnswer",
    "OwnerSought",
    "PersonalDigest",
    "Reminder",
    "ReviewRequest",
    "Roster",
    "Seat",
    "Silent",
    "Substitute",
    "Superseded",
    "Task",
    "Unreachable",
    "UnsureSender",
    "Volunteer",
    "VolunteerCall",
    "Welcome",
]

Notice = (
    ReviewRequest
    | Assignment
    | Reminder
    | Substitute
    | VolunteerCall
    | Roster
    | Seat
    | GroupNote
    | ChannelTasks
    | OwnerSought
    | Digest
    | PersonalDigest
    | Answer
    | Welcome
    | Correction
    | Superseded
    | Unreachable
    | Approved
    | UnsureSender
)
