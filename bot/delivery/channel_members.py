"""Who is in a Teams channel, also in a shared one, by Microsoft Graph."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bot.delivery.directory import refusal
from bot.delivery.graph import Graph, GraphError
from bot.domain.directory import ChannelPerson


async def in_channel(graph: Graph, team_id: str, channel_id: str) -> list[ChannelPerson]:
    """Give everybody in the channel, each account once, guests left out: they have no own account.

    Those are among them who came with a team that the channel is shared with. Raises BadInputError
    for a team that has no such channel, DirectoryError for all else.
    https://learn.microsoft.com/graph/api/channel-list-allmembers
    """
    path = f"teams/{quote(team_id, safe='')}/channels/{quote(channel_id, safe='')}/allMembers"
    try:
        listed = [one async for one in graph.listed(path, {})]
    except GraphError as error:
        raise refusal(
            error,
            "Graph",
            missing=f"Team '{team_id}' has no such channel; give the team's group id.",
            ungranted="The channel's members may not be read; grant the app "
            "'ChannelMember.Read.All' in Entra (docs/teams.md).",
        ) from error
    accounts = {
        (person.tenant_id, person.entra_id): person
        for person in map(_person, listed)
        if person is not None
    }
    return list(accounts.values())


def _person(told: Mapping[str, Any]) -> ChannelPerson | None:
    def text(name: str) -> str:
        return " ".join(str(told.get(name) or "").split())

    if "guest" in (told.get("roles") or ()) or not text("userId") or not text("tenantId"):
        return None
    return ChannelPerson(
        entra_id=text("userId").casefold(),
        tenant_id=text("tenantId").casefold(),
        name=text("displayName"),
        email=text("email").casefold() or None,
    )
