"""The buttons of a working group: join, perhaps, withdraw, close."""

from bot.domain.notices import Notice
from bot.domain.verbs import Verb
from bot.followups import volunteers
from bot.followups.composing import group
from bot.storage import groups
from handlers.pressing.press import Action, Press


async def _answer_call(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    await volunteers.answer(
        press.connection, press.actor, press.person, group_id, press.verb, now=press.now
    )
    answered = await groups.group_of(press.connection, group_id)
    if "own" in press.data:
        return await group.seat_of(press.context, answered, press.person.person_id)
    return await group.call_of(press.context, answered, None)


async def _close(press: Press) -> Notice | str | None:
    group_id = press.number("group_id")
    await volunteers.close(press.connection, press.actor, group_id, now=press.now)
    closed = await groups.group_of(press.connection, group_id)
    return await group.roster_of(press.context, closed, press.person.name)


ACTIONS: dict[Verb, Action] = {
    Verb.VOLUNTEER: _answer_call,
    Verb.MAYBE: _answer_call,
    Verb.WITHDRAW: _answer_call,
    Verb.CLOSE_GROUP: _close,
}
