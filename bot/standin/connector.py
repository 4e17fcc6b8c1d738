"""The stand-in's HTTP side: the connector's /v3 routes, faults on demand, and a record of all."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.standin.faults import Fault, refusal, shown
from bot.standin.identity import Identity
from bot.standin.places import Conversation, Post
from bot.standin.record import Call, Record, parsed, telling
from bot.standin.rosters import Rosters
from bot.standin.sign_in import SignIn
from bot.standin.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_ROOT = "/teams/v3/"
_CONVERSATIONS = _ROOT + "conversations"


class FakeConnector:
    """Answers as the Bot Connector does, from one world; without identity it asks for no token."""

    def __init__(self, world: World, identity: Identity | None, record: Record) -> None:
        self._world = world
        self._identity = identity
        self._record = record
        #: shown one a call, in this order
        self.faults: deque[Fault] = deque()

    def app(self) -> web.Application:
        """Build the application."""
        app = web.Application(middlewares=[self._recorded, self._guard])
        one = _CONVERSATIONS + "/{conversation}/activities/{activity}"
        app.router.add_post(_CONVERSATIONS, self._open)
        app.router.add_post(_CONVERSATIONS + "/{conversation}/activities", self._post)
        app.router.add_post(one, self._post)
        app.router.add_put(one, self._put)
        app.router.add_delete(one, self._delete)
        Rosters(self._world).add_to(app, _CONVERSATIONS, _ROOT + "teams")
        SignIn(self._identity).add_to(app)
        return app

    @web.middleware
    async def _recorded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(_ROOT):
            return await handler(request)
        call = Call(
            at=self._world.now(),
            method=request.method,
            path=request.path,
            headers=telling(request.headers),
            body=parsed(await request.read()),
        )
        self._record.calls.append(call)
        answer = await handler(request)
        if request.transport is not None and not request.transport.is_closing():
            call.status = answer.status
            call.answer = parsed(answer.text if isinstance(answer, web.Response) else None)
            call.answer_headers = telling(answer.headers)
        return answer

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(_ROOT):
            return await handler(request)
        authorization = request.headers.get("Authorization")
        if self._identity is not None and not self._identity.accepts(authorization):
            return refusal(401, "Unauthorized")
        fault = self.faults.popleft() if self.faults else None
        if fault is None or fault.after_doing:
            done = await handler(request)
            if fault is None:
                return done
        if fault.holds is not None:
            await fault.holds.wait()
        if fault.drops and request.transport is not None:
            request.transport.abort()
        return shown(fault)

    async def _open(self, request: web.Request) -> web.Response:
        asked = await request.json()
        channel_id = ((asked.get("channelData") or {}).get("channel") or {}).get("id")
        if asked.get("isGroup") and channel_id:
            return self._open_thread(str(channel_id), asked)
        members = asked.get("members") or [{}]
        user = self._world.user(str(members[0].get("id")))
        if user is None or user.tenant_id != asked.get("tenantId"):
            return refusal(404, "UserNotFound")
        if user.is_guest:
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
