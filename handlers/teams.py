"""Teams activities through botbuilder's dispatch, on an adapter that sends as we want it.

botbuilder's own cloud adapter is not used: it serialises the answer to a button twice and fails,
and it builds a client, a token and a connection for every turn. What is used: botbuilder's
schema, its turns and the dispatch of ActivityHandler.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import ActivityHandler, BotAdapter, TurnContext
from botbuilder.schema import Activity, Attachment, ConversationReference, ResourceResponse

from bot.delivery.calling import Answered, DoubtfulError, NotSentError
from bot.delivery.connector import Connector, activities
from bot.domain.language import speaking, spoken, t
from bot.domain.notices import Notice
from bot.errors import place_of
from handlers import teams_activities as incoming
from handlers import teams_texts as texts
from handlers.events import Left, Listener
from handlers.recent import Recent
from handlers.teams_activities import Arrived
from handlers.teams_answers import (
    CARD_TYPE,
    Answer,
    card_answer,
    error_answer,
    sentence_answer,
    trouble_answer,
)

_log = logging.getLogger(__name__)

_ARRIVED = "bolden.arrived"
_ANSWER = "bolden.answer"
#: what the dispatch and the sending need of an activity; the rest may have any shape
_PASSED_ON = ("type", "id", "name", "action")

#: answers an invoke of one name
Invoke = Callable[[Arrived], Awaitable[Answer]]
#: takes a message with a file; gives what to say to it
TakeFile = Callable[[Arrived], Awaitable[Notice | str | None]]


class TeamsBot:
    """Takes one checked activity at a time and tells the listener what happened."""

    def __init__(
        self,
        connector: Connector,
        listener: Listener,
        *,
        render: Callable[[Notice], dict[str, Any]],
        summary: Callable[[Notice], str],
        invokes: Mapping[str, Invoke] | None = None,
        take_file: TakeFile | None = None,
    ) -> None:
        self._adapter = _Adapter(connector, _say_trouble)
        self._handler = _Handler(listener, render, summary, invokes or {}, take_file)

    async def turn(self, arrived: Arrived) -> Answer:
        """Deal with the activity; whatever fails inside is logged and said to the person."""
        passed_on = {name: arrived.raw[name] for name in _PASSED_ON if name in arrived.raw}
        activity = Activity().deserialize(
            passed_on
            | {
                "channelId": arrived.channel,
                "serviceUrl": arrived.service_url,
                "conversation": {"id": arrived.conversation_id},
                "from": {"id": arrived.user_id},
                "recipient": {"id": arrived.bot_id},
            }
        )
        context = TurnContext(self._adapter, activity)
        context.turn_state[_ARRIVED] = arrived
        with speaking(arrived.language):  # until it is known who it is
            await self._adapter.run_pipeline(context, self._handler.on_turn)
        answer: Answer = context.turn_state.get(_ANSWER, Answer())
        return answer


class _Handler(ActivityHandler):  # type: ignore[misc]  # botbuilder has no types
    """What to do on each kind of activity."""

    def __init__(
        self,
        listener: Listener,
        render: Callable[[Notice], dict[str, Any]],
        summary: Callable[[Notice], str],
        invokes: Mapping[str, Invoke],
        take_file: TakeFile | None,
    ) -> None:
        self._listener = listener
        self._render = render
        self._summary = summary
        self._invokes = {"adaptiveCard/action": self._execute, **invokes}
        self._take_file = take_file
        #: service URLs move: a chat is told of again when its URL is a new one
        self._told_of = Recent()

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        arrived = _arrived(turn_context)
        name = arrived.raw.get("name")
        invoke = self._invokes.get(name) if isinstance(name, str) else None
        if invoke is None:
            turn_context.turn_state[_ANSWER] = Answer(501)
            return
        await self._tell_of_chat(arrived)
        turn_context.turn_state[_ANSWER] = await invoke(arrived)

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        arrived = _arrived(turn_context)
        await self._tell_of_chat(arrived)
        submitted = incoming.submitted(arrived)
        if submitted is not None:
            await self._submit(turn_context, arrived, *submitted)
        elif self._take_file is not None and incoming.brings_file(arrived):
            await self._say(turn_context, await self._take_file(arrived))
        else:
            await self._read(turn_context, arrived)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        arrived = _arrived(turn_context)
        if incoming.adds_bot(arrived):
            await self._install(turn_context, arrived)
        elif incoming.removes_bot(arrived):
            await self._leave(arrived)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        await self._install(turn_context, _arrived(turn_context))

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        arrived = _arrived(turn_context)
        if incoming.removes_bot(arrived):
            await self._leave(arrived)

    async def _install(self, turn_context: TurnContext, arrived: Arrived) -> None:
        reached = incoming.reached(arrived)
        if reached is not None:
            await self._say(turn_context, await self._listener.installed(reached))

    async def _leave(self, arrived: Arrived) -> None:
        left = incoming.reached(arrived)
        if left is not None:
            await self._listener.left(Left(left.conversation_id))

    async def _execute(self, arrived: Arrived) -> Answer:
        verb, data = incoming.executed(arrived)
        pressed = incoming.pressed(arrived, arrived.entra_id or "", verb, data)
        if pressed is None:
            return error_answer("The card asks for something unknown.")
        if not pressed.entra_id:
            return sentence_answer(t(texts.WHO_ARE_YOU))
        said = await self._listener.pressed(pressed)
        if said is None:
            return sentence_answer(t(texts.ALREADY_NOTED))
        if isinstance(said, str):
            return sentence_answer(said)
        with speaking(await self._language_of_cards(arrived)):
            return card_answer(self._render(said))

    async def _submit(
        self, turn_context: TurnContext, arrived: Arrived, verb: str, data: dict[str, Any]
    ) -> None:
        pressed = incoming.pressed(arrived, arrived.entra_id or "", verb, data)
        if pressed is None:
            return
        if not pressed.entra_id:
            await turn_context.send_activity(t(texts.WHO_ARE_YOU))
            return
        said = await self._listener.pressed(pressed)
        card_id = arrived.raw.get("replyToId")
        if said is None or isinstance(said, str) or not isinstance(card_id, str):
            await self._say(turn_context, said)
            return
        card = await self._card(said, arrived)
        card.id = card_id
        if await turn_context.update_activity(card) is None:
            await self._say(turn_context, said)

    async def _read(self, turn_context: TurnContext, arrived: Arrived) -> None:
        written = incoming.written(arrived, arrived.entra_id or "")
        if written is None:
            return
        if not written.entra_id:
            await turn_context.send_activity(t(texts.WHO_ARE_YOU))
            return
        await self._say(turn_context, await self._listener.written(written))

    async def _say(self, turn_context: TurnContext, said: Notice | str | None) -> None:
        if said is not None:
            arrived = _arrived(turn_context)
            answer = said if isinstance(said, str) else await self._card(said, arrived)
            await turn_context.send_activity(answer)

    async def _card(self, notice: Notice, arrived: Arrived) -> Activity:
        with speaking(await self._language_of_cards(arrived)):
            card = Attachment(content_type=CARD_TYPE, content=self._render(notice))
            return Activity(type="message", summary=self._summary(notice), attachments=[card])

    async def _language_of_cards(self, arrived: Arrived) -> str | None:
        """Where others read, cards are in the network's language, whoever pressed."""
        if arrived.conversation_type == "personal":
            return spoken()
        channel_id = incoming.channel_of(arrived)
        return await self._listener.spoken_in(channel_id) if channel_id else None

    async def _tell_of_chat(self, arrived: Arrived) -> None:
        """Installing is not always told of: a chat is known by its first message at the latest."""
        if arrived.conversation_type == "personal" and _chat(arrived) not in self._told_of:
            await self._tell_of(arrived)

    async def _tell_of(self, arrived: Arrived) -> None:
        reached = incoming.reached(arrived)
        if reached is not None:
            await self._listener.reached(reached)
            self._told_of.add(_chat(arrived))


