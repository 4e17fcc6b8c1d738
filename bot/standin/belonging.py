"""Who belongs to a conversation of the stand-in's Teams, and by what: a pure function or two."""

from dataclasses import dataclass
from typing import Any

from bot.standin.places import Conversation, Membership, Place, Team, User
from bot.standin.world import World

Json = dict[str, Any]


@dataclass(frozen=True)
class Belonging:
    """One reason for which somebody is there; `via` None is by themselves."""

    user: User
    via: Team | None = None


def belongings(world: World, conversation: Conversation) -> list[Belonging]:
    """Give everybody who is there; in a shared channel once for each way in, as Teams does."""
    if conversation.place is not Place.CHANNEL or conversation.membership is Membership.PRIVATE:
        return [Belonging(user) for user in conversation.members]
    if conversation.membership is Membership.SHARED:
        own = [Belonging(user) for user in conversation.members]
        return own + [
            Belonging(user, team)
            for team in conversation.shared_with
            for user in team_members(world, team)
        ]
    team = conversation.team
    return [Belonging(user) for user in (team_members(world, team) if team else world.users())]


def team_members(world: World, team: Team) -> list[User]:
    """Give who is in a team."""
    return world.users() if team.members is None else team.members


def source(channel: Conversation, belonging: Belonging) -> Json:
    """Tell why somebody is in a shared channel, as the connector does."""
    team = belonging.via or channel.team
    return {
        "sourceType": "team" if belonging.via else "channel",
        "id": belonging.via.team_id if belonging.via else channel.conversation_id,
        "membershipType": "transitive" if belonging.via else "direct",
        "teamGroupId": team.group_id if team else "",
        "tenantId": belonging.user.tenant_id,
    }
