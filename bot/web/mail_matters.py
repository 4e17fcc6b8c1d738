"""What a link in a mail asks about: one's own task, a seat in a group, an owner for a task."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.followups import FollowUp, Ownership, Status, may_do
from bot.domain.notices import Outcome
from bot.domain.people import Actor, Person, Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, OutdatedError, UnknownError
from bot.followups import handover, ownership, undoing, volunteers
from bot.followups.parties import Directory
from bot.followups.rights import may_review
from bot.storage import followups, groups, history, meetings, outbox, people
from bot.storage.groups import WorkingGroup
from bot.storage.meetings import MinutesRow
from bot.web.forms import Form
from bot.web.mail_links import AnswerLink, Link, OwnerLink, SeatLink
from bot.web.mail_words import ANSWERS, OWNERS, SEATS, Asking

_GONE = (Status.HANDED_OVER, Status.DROPPED)


@dataclass(frozen=True)
class TaskMatter:
    """An answer to a task of one's own, or the name of who has it instead of who declined it."""

    link: AnswerLink | OwnerLink
    person: Person
    minutes: MinutesRow
    item: FollowUp
    own: Ownership

    @property
    def about(self) -> str:
        """Give what is asked about, in the minutes' words."""
        return self.item.task

    @property
    def asking(self) -> Asking:
        """Give how the page asks."""
        return (OWNERS if isinstance(self.link, OwnerLink) else ANSWERS)[self.link.verb]

    async def said(self, connection: AsyncConnection) -> int:
        """Count what tells one time of asking from the next: how often it was taken back."""
        lines = await history.lines_of(connection, "ownership", [self.own.ownership_id])
        return sum(line["undone_at"] is not None for line in lines)

    async def last(self, connection: AsyncConnection) -> int | None:
        """Give the line of the history that »fortryd« would take back."""
        whose, part = self.person.person_id, self.own.ownership_id
        line = await history.last_undoable(connection, whose, ownership_id=part)
        return line["id"] if line else None

    def check(self, _now: datetime) -> None:
        """Raise where the answer means nothing any more."""
        is_sought = self.own.status is Status.DECLINED
        is_owners = isinstance(self.link, AnswerLink)
        if self.item.status is not Status.OPEN or (is_owners and self.own.status in _GONE):
            raise UnknownError(doubts.GONE)
        if not (may_do(self.own.status, self.link.verb) if is_owners else is_sought):
            raise OutdatedError(doubts.ALREADY_SO)

    async def do(self, connection: AsyncConnection, form: Form, now: datetime) -> Outcome:
        """Do what a reply in words would, or a choice on the reviewer's card."""
        person, part, verb = self.person, self.own.ownership_id, self.link.verb
        actor = Actor(Road.MAIL, person.person_id)
        if verb is Verb.UNDO:
            return await undoing.undo(connection, actor, person, now=now, ownership_id=part)
        if isinstance(self.link, OwnerLink):
            return await self._give(connection, actor, form.text("to"), now)
        due, to = form.day("due"), form.text("to") or None
        return await ownership.act(connection, actor, person, part, verb, now=now, due=due, to=to)

    async def _give(
        self, connection: AsyncConnection, actor: Actor, name: str, now: datetime
    ) -> Outcome:
        directory = Directory(await people.members_of(connection, self.minutes.network_id))
        found = directory.named(name)
        if found.person is None:
            raise BadInputError(found.doubt or doubts.NO_PERSON)
        await handover.reassign(connection, actor, self.item, self.own, found.person, now=now)
        return Outcome(Verb.EDIT, about=self.item.task, to=found.person.name)


@dataclass(frozen=True)
class SeatMatter:
    """An answer to a call for a working group."""

    link: SeatLink
    person: Person
    minutes: MinutesRow
    group: WorkingGroup

    @property
    def about(self) -> str:
        """Give what is asked about, in the minutes' words."""
        return self.group.name

    @property
    def asking(self) -> Asking:
        """Give how the page asks."""
        return SEATS[self.link.verb]

    async def said(self, connection: AsyncConnection) -> int:
        """Count what tells one time of asking from the next: whoever joined may leave and come."""
        return len(await history.lines_of(connection, "volunteer", [self.group.group_id]))

    async def last(self, connection: AsyncConnection) -> int | None:
        """Give the line of the history that »fortryd« would take back."""
        whose, group_id = self.person.person_id, self.group.group_id
        line = await history.last_undoable(connection, whose, seat_in=group_id)
        return line["id"] if line else None

    def check(self, now: datetime) -> None:
        """Raise where the answer means nothing any more."""
        volunteers.check(self.group, self.person, self.link.verb, now)

    async def do(self, connection: AsyncConnection, _form: Form, now: datetime) -> Outcome:
        """Do what a reply in words would."""
        person, group_id, verb = self.person, self.group.group_id, self.link.verb
        actor = Actor(Road.MAIL, person.person_id)
        if verb is Verb.UNDO:
            return await undoing.undo(connection, actor, person, now=now, seat_in=group_id)
        return await volunteers.answer(connection, actor, person, group_id, verb, now=now)


Matter = TaskMatter | SeatMatter


async def matter_of(connection: AsyncConnection, link: Link) -> Matter:
    """Give what the link is about; raise UnknownError where it is nobody's, or not theirs."""
    row = await outbox.row_of(connection, link.outbox_id)
    if row is None or row.person_id != link.person_id:
        raise UnknownError(doubts.GONE)
    person = await people.person_of(connection, link.person_id)
    matter: Matter
    if isinstance(link, SeatLink):
        group = await groups.group_of(connection, link.group_id)
        minutes = await meetings.minutes_of(connection, group.minutes_id)
        matter = SeatMatter(link, person, minutes, group)
    else:
        item, own = await followups.follow_up_by_ownership(connection, link.ownership_id)
        minutes = await meetings.minutes_of(connection, item.minutes_id)
        matter = TaskMatter(link, person, minutes, item, own)
        if isinstance(link, AnswerLink):
            is_theirs = own.person_id == person.person_id
        else:
            is_theirs = await may_review(connection, Actor(Road.MAIL, person.person_id), minutes)
        if not is_theirs:
            raise UnknownError(doubts.GONE)
    if not await people.is_member(connection, person.person_id, minutes.network_id):
        raise UnknownError(doubts.GONE)
    return matter
