"""What Bolden can say, without wording: cards and mail templates say it well.

A notice is composed from the state at the moment of sending; the outbox holds ids only.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.followups import Status
from bot.domain.meetings import PartyKind
from bot.domain.verbs import Verb


class NoticeKind(StrEnum):
    """The kinds of notice as the outbox names them."""

    REVIEW_REQUEST = "review_request"
    ASSIGNMENT = "assignment"
    VOLUNTEER_CALL = "volunteer_call"
    CHANNEL_TASKS = "channel_tasks"
    ROSTER = "roster"
    OWNER_SOUGHT = "owner_sought"
    REMINDER = "reminder"
    DIGEST = "digest"
    ANSWER = "answer"


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


@dataclass(frozen=True)
class Draft:
    """One follow-up as the reviewer sees it before approval."""

    follow_up_id: int
    number: int
    task: str
    owners: tuple[str, ...]
    audience: PartyKind
    due: date | None
    due_words: str | None
    quote: str
    confidence: float
    reasons: tuple[str, ...]
    #: what must be settled before anybody can be told, in Danish; None when nothing
    doubt: str | None = None

    @property
    def is_offered_only(self) -> bool:
        """Too unsure to be sent unless the reviewer takes it in."""
        return self.confidence < 0.5


@dataclass(frozen=True)
class Choice:
    """One person or body that a reviewer may choose as owner; `value` is what the button sends."""

    value: str
    label: str


@dataclass(frozen=True)
class Silent:
    """Somebody who owns drafts and has asked for no messages, or for none before a day."""

    name: str
    #: the drafts' numbers in the review
    numbers: tuple[int, ...]
    #: municipalities and other bodies that nobody else is asked for
    bodies: tuple[str, ...] = ()
    #: None for who has said stop
    until: date | None = None


@dataclass(frozen=True)
class ReviewRequest:
    """To the minute-taker: this was read, correct and approve it."""

    occasion: Occasion
    to_name: str
    drafts: tuple[Draft, ...]
    groups: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    approved: bool = False
    #: sentences: who will get no word, and of what
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """One follow-up as told to one of its owners; `number` is what a reply may call it."""

    ownership_id: int
    number: int
    task: str
    due: date | None
    due_words: str | None
    quote: str
    item: str | None
    status: Status
    #: on whose behalf, where not only their own: "Køge Kommune"
    behalf: str | None = None
    together_with: tuple[str, ...] = ()
    overdue: bool = False


@dataclass(frozen=True)
class Assignment:
    """To an owner after approval: all of theirs from one meeting."""

    occasion: Occasion
    to_name: str
    tasks: tuple[Task, ...]
    #: the name of who pointed to them, where the follow-up was handed over
    handed_over_by: str | None = None


@dataclass(frozen=True)
class Reminder:
    """To an owner near or past the due date: what is still open."""

    occasion: Occasion
    to_name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Volunteer:
    """One line of a roster."""

    name: str
    municipality: str | None
    #: VOLUNTEER or MAYBE
    answer: Verb


@dataclass(frozen=True)
class VolunteerCall:
    """To the channel, and by mail to those outside Teams: who joins the working group?"""

    occasion: Occasion
    group_id: int
    name: str
    convener: str | None
    contact: str | None
    quote: str
    roster: tuple[Volunteer, ...]
    closed: bool = False
    #: set in a mail, which goes to one person
    to_name: str | None = None


@dataclass(frozen=True)
class Roster:
    """To the convener: who has joined."""

    occasion: Occasion
    group_id: int
    name: str
    to_name: str
    roster: tuple[Volunteer, ...]
    closed: bool


@dataclass(frozen=True)
class ChannelTask:
    """One task that is everybody's (who has answered?) or nobody's (who takes it?)."""

    follow_up_id: int
    task: str
    due: date | None
    due_words: str | None
    quote: str
    #: EVERYONE or UNASSIGNED
    audience: PartyKind
    #: unassigned: who took it
    taken_by: str | None = None
    #: everyone: the municipalities that are done, and how many were asked
    answered: tuple[str, ...] = ()
    asked: int = 0
    #: everyone: a duty that holds from now on, so nobody is ever done with it
    is_standing: bool = False


@dataclass(frozen=True)
class ChannelTasks:
    """To the channel: ONE card a meeting with all tasks that are everybody's or nobody's.

    Nobody's come first: they ask for something. Fifteen posts would be noise.
    """

    occasion: Occasion
    tasks: tuple[ChannelTask, ...]


@dataclass(frozen=True)
class OwnerSought:
    """To the minute-taker: an owner says it is not theirs."""

    occasion: Occasion
    to_name: str
    follow_up_id: int
    ownership_id: int
    task: str
    quote: str
    declined_by: str
    choices: tuple[Choice, ...] = ()
    #: who has it now, once settled
    settled: str | None = None
    #: whom they named instead, where that is no member's name
    pointed_to: str | None = None


@dataclass(frozen=True)
class DigestLine:
    """One follow-up in a digest."""

    task: str
    owners: tuple[str, ...]
    due: date | None
    due_words: str | None
    status: Status


@dataclass(frozen=True)
class Digest:
    """What happened in a network in a week; to the channel (`to_name` None) or to one person."""

    network_key: str
    network: str
    year: int
    week: int
    done: tuple[DigestLine, ...]
    new: tuple[DigestLine, ...]
    overdue: tuple[DigestLine, ...]
    #: nobody owns these yet
    unowned: tuple[DigestLine, ...]
    #: working groups that seek members: (name, convener or None, how many are in, how many may be)
    groups: tuple[tuple[str, str | None, int, int], ...]
    next_meeting: date | None
    link: str
    to_name: str | None = None

    @property
    def is_worth_sending(self) -> bool:
        """A date alone is no news."""
        return bool(self.done or self.new or self.overdue or self.unowned or self.groups)


@dataclass(frozen=True)
class Outcome:
    """What came of one thing that a reply asked for."""

    verb: Verb
    #: the follow-up's or group's words; None where the reply was about neither
    about: str | None = None
    due: date | None = None
    to: str | None = None
    #: why it was not done, in Danish; None when it was
    refusal: str | None = None


@dataclass(frozen=True)
class Answer:
    """To somebody who wrote: what was understood and done, and what is still open."""

    to_name: str
    outcomes: tuple[Outcome, ...]
    tasks: tuple[Task, ...]
    occasion: Occasion | None = None

    @property
    def asks_for_status(self) -> bool:
        """Whether all that is open is wanted."""
        return not self.outcomes or any(one.verb is Verb.STATUS for one in self.outcomes)

    @property
    def wants_quiet(self) -> bool:
        """Whether they have just asked to be left alone."""
        return any(one.verb in (Verb.OPT_OUT, Verb.PAUSE) for one in self.outcomes)

    @property
    def others(self) -> tuple[Task, ...]:
        """Give what is open besides what was just settled; nothing to who wants to be let alone."""
        if self.asks_for_status:
            return self.tasks
        if self.wants_quiet:
            return ()
        told = {o.about for o in self.outcomes if o.refusal is None and o.verb is not Verb.ASK}
        return tuple(task for task in self.tasks if task.task not in told)


Notice = (
    ReviewRequest
    | Assignment
    | Reminder
    | VolunteerCall
    | Roster
    | ChannelTasks
    | OwnerSought
    | Digest
    | Answer
)
