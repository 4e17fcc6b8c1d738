"""The floor under a button: an echo bot as botbuilder's samples have it."""

from datetime import UTC, datetime
from typing import Any

from botbuilder.core import ActivityHandler, BotAdapter, TurnContext
from botbuilder.schema import Activity, ConversationReference

from bot.storage import conversations
from bot.storage.engine import Store
from handlers.teams_activities import Arrived
from handlers.teams_answers import Answer, card_answer


class EchoBot(ActivityHandler):  # type: ignore[misc]  # botbuilder has no types
    """Answers every button at once with the same card; with a store it remembers having seen it."""

    def __init__(self, card: dict[str, Any], store: Store | None = None) -> None:
        self._card = card
        self._store = store
        self._adapter = _Adapter()

    async def turn(self, arrived: Arrived) -> Answer:
        """Deal with the activity."""
        context = TurnContext(self._adapter, Activity().deserialize(arrived.raw))
        await self._adapter.run_pipeline(context, self.on_turn)
        answer: Answer = context.turn_state["answer"]
        return answer

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        if self._store is not None:
            async with self._store.transaction() as connection:
                await conversations.first_time(
                    connection, str(turn_context.activity.id), datetime.now(UTC)
                )
        turn_context.turn_state["answer"] = card_answer(self._card)


class _Adapter(BotAdapter):  # type: ignore[misc]  # botbuilder has no types
    """Nothing is sent: the card is the answer to the request."""

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[Any]:
        return []

    async def update_activity(self, context: TurnContext, activity: Activity) -> None: ...

    async def delete_activity(
        self, context: TurnContext, reference: ConversationReference
    ) -> None: ...
