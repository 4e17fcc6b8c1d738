"""What each button does: one call into the use cases, and what the card shows from then on."""

from bot.domain import doubts
from bot.domain.notices import Notice
from bot.domain.verbs import Verb
from bot.errors import BadInputError
from handlers.pressing import channel, choosing, grouping, owning, reviewing
from handlers.pressing.press import Action, Press

_ACTIONS: dict[Verb, Action] = (
    owning.ACTIONS | channel.ACTIONS | grouping.ACTIONS | reviewing.ACTIONS | choosing.ACTIONS
)


async def act(press: Press) -> Notice | str | None:
    """Do what the button asks for."""
    action = _ACTIONS.get(press.verb)
    if action is None:
        raise BadInputError(doubts.GONE)
    return await action(press)
