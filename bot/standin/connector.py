"""The stand-in's HTTP side: the connector's /v3 routes and the login service's documents."""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.standin.faults import Fault
from bot.standin.identity import Identity
from bot.standin.world import Conversation, Post, User, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_V3 = "/teams/v3/conversations"
_ISSUER = "https://login.microsoftonline.com"


class FakeConnector:
    """Answers as the Bot Connector does, from one world; without identity it asks for no token."""

    def __init__(self, world: World, identity: Identity | None) -> None:
        self._world = world
        self._identity = identity
        #: shown one a call, in this order
        self.faults: deque[Fault] = deque()
        #: method and path of every call to /v3
        self.calls: list[tuple[str, str]] = []

    def app(self) -> web.Application:
        """Build the application."""
        app = web.Application(middlewares=[self._guard])
        one = _V3 + "/{conversation}/activities/{activity}"
        app.add_routes(
            [
                web.post(_V3, self._open),
                web.post(_V3 + "/{conversation}/activities", self._post),
                web.post(one, self._post),
                web.put(one, self._put),
                web.delete(one, self._delete),
                web.get(_V3 + "/{conversation}/members", self._members),
                web.get(_V3 + "/{conversation}/pagedmembers", self._paged_members),
                web.get("/openid", self._bot_metadata),
                web.get("/keys", self._keys),
                web.get("/{tenant}/v2.0/.well-known/openid-configuration", self._login_metadata),
                web.post("/{tenant}/oauth2/v2.0/token", self._token),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(_V3):
            return await handler(request)
        self.calls.append((request.method, request.path))
        authorization = request.headers.get("Authorization")
        if self._identity is not None and not self._identity.accepts(authorization):
            return _error(401, "Unauthorized")
        fault = self.faults.popleft() if self.faults else None
        if fault is None or fault.after_doing:
            done = await handler(request)
            if fault is None:
                return done
        if fault.holds is not None:
            await fault.holds.wait()
        if fault.drops and request.transport is not None:
            request.transport.abort()
        return _shown(fault)

    async def _open(self, request: web.Request) -> web.Response:
        asked = await request.json()
        channel_id = ((asked.get("channelData") or {}).get("channel") or {}).get("id")
        if asked.get("isGroup") and channel_id:
            return self._open_thread(str(channel_id), asked)
        members = asked.get("members") or [{}]
        user = self._world.user(str(members[0].get("id")))
        if user is None or user.tenant_id != asked.get("tenantId"):
            return _error(404, "UserNotFound")
        if user.is_guest:
            return _error(403, "ForbiddenOperationException")
        return web.json_response({"id": self._world.personal(user).conversation_id}, status=201)

    def _open_thread(self, channel_id: str, asked: dict[str, Any]) -> web.Response:
        channel = self._world.conversation(channel_id)
        if channel is None:
            return _error(404, "ConversationNotFound")
        post = self._world.post(channel, None, asked.get("activity") or {})
        thread = f"{channel_id};messageid={post.activity_id}"
        return web.json_response({"id": thread, "activityId": post.activity_id}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        if conversation is None:
            return _error(404, "ConversationNotFound")
        post = self._world.post(conversation, None, await request.json())
        post.thread_id = request.match_info["conversation"].partition(";messageid=")[2] or None
        return web.json_response({"id": post.activity_id}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        post = self._addressed(request)
        if post is None or post.from_id != self._world.bot_id:
            return _error(404, "ActivityNotFoundInConversation")
        self._world.replace(post, await request.json())
        return web.json_response({"id": post.activity_id})

    async def _delete(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        post = self._addressed(request)
        if conversation is None or post is None:
            return _error(404, "ActivityNotFoundInConversation")
        conversation.posts.remove(post)
        return web.Response()

    async def _members(self, request: web.Request) -> web.Response:
        return web.json_response([_member(user) for user in self._people(request)])

    async def _paged_members(self, request: web.Request) -> web.Response:
        return web.json_response({"members": [_member(user) for user in self._people(request)]})

    async def _bot_metadata(self, request: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": f"{request.url.origin()}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response(self._identity.keys() if self._identity else {"keys": []})

    async def _login_metadata(self, request: web.Request) -> web.Response:
        authority = f"{_ISSUER}/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{authority}/v2.0",
                "authorization_endpoint": f"{authority}/oauth2/v2.0/authorize",
                "token_endpoint": f"{authority}/oauth2/v2.0/token",
            }
        )

    async def _token(self, request: web.Request) -> web.Response:
        token = self._identity and self._identity.issue(dict(await request.post()))
        if not token:
            return web.json_response({"error": "invalid_client"}, status=401)
        return web.json_response(token)

    def _conversation(self, request: web.Request) -> Conversation | None:
        return self._world.conversation(request.match_info["conversation"])

    def _addressed(self, request: web.Request) -> Post | None:
        conversation = self._conversation(request)
        return None if conversation is None else conversation.find(request.match_info["activity"])

    def _people(self, request: web.Request) -> list[User]:
        conversation = self._conversation(request)
        if conversation is None:
            return []
        return conversation.members or self._world.users()


def _member(user: User) -> dict[str, Any]:
    return {
        "id": user.user_id,
        "name": user.name,
        "aadObjectId": user.entra_id,
        "tenantId": user.tenant_id,
    }


def _shown(fault: Fault) -> web.Response:
    headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
    return web.json_response(fault.body(), status=fault.status, headers=headers)


def _error(status: int, code: str) -> web.Response:
    return _shown(Fault(status, code))
