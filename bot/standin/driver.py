"""Acts as any user: posts signed activities to the bot and shows what it answers, as Teams does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.standin import activities
from bot.standin.buttons import Button, inputs
from bot.standin.identity import Identity
from bot.standin.places import Conversation, Place, User
from bot.standin.record import Call, Record, telling
from bot.standin.world import World

Json = dict[str, Any]

_CARD = "application/vnd.microsoft.card.adaptive"
_SENTENCE = "application/vnd.microsoft.activity.message"


@dataclass(frozen=True)
class Shown:
    """What came back at once: the status, the body, and the sentence if it was one."""

    status: int
    body: Json

    @property
    def card(self) -> Json | None:
        """The card that takes the pressed one's place."""
        is_card = self.status == 200 and self.body.get("type") == _CARD
        return self.body["value"] if is_card else None

    @property
    def sentence(self) -> str | None:
        """What the person is told beside the card."""
        said = self.body.get("value") if self.body.get("type") == _SENTENCE else None
        return said if isinstance(said, str) else None


class Driver:
    """People's hands in the stand-in's Teams."""

    def __init__(
        self,
        world: World,
        identity: Identity | None,
        record: Record,
        *,
        service_url: str,
        messages_url: str,
    ) -> None:
        self.world = world
        self._identity = identity
        self._record = record
        #: Teams' documents differ: in a channel the tenant told is the host's, or the sender's
        self.names_senders_tenant = False
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
        self.world.without_app.discard(user.user_id)
        chat = self.world.personal(user)
        added = [{"id": self.world.bot_id}]
        await self.send(self.activity("conversationUpdate", user, chat, membersAdded=added))
        await self.send(self.activity("installationUpdate", user, chat, action="add"))
        return chat

    async def install_in(self, channel: Conversation, user: User) -> None:
        """Add the app to a channel."""
        added = [{"id": self.world.bot_id}]
        await self.send(self.activity("conversationUpdate", user, channel, membersAdded=added))
        await self.send(self.activity("installationUpdate", user, channel, action="add"))

    async def say(self, user: User, text: str, place: Conversation | None = None) -> Shown:
        """Write to the bot, in one's own chat or (mentioning it) where others are."""
        place = place or self.world.personal(user)
        more: Json = {"text": text, "textFormat": "plain"}
        if place.place is not Place.PERSONAL:
            mention = f"<at>{self.world.bot_name}</at>"
            more["text"] = f"{mention} {text}"
            mentioned = {"id": self.world.bot_id, "name": self.world.bot_name}
            more["entities"] = [{"type": "mention", "mentioned": mentioned, "text": mention}]
        post = self.world.post(place, user, more)
        return await self.send(self.activity("message", user, place, id=post.activity_id, **more))

    async def press(
        self, user: User, activity_id: str, verb: str, data: Mapping[str, Any]
    ) -> Shown:
        """Press a button by Action.Execute; a card in the answer takes the pressed one's place.

        Where others see the card too, the answer is shown to the presser alone.
        """
        place = self.world.place_of(activity_id)
        action = {"type": "Action.Execute", "verb": verb, "data": dict(data)}
        shown = await self.invoke_card(user, activity_id, action, "manual")
        post = place.find(activity_id)
        if post is not None and shown.card is not None:
            if place.place is Place.PERSONAL:
                self.world.replace(post, {"attachments": [{"content": shown.card}]})
            else:
                post.views[user.user_id] = shown.card
        return shown

    async def invoke_card(
        self, user: User, activity_id: str, action: Mapping[str, Any], trigger: str
    ) -> Shown:
        """Send what an action of a card sends; the trigger is manual, or automatic at a refresh."""
        place = self.world.place_of(activity_id)
        value = {"action": dict(action), "trigger": trigger}
        invoke = self.activity("invoke", user, place, name="adaptiveCard/action", value=value)
        return await self.send(invoke | {"replyToId": activity_id})

    async def submit(self, user: User, activity_id: str, data: Mapping[str, Any]) -> Shown:
        """Press a button by Action.Submit, as clients do that do not know Action.Execute."""
        place = self.world.place_of(activity_id)
        message = self.activity("message", user, place, value=dict(data))
        return await self.send(message | {"replyToId": activity_id})

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
        post = self.world.place_of(activity_id).find(activity_id)
        seen = post.card_for(user) if post is not None else None
        fields: Json = {}
        if button.takes_inputs and seen is not None:
            fields = {**inputs(seen), **(filled_in or {})}
        if not on_phone:
            return await self.press(user, activity_id, button.verb, button.data | fields)
        if button.submit_data is None:
            raise LookupError(f"no fallback: {button.title}")
        return await self.submit(user, activity_id, button.submit_data | fields)

    def activity(self, type_: str, user: User, place: Conversation, **more: Any) -> Json:
        """Give an activity as Teams sends it."""
        given = activities.activity(self.world, self._service_url, type_, user, place, **more)
        if self.names_senders_tenant:
            given["channelData"]["tenant"] = {"id": user.tenant_id}
        return given

    async def send(self, activity: Json, *, authorization: str | None = None) -> Shown:
        """Post any activity to the bot, rightly signed unless told otherwise."""
        if authorization is None and self._identity is not None:
            authorization = f"Bearer {self._identity.sign(str(activity['serviceUrl']))}"
        headers = {"Authorization": authorization} if authorization else {}
        call = Call(
            self.world.now(), "POST", urlsplit(self._messages_url).path, telling(headers), activity
        )
        self._record.turns.append(call)
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(
            self._messages_url, json=activity, headers=headers
        ) as response:
            is_json = response.content_type == "application/json"
            call.answer = await response.json() if is_json else {}
            call.status = response.status
            return Shown(response.status, call.answer)
