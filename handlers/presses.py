"""What each button does: one call into the use cases, and what the card shows from then on."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Actor, Person
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError
from bot.followups import handover, ownership, review, undoing, volunteers
from bot.followups.choices import chosen
from bot.followups.composing import group, tasks
from bot.followups.composing import review as reviewing
from bot.followups.composing.composer import Composer
from bot.followups.composing.context import Context
from bot.followups.rights import may_review
from bot.storage import followups, groups, meetings, outbox
from bot.storage.outbox import OutboxRow
from bot.storage.tables import outbox as outbox_table


@dataclass(frozen=True)
class Press:
    """One press of a button by a known person; `data` is text from outside."""

    connection: AsyncConnection
    composer: Composer
    actor: Actor
    person: Person
    verb: Verb
    data: Mapping[str, str]
    now: datetime

    def number(self, name: str) -> int:
        """Give an id that the button must carry."""
        value = self.data.get(name, "")
        if not value.isascii() or not value.isdigit() or len(value) > 9:
            raise BadInputError(doubts.GONE)
        return int(value)

    def day(self, name: str) -> date | None:
        """Give a date that was filled in, or None."""
        try:
            return date.fromisoformat(self.data.get(name, "").strip()[:10])
        except ValueError:
            return None

    @property
    def context(self) -> Context:
        """Give what composers need."""
        return Context(self.connection, self.composer.board, self.now)


Action = Callable[[Press], Awaitable[Notice | str | None]]


async def act(press: Press) -> Notice | str | None:
    """Do what the button asks for."""
    action = _ACTIONS.get(press.verb)
    if action is None:
        raise BadInputError(doubts.GONE)
    return await action(press)


async def _own(press: Press) -> Notice | str | None:
    if press.verb is Verb.FINISH and "ownership_id" not in press.data:
        follow_up_id = press.number("follow_up_id")
        await ownership.finish_for(
            press.connection, press.actor, press.person, follow_up_id, now=press.now
        )
        return await _channel_card(press, follow_up_id)
    await ownership.act(
        press.connection,
        press.actor,
        press.person,
        press.number("ownership_id"),
        press.verb,
        now=press.now,
        due=press.day(f"due_{press.data.get('ownership_id')}") or press.day("due"),
        to=press.data.get("to") or None,
    )
    return await _own_card(press)


async def _own_card(press: Press) -> Notice | str | None:
    ownership_id = press.number("ownership_id")
    item, _ = await followups.follow_up_by_ownership(press.connection, ownership_id)
    found = await tasks.tasks_of(press.context, press.person.person_id, minutes_id=item.minutes_id)
    if not found:
        return doubts.GONE
    row = await _assignment(press, item.minutes_id, ownership_id)
    return await press.composer.shown(press.connection, row, press.now) if row else None


async def _assignment(press: Press, minutes_id: int, ownership_id: int) -> OutboxRow | None:
    """Give the notice that told the person of it: one of its own, or that of the whole meeting."""
    held = await outbox.rows(
        press.connection,
        outbox_table.c.kind == NoticeKind.ASSIGNMENT,
        outbox_table.c.minutes_id == minutes_id,
        outbox_table.c.person_id == press.person.person_id,
        outbox_table.c.replaces_id.is_(None),
    )
    by_part = {row.about.get("ownership_id"): row for row in held}
    return by_part.get(ownership_id) or by_part.get(None)


async def _take(press: Press) -> Notice | str | None:
    follow_up_id = press.number("follow_up_id")
    await ownership.take(press.connection, press.actor, press.person, follow_up_id, now=press.now)
    return await _channel_card(press, follow_up_id)


async def _channel_card(press: Press, follow_up_id: int) -> Notice | None:
    item = await followups.follow_up_of(press.connection, follow_up_id)
    return await group.channel_tasks_of(press.context, item.minutes_id)


async def _undo(press: Press) -> Notice | str | None:
    await undoing.undo(
        press.connection,
        press.actor,
        press.person,
        now=press.now,
        ownership_id=press.number("ownership_id"),
    )
    return await _own_card(press)


async def _answer_call(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    await volunteers.answer(
        press.connection, press.actor, press.person, group_id, press.verb, now=press.now
    )
    return await group.call_of(
        press.context, await groups.group_of(press.connection, group_id), None
    )


async def _close(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    await volunteers.close(press.connection, press.actor, group_id, now=press.now)
    closed = await groups.group_of(press.connection, group_id)
    return await group.roster_of(press.context, closed, press.person.name)


async def _review_card(press: Press, minutes_id: int) -> Notice:
    return await reviewing.review_of(press.context, minutes_id, press.person.name)


async def _approve(press: Press) -> Notice | str | None:
    minutes_id = press.number("minutes_id")
    await review.approve(press.connection, minutes_id, actor=press.actor, now=press.now)
    return await _review_card(press, minutes_id)


async def _edit(press: Press) -> Notice | str | None:
    if "ownership_id" in press.data:
        return await _name_owner(press)
    draft = await review.edit(
        press.connection,
        press.number("draft"),
        actor=press.actor,
        now=press.now,
        task=press.data.get("task"),
        owner=press.data.get("owner") or None,
        due=press.day("due"),
    )
    return await _review_card(press, draft.minutes_id)


async def _name_owner(press: Press) -> Notice | str | None:
    """Let the reviewer say who has what somebody declined."""
    item, own = await followups.follow_up_by_ownership(
        press.connection, press.number("ownership_id")
    )
    minutes = await meetings.minutes_of(press.connection, item.minutes_id)
    if not await may_review(press.connection, press.actor, minutes):
        raise NotAllowedError(doubts.NOT_REVIEWER)
    directory = await review.directory_of(press.connection, minutes)
    _, owners = chosen(press.data.get("owner", ""), directory)
    if len(owners) != 1 or owners[0].person is None:
        raise BadInputError(doubts.NOT_MEMBER)
    await handover.reassign(
        press.connection, press.actor, item, own, owners[0].person, now=press.now
    )
    return await reviewing.sought_of(
        press.context, item.follow_up_id, own.ownership_id, press.person
    )


async def _drop(press: Press) -> Notice | str | None:
    draft = await followups.follow_up_of(press.connection, press.number("draft"))
    await review.drop(press.connection, draft.follow_up_id, actor=press.actor, now=press.now)
    return await _review_card(press, draft.minutes_id)


async def _add(press: Press) -> Notice | str | None:
    minutes_id = press.number("minutes_id")
    await review.add(
        press.connection,
        minutes_id,
        press.data.get("task", ""),
        owner=press.data.get("owner") or "unassigned",
        due=press.day("due"),
        actor=press.actor,
        now=press.now,
    )
    return await _review_card(press, minutes_id)


async def _merge(press: Press) -> Notice | str | None:
    kept = await review.merge(
        press.connection,
        press.number("draft"),
        press.number("into"),
        actor=press.actor,
        now=press.now,
    )
    return await _review_card(press, kept.minutes_id)


_ACTIONS: dict[Verb, Action] = {
    Verb.ACCEPT: _own,
    Verb.FINISH: _own,
    Verb.POSTPONE: _own,
    Verb.DECLINE: _own,
    Verb.BLOCK: _own,
    Verb.TAKE: _take,
    Verb.UNDO: _undo,
    Verb.VOLUNTEER: _answer_call,
    Verb.MAYBE: _answer_call,
    Verb.WITHDRAW: _answer_call,
    Verb.CLOSE_GROUP: _close,
    Verb.APPROVE: _approve,
    Verb.EDIT: _edit,
    Verb.DROP: _drop,
    Verb.ADD: _add,
    Verb.MERGE: _merge,
}
