"""The app catalogue and people's installed apps, as Graph has them.

https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps
https://learn.microsoft.com/graph/api/userteamwork-post-installedapps
https://learn.microsoft.com/graph/api/userteamwork-list-installedapps
https://learn.microsoft.com/graph/api/userscopeteamsappinstallation-get-chat
Not documented, but told by those who have tried: 409 for an app that is there already.
"""

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.standin.faults import refusal
from bot.standin.graph.tenant import INSTALL, READ_CATALOGUE, Tenant
from bot.standin.places import User
from bot.standin.world import World

#: told when somebody got the app: Teams then sends the bot what it sends on any install
OnInstall = Callable[[User], Awaitable[None]]

_BY_MANIFEST = re.compile(r"(?:teamsApp/)?externalId eq '([^']*)'")


class Installations:
    """Which apps there are, and who has which."""

    def __init__(self, tenant: Tenant, world: World, on_install: OnInstall) -> None:
        self._tenant = tenant
        self._world = world
        self._on_install = on_install

    def add_to(self, app: web.Application) -> None:
        """Serve them."""
        installed = "/users/{user}/teamwork/installedApps"
        app.router.add_get("/appCatalogs/teamsApps", self._apps)
        app.router.add_post(installed, self._install)
        app.router.add_get(installed, self._installed)
        app.router.add_get(installed + "/{installation}/chat", self._chat)

    async def _apps(self, request: web.Request) -> web.Response:
        if READ_CATALOGUE not in self._tenant.granted:
            return refusal(403, "Forbidden")
        asked = _BY_MANIFEST.fullmatch(request.query.get("$filter", ""))
        found = [
            {"id": own, "externalId": manifest, "distributionMethod": "organization"}
            for own, manifest in self._tenant.catalogue.items()
            if asked is None or asked[1] == manifest
        ]
        return web.json_response({"value": found})

    async def _install(self, request: web.Request) -> web.Response:
        user = self._user(request)
        bound = str((await request.json()).get("teamsApp@odata.bind", ""))
        app_id = bound.partition("/appCatalogs/teamsApps/")[2]
        if INSTALL not in self._tenant.granted or (user and user.is_guest):
            return refusal(403, "Forbidden")
        if user is None or app_id not in self._tenant.catalogue:
            return refusal(404, "NotFound")
        if user.user_id not in self._world.without_app:
            return refusal(409, "Conflict")
        self._world.without_app.discard(user.user_id)
        await self._on_install(user)
        return web.Response(status=201)

    async def _installed(self, request: web.Request) -> web.Response:
        user = self._user(request)
        if INSTALL not in self._tenant.granted:
            return refusal(403, "Forbidden")
        if user is None:
            return refusal(404, "NotFound")
        asked = _BY_MANIFEST.fullmatch(request.query.get("$filter", ""))
        has_it = user.user_id not in self._world.without_app and not user.is_guest
        found = [
            {"id": _installation(user, own), "teamsApp": {"id": own, "externalId": manifest}}
            for own, manifest in self._tenant.catalogue.items()
            if has_it and (asked is None or asked[1] == manifest)
        ]
        return web.json_response({"@odata.count": len(found), "value": found})

    async def _chat(self, request: web.Request) -> web.Response:
        user = self._user(request)
        if INSTALL not in self._tenant.granted:
            return refusal(403, "Forbidden")
        installation = request.match_info["installation"]
        known = [_installation(user, own) for own in self._tenant.catalogue] if user else []
        if user is None or installation not in known:
            return refusal(404, "NotFound")
        bot_id = self._world.bot_id.removeprefix("28:")
        chat_id = f"19:{user.entra_id}_{bot_id}@unq.gbl.spaces"
        self._world.know_also(self._world.personal(user), chat_id)
        return web.json_response({"id": chat_id})

    def _user(self, request: web.Request) -> User | None:
        return self._world.user(request.match_info["user"])


def _installation(user: User, app_id: str) -> str:
    """An installation's id is not the app's: both ids in base 64, so with '=' at times."""
    return b64encode(f"{user.entra_id}##{app_id}".encode()).decode()
