"""The stand-in's HTTP side: the connector's /v3 routes, faults on demand, and a record of all."""

from collections import deque
from typing import Any

from aiohttp import web

from bot.standin.faults import Fault, refusal
from bot.standin.identity import Identity
from bot.standin.places import Conversation, Post
from bot.standin.record import Record
from bot.standin.rosters import Rosters
from bot.standin.sign_in import SignIn
from bot.standin.wire import Wire
from bot.standin.world import World

_ROOT = "/teams/v3/"
_CONVERSATIONS = _ROOT + "conversations"


class FakeConnector:
    """Answers as the Bot Connector does, from one world; without identity it asks for no token."""

    def __init__(self, world: World, identity: Identity | None, record: Record) -> None:
        self._world = world
        self._identity = identity
        self._wire = Wire(_ROOT, record, now=world.now, accepts=self._accepts)

    @property
    def faults(self) -> deque[Fault]:
        """What is shown instead of an answer, one a call, in this order."""
        return self._wire.faults

    def app(self) -> web.Application:
        """Build the application."""
        app = self._wire.app()
        one = _CONVERSATIONS + "/{conversation}/activities/{activity}"
        app.router.add_post(_CONVERSATIONS, self._open)
        app.router.add_post(_CONVERSATIONS + "/{conversation}/activities", self._post)
        app.router.add_post(one, self._post)
        app.router.add_put(one, self._put)
        app.router.add_delete(one, self._delete)
        Rosters(self._world).add_to(app, _CONVERSATIONS, _ROOT + "teams")
        SignIn(self._identity).add_to(app)
        return app

    def _accepts(self, authorization: str | None) -> bool:
        return self._identity is None or self._identity.accepts(authorization)

    async def _open(self, request: web.Request) -> web.Response:
        asked = await request.json()
        channel_id = ((asked.get("channelData") or {}).get("channel") or {}).get("id")
        if asked.get("isGroup") and channel_id:
            return self._open_thread(str(channel_id), asked)
        members = asked.get("members") or [{}]
        user = self._world.user(str(members[0].get("id")))
        if user is None or user.tenant_id != asked.get("tenantId"):
            return refusal(404, "UserNotFound")
        if user.is_guest or user.user_id in self._world.without_app:
            return refusal(403, "ForbiddenOperationException")
        return web.json_response({"id": self._world.personal(user).conversation_id}, status=201)

    def _open_thread(self, channel_id: str, asked: dict[str, Any]) -> web.Response:
        channel = self._world.conversation(channel_id)
        if channel is None:
            return refusal(404, "ConversationNotFound")
        if not channel.has_bot:
            return refusal(403, "BotNotInConversationRoster")
        post = self._world.post(channel, None, asked.get("activity") or {})
        thread = f"{channel_id};messageid={post.activity_id}"
        return web.json_response({"id": thread, "activityId": post.activity_id}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        if conversation is None:
            return refusal(404, "ConversationNotFound")
        if not conversation.has_bot:
            return refusal(403, "BotNotInConversationRoster")
        post = self._world.post(conversation, None, await request.json())
        post.thread_id = request.match_info["conversation"].partition(";messageid=")[2] or None
        return web.json_response({"id": post.activity_id}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        post = self._addressed(request)
        if post is None or post.from_id != self._world.bot_id:
            return refusal(404, "ActivityNotFoundInConversation")
        self._world.replace(post, await request.json())
        return web.json_response({"id": post.activity_id})

    async def _delete(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        post = self._addressed(request)
        if conversation is None or post is None:
            return refusal(404, "ActivityNotFoundInConversation")
        conversation.posts.remove(post)
        return web.Response()

    def _conversation(self, request: web.Request) -> Conversation | None:
        return self._world.conversation(request.match_info["conversation"])

    def _addressed(self, request: web.Request) -> Post | None:
        conversation = self._conversation(request)
        return None if conversation is None else conversation.find(request.match_info["activity"])
