"""The stand-in's HTTP side for who is where: members of conversations, teams and their channels."""

from collections.abc import Iterable
from typing import Any

from aiohttp import web

from bot.standin.belonging import Belonging, belongings, source, team_members
from bot.standin.faults import refusal
from bot.standin.places import Conversation, Membership, Place, Team
from bot.standin.world import World

Json = dict[str, Any]

#: as many as Teams gives at once where nobody says otherwise
_PAGE = 200


class Rosters:
    """Reads the world out; nothing here changes it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_to(self, app: web.Application, conversations: str, teams: str) -> None:
        """Serve members below both paths."""
        one = conversations + "/{conversation}"
        app.router.add_get(one + "/members", self._members)
        app.router.add_get(one + "/members/{member}", self._member)
        app.router.add_get(one + "/pagedmembers", self._page)
        app.router.add_get(teams + "/{team}", self._team)
        app.router.add_get(teams + "/{team}/conversations", self._channels)

    async def _members(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        if conversation is None:
            return refusal(404, "ConversationNotFound")
        return web.json_response(self._told(conversation))

    async def _page(self, request: web.Request) -> web.Response:
        """Give a page; the token that Teams makes opaque is the number to go on from."""
        conversation = self._conversation(request)
        if conversation is None:
            return refusal(404, "ConversationNotFound")
        start, size = _number(request, "continuationToken", 0), _number(request, "pageSize", _PAGE)
        everybody = self._told(conversation)
        page: Json = {"members": everybody[start : start + size]}
        if start + size < len(everybody):
            page["continuationToken"] = str(start + size)
        return web.json_response(page)

    async def _member(self, request: web.Request) -> web.Response:
        conversation = self._conversation(request)
        user = self._world.user(request.match_info["member"])
        if conversation is None or user is None:
            return refusal(404, "ConversationNotFound" if user else "UserNotFound")
        own = [one for one in belongings(self._world, conversation) if one.user == user]
        if not own:
            return refusal(404, "MemberNotFoundInConversation")
        return web.json_response(_told(conversation, own))

    async def _team(self, request: web.Request) -> web.Response:
        team = self._world.team(request.match_info["team"])
        if team is None:
            return refusal(404, "NotFound")
        return web.json_response(
            {
                "id": team.team_id,
                "name": team.name,
                "aadGroupId": team.group_id,
                "tenantId": team.tenant_id,
                "type": "standard",
                "channelCount": len(self._world.channels(team)),
                "memberCount": len(team_members(self._world, team)),
            }
        )

    async def _channels(self, request: web.Request) -> web.Response:
        """Give a team's channels; those that let nobody in unasked only where the bot is in."""
        team = self._world.team(request.match_info["team"])
        if team is None:
            return refusal(404, "NotFound")
        shown = [one for one in self._world.channels(team) if one.has_bot]
        return web.json_response({"conversations": [_channel(one) for one in shown]})

    def _conversation(self, request: web.Request) -> Conversation | None:
        """A team's own id reads its members, as in Teams that of its first channel does."""
        asked = request.match_info["conversation"]
        team = self._world.team(asked)
        return _hall(team) if team else self._world.conversation(asked)

    def _told(self, conversation: Conversation) -> list[Json]:
        return [_told(conversation, [one]) for one in belongings(self._world, conversation)]


def _hall(team: Team) -> Conversation:
    return Conversation(team.team_id, Place.CHANNEL, team.name, team.tenant_id, [], team)


def _told(conversation: Conversation, own: Iterable[Belonging]) -> Json:
    """Tell of one person; where a channel is shared also by what they are in it."""
    ways = list(own)
    user = ways[0].user
    member: Json = {
        "id": user.user_id,
        "name": user.name,
        "aadObjectId": user.entra_id,
        "tenantId": user.tenant_id,
        "userRole": "guest" if user.is_guest else "user",
    }
    if conversation.membership is Membership.SHARED:
        member["membershipSources"] = [source(conversation, one) for one in ways]
    return member


def _channel(channel: Conversation) -> Json:
    return {
        "id": channel.conversation_id,
        "name": channel.name,
        "type": channel.membership.value,
    }


def _number(request: web.Request, name: str, usual: int) -> int:
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else usual