class _Adapter(BotAdapter):  # type: ignore[misc]  # botbuilder has no types
    """Sends a turn's answers over the pooled connector; a failed answer is logged, not raised."""

    def __init__(self, connector: Connector, on_turn_error: Any) -> None:
        super().__init__(on_turn_error)
        self._connector = connector

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        return [await self._post(activity) for activity in activities]

    async def update_activity(
        self, context: TurnContext, activity: Activity
    ) -> ResourceResponse | None:
        path = activities(activity.conversation.id, activity.id)
        answered = await _tried(self._connector.put(activity.service_url, path, _wire(activity)))
        return ResourceResponse(id=activity.id) if answered else None

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        path = activities(reference.conversation.id, reference.activity_id)
        await _tried(self._connector.delete(reference.service_url, path))

    async def _post(self, activity: Activity) -> ResourceResponse:
        path = activities(activity.conversation.id)
        answered = await _tried(self._connector.post(activity.service_url, path, _wire(activity)))
        return ResourceResponse(id=answered.body.get("id") if answered else None)


def _wire(activity: Activity) -> dict[str, Any]:
    """Serialise by hand: msrest takes longer for a card than all else together."""
    message = {
        "type": activity.type,
        "from": {"id": activity.from_property.id},
        "text": activity.text,
        "summary": activity.summary,
        "replyToId": activity.reply_to_id,
        "id": activity.id,
        "attachments": [
            {"contentType": card.content_type, "content": card.content}
            for card in activity.attachments or ()
        ],
    }
    return {name: value for name, value in message.items() if value}


async def _tried(call: Any) -> Answered | None:
    try:
        answered: Answered = await call
    except (NotSentError, DoubtfulError) as error:
        _log.warning("teams: an answer was not sent: %s", error.code)
        return None
    if not answered.is_success:
        _log.warning("teams: an answer was refused: %s", answered.status)
        return None
    return answered


async def _say_trouble(turn_context: TurnContext, error: Exception) -> None:
    arrived = _arrived(turn_context)
    _log.error("teams %s %s failed: %s", arrived.type, arrived.key, place_of(error))
    if arrived.type == "invoke":
        answer = trouble_answer(arrived.raw.get("name"), t(texts.TROUBLE))
        turn_context.turn_state[_ANSWER] = answer
    elif arrived.type == "message":
        await turn_context.send_activity(t(texts.TROUBLE))


def _chat(arrived: Arrived) -> str:
    return f"{arrived.conversation_id} {arrived.service_url} {arrived.entra_id}"


def _arrived(turn_context: TurnContext) -> Arrived:
    arrived: Arrived = turn_context.turn_state[_ARRIVED]
    return arrived
