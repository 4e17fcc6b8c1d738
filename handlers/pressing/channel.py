"""The buttons of the channel's card: who takes what is nobody's, who is done with everybody's."""

from bot.domain.notices import Notice
from bot.domain.verbs import Verb
from bot.followups import ownership
from bot.followups.composing.channel import channel_tasks_of
from bot.storage import followups
from handlers.pressing.press import Action, Press


async def finish(press: Press) -> Notice | str | None:
    """Note that the presser is done with what is everybody's."""
    follow_up_id = press.number("follow_up_id")
    await ownership.finish_for(
        press.connection, press.actor, press.person, follow_up_id, now=press.now
    )
    return await _channel_card(press, follow_up_id)


async def _take(press: Press) -> Notice | str | None:
    follow_up_id = press.number("follow_up_id")
    await ownership.take(press.connection, press.actor, press.person, follow_up_id, now=press.now)
    return await _channel_card(press, follow_up_id)


async def _channel_card(press: Press, follow_up_id: int) -> Notice | None:
    item = await followups.follow_up_of(press.connection, follow_up_id)
    return await channel_tasks_of(press.context, item.minutes_id)


ACTIONS: dict[Verb, Action] = {
    Verb.TAKE: _take,
}
