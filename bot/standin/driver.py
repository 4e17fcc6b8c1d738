"""Acts as any user: posts signed activities to the bot and shows what it answers, as Teams does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.standin.buttons import Button, inputs
from bot.standin.identity import Identity
from bot.standin.world import Conversation, Place, User, World

Json = dict[str, Any]

_CARD = "application/vnd.microsoft.card.adaptive"
_SENTENCE = "application/vnd.microsoft.activity.message"


@dataclass(frozen=True)
class Shown:
    """What came back at once: the status, the body, and the sentence if it was one."""

    status: int
    body: Json

    @property
    def sentence(self) -> str | None:
        """What the person is told beside the card."""
        said = self.body.get("value") if self.body.get("type") == _SENTENCE else None
        return said if isinstance(said, str) else None


class Driver:
    """People's hands in the stand-in's Teams."""

    def __init__(
        self, world: World, identity: Identity | None, *, service_url: str, messages_url: str
    ) -> None:
        self._world = world
        self._identity = identity
        self._service_url = service_url
        self._messages_url = messages_url
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close the connection to the bot."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def install(self, user: User) -> Conversation:
        """Install the app for oneself."""
        chat = self._world.personal(user)
        added = [{"id": self._world.bot_id}]
        await self.send(self.activity("conversationUpdate", user, chat, membersAdded=added))
        await self.send(self.activity("installationUpdate", user, chat, action="add"))
        return chat

    async def install_in(self, channel: Conversation, user: User) -> None:
        """Add the app to a channel."""
        added = [{"id": self._world.bot_id}]
        await self.send(self.activity("conversationUpdate", user, channel, membersAdded=added))
        await self.send(self.activity("installationUpdate", user, channel, action="add"))

    async def say(self, user: User, text: str, place: Conversation | None = None) -> Shown:
        """Write to the bot, in one's own chat or (mentioning it) in a channel."""
        place = place or self._world.personal(user)
        more: Json = {"text": text, "textFormat": "plain"}
        if place.place is Place.CHANNEL:
            mention = f"<at>{self._world.bot_name}</at>"
            more["text"] = f"{mention} {text}"
            mentioned = {"id": self._world.bot_id, "name": self._world.bot_name}
            more["entities"] = [{"type": "mention", "mentioned": mentioned, "text": mention}]
        post = self._world.post(place, user, more)
        return await self.send(self.activity("message", user, place, id=post.activity_id, **more))

    async def press(
        self, user: User, activity_id: str, verb: str, data: Mapping[str, Any]
    ) -> Shown:
        """Press a button by Action.Execute; a card in the answer takes the pressed one's place."""
        place = self._world.place_of(activity_id)
        action = {"type": "Action.Execute", "verb": verb, "data": dict(data)}
        value = {"action": action, "trigger": "manual"}
        activity = self.activity("invoke", user, place, name="adaptiveCard/action", value=value)
        shown = await self.send(activity | {"replyToId": activity_id})
        post = place.find(activity_id)
        if post is not None and shown.status == 200 and shown.body.get("type") == _CARD:
            self._world.replace(post, {"attachments": [{"content": shown.body["value"]}]})
        return shown

    async def submit(self, user: User, activity_id: str, data: Mapping[str, Any]) -> Shown:
        """Press a button by Action.Submit, as clients do that do not know Action.Execute."""
        place = self._world.place_of(activity_id)
        activity = self.activity("message", user, place, value=dict(data))
        return await self.send(activity | {"replyToId": activity_id})

    async def click(
        self,
        user: User,
        activity_id: str,
        button: Button,
        filled_in: Mapping[str, Any] | None = None,
        *,
        on_phone: bool = False,
    ) -> Shown:
        """Press one of `buttons(card)`; on a phone its fallback, as Teams' mobile clients do."""
        post = self._world.place_of(activity_id).find(activity_id)
        fields: Json = {}
        if button.takes_inputs and post is not None and post.card is not None:
            fields = {**inputs(post.card), **(filled_in or {})}
        if not on_phone:
            return await self.press(user, activity_id, button.verb, button.data | fields)
        if button.submit_data is None:
            raise LookupError(f"no fallback: {button.title}")
        return await self.submit(user, activity_id, button.submit_data | fields)

    def activity(self, type_: str, user: User, place: Conversation, **more: Any) -> Json:
        """Give an activity as Teams sends it."""
        channel_data: Json = {"tenant": {"id": user.tenant_id}}
        if place.place is Place.CHANNEL:
            channel_data["channel"] = {"id": place.conversation_id}
        return {
            "type": type_,
            "id": f"f:{self._world.new_id()}",
            "channelId": "msteams",
            "serviceUrl": self._service_url,
            "timestamp": self._world.now().isoformat(),
            "from": _account(user),
            "recipient": {"id": self._world.bot_id, "name": self._world.bot_name},
            "conversation": {
                "id": place.conversation_id,
                "conversationType": place.place.value,
                "tenantId": user.tenant_id,
                "isGroup": place.place is Place.CHANNEL,
            },
            "channelData": channel_data,
            **more,
        }

    async def send(self, activity: Json, *, authorization: str | None = None) -> Shown:
        """Post any activity to the bot, rightly signed unless told otherwise."""
        if authorization is None and self._identity is not None:
            authorization = f"Bearer {self._identity.sign(str(activity['serviceUrl']))}"
        headers = {"Authorization": authorization} if authorization else {}
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(
            self._messages_url, json=activity, headers=headers
        ) as response:
            is_json = response.content_type == "application/json"
            return Shown(response.status, await response.json() if is_json else {})


def _account(user: User) -> Json:
    account = {"id": user.user_id, "name": user.name}
    return account if user.entra_id is None else account | {"aadObjectId": user.entra_id}
