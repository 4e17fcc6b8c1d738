"""A channel's members as Graph lists them, those of teams that it is shared with among them.

https://learn.microsoft.com/graph/api/channel-list-allmembers
"""

from aiohttp import web

from bot.standin.belonging import Belonging, belongings
from bot.standin.faults import refusal
from bot.standin.graph.tenant import READ_CHANNELS, Json, Tenant
from bot.standin.places import Place
from bot.standin.world import World


class Channels:
    """The one list of Graph that knows people of other tenants."""

    def __init__(self, tenant: Tenant, world: World) -> None:
        self._tenant = tenant
        self._world = world

    def add_to(self, app: web.Application) -> None:
        """Serve it."""
        app.router.add_get("/teams/{team}/channels/{channel}/allMembers", self._members)

    async def _members(self, request: web.Request) -> web.Response:
        if READ_CHANNELS not in self._tenant.granted:
            return refusal(403, "Forbidden")
        team, channel = request.match_info["team"], request.match_info["channel"]
        place = self._world.conversation(channel)
        own = place.team.group_id if place is not None and place.team is not None else None
        if place is None or place.place is not Place.CHANNEL or own != team:
            return refusal(404, "NotFound")
        found = belongings(self._world, place)
        begin = int(request.query.get("$skiptoken", "0"))
        end = begin + self._tenant.page_size
        page: Json = {"value": [self._told(one) for one in found[begin:end]]}
        if end < len(found):
            page["@odata.nextLink"] = str(request.url.update_query({"$skiptoken": str(end)}))
        return web.json_response(page)

    def _told(self, one: Belonging) -> Json:
        account = self._tenant.accounts.get(one.user.entra_id or "")
        source = {}
        if one.via is not None:
            path = f"/tenants/{one.via.tenant_id}/teams/{one.via.group_id}/members"
            source = {"@microsoft.graph.originalSourceMembershipUrl": path}
        return source | {
            "@odata.type": "#microsoft.graph.aadUserConversationMember",
            "id": f"opaque-{one.user.user_id}",
            "roles": ["guest"] if one.user.is_guest else [],
            "displayName": one.user.name,
            "userId": one.user.entra_id,
            "email": account.mail if account else None,
            "tenantId": one.user.tenant_id,
        }
