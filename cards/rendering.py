"""Every kind of notice with its card: the table of contents of this room."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.notices import (
    Answer,
    Approved,
    Assignment,
    ChannelTasks,
    Correction,
    Digest,
    GroupNote,
    Notice,
    OwnerSought,
    PersonalDigest,
    Reminder,
    ReviewRequest,
    Roster,
    Seat,
    Substitute,
    Superseded,
    Unreachable,
    UnsureSender,
    VolunteerCall,
    Welcome,
)
from cards import (
    answer,
    approved,
    assignment,
    channel_tasks,
    correction,
    digest,
    group_note,
    owner_sought,
    personal_digest,
    reminder,
    review,
    roster,
    seat,
    substitute,
    unreachable,
    unsure_sender,
    volunteer,
    welcome,
)
from cards.blocks import FALLBACK
from cards.elements import Element, card, literal, sentence


@dataclass(frozen=True)
class _Form:
    """How one kind of notice is put on a card and in one line."""

    build: Callable[[Any], Element]
    summary: Callable[[Any], str]


_FORMS: dict[type, _Form] = {
    ReviewRequest: _Form(review.build, review.summary),
    Assignment: _Form(assignment.build, assignment.summary),
    Reminder: _Form(reminder.build, reminder.summary),
    Substitute: _Form(substitute.build, substitute.summary),
    VolunteerCall: _Form(volunteer.build, volunteer.summary),
    Roster: _Form(roster.build, roster.summary),
    Seat: _Form(seat.build, seat.summary),
    GroupNote: _Form(group_note.build, group_note.summary),
    ChannelTasks: _Form(channel_tasks.build, channel_tasks.summary),
    OwnerSought: _Form(owner_sought.build, owner_sought.summary),
    Digest: _Form(digest.build, digest.summary),
    PersonalDigest: _Form(personal_digest.build, personal_digest.summary),
    Answer: _Form(answer.build, answer.summary),
    Welcome: _Form(welcome.build, welcome.summary),
    Correction: _Form(correction.build, correction.summary),
    Superseded: _Form(correction.superseded, correction.superseded_summary),
    Unreachable: _Form(unreachable.build, unreachable.summary),
    Approved: _Form(approved.build, approved.summary),
    UnsureSender: _Form(unsure_sender.build, unsure_sender.summary),
}


def render(notice: Notice) -> Element:
    """Give the Adaptive Card's content."""
    return _FORMS[type(notice)].build(notice)


def summary(notice: Notice) -> str:
    """Give the one line that a notification shows."""
    return literal(_FORMS[type(notice)].summary(notice))


def note(text: str) -> Element:
    """Give a card that says one thing."""
    return card([sentence(text)], speak=text, fallback=FALLBACK)
