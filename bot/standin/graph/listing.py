"""Groups' members as Graph lists them: page by page, and no more of people than may be read.

https://learn.microsoft.com/graph/api/group-list-transitivemembers
https://learn.microsoft.com/graph/paging
https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
"""

from aiohttp import web

from bot.standin.faults import refusal
from bot.standin.graph.tenant import READ_GROUPS, READ_USERS, Account, Json, Tenant

_MOST = 999
#: what is told where nothing is selected
_USUAL = ("id", "displayName", "givenName", "surname", "jobTitle", "mail", "userPrincipalName")


class Lists:
    """The lists of the directory that Bolden reads."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    def add_to(self, app: web.Application) -> None:
        """Serve them."""
        path = "/groups/{group}/transitiveMembers/microsoft.graph.user"
        app.router.add_get(path, self._members)

    async def _members(self, request: web.Request) -> web.Response:
        query = request.query
        if READ_GROUPS not in self._tenant.granted:
            return refusal(403, "Authorization_RequestDenied")
        # the documentation asks for both where a list is narrowed to one type
        if request.headers.get("ConsistencyLevel") != "eventual" or query.get("$count") != "true":
            return refusal(400, "Request_UnsupportedQuery")
        group = request.match_info["group"]
        if group not in self._tenant.groups:
            return refusal(404, "Request_ResourceNotFound")
        found = self._tenant.members(group)
        begin = int(query.get("$skiptoken", "0"))
        end = begin + min(int(query.get("$top", "100")), _MOST, self._tenant.page_size)
        page: Json = {"@odata.count": len(found)}
        page["value"] = [self._told(one, query.get("$select")) for one in found[begin:end]]
        if end < len(found):
            further = request.url.update_query({"$skiptoken": str(end)})
            page["@odata.nextLink"] = self._tenant.misleads or str(further)
        return web.json_response(page)

    def _told(self, account: Account, select: str | None) -> Json:
        names = tuple(select.split(",")) if select else _USUAL
        may_read = READ_USERS in self._tenant.granted
        told = {name: getattr(account, name) for name in names if may_read or name == "id"}
        return {"@odata.type": "#microsoft.graph.user"} | dict.fromkeys(names) | told
