"""What Teams tells a bot when it, or somebody, is let into a channel or taken out of it."""

from typing import Any

from bot.standin.belonging import Belonging, source
from bot.standin.driver import Driver, Json, Shown
from bot.standin.places import Conversation, Membership, Team, User


async def let_bot_in(driver: Driver, channel: Conversation, user: User) -> Shown:
    """Add the app to a private or shared channel: its team has it already."""
    channel.has_bot = True
    return await _tell(driver, channel, user, "channelMemberAdded", membersAdded=[_bot(driver)])


async def take_bot_out(driver: Driver, channel: Conversation, user: User) -> Shown:
    """Take the app out of the channel again."""
    channel.has_bot = False
    return await _tell(driver, channel, user, "channelMemberRemoved", membersRemoved=[_bot(driver)])


async def let_in(driver: Driver, channel: Conversation, user: User, by: User) -> Shown:
    """Let one person in, who may be of another tenant where the channel is shared."""
    channel.members.append(user)
    told: Json = {"membersAdded": [_named(user)]}
    return await _tell(driver, channel, by, "channelMemberAdded", Belonging(user), **told)


async def take_out(driver: Driver, channel: Conversation, user: User, by: User) -> Shown:
    """Take one person out who was let in."""
    channel.members.remove(user)
    told: Json = {"membersRemoved": [_named(user)]}
    return await _tell(driver, channel, by, "channelMemberRemoved", Belonging(user), **told)


async def share(driver: Driver, channel: Conversation, team: Team, by: User) -> Shown:
    """Open a shared channel to another team: one event, none for each of its members."""
    channel.shared_with.append(team)
    activity = _event(driver, channel, by, "channelShared")
    activity["channelData"]["sharedWithTeams"] = [_team(team)]
    return await driver.send(activity)


async def _tell(
    driver: Driver,
    channel: Conversation,
    by: User,
    event: str,
    who: Belonging | None = None,
    **members: Any,
) -> Shown:
    activity = _event(driver, channel, by, event, **members)
    if who is not None and channel.membership is Membership.SHARED:
        activity["channelData"]["membershipSource"] = source(channel, who)
    return await driver.send(activity)


def _event(driver: Driver, channel: Conversation, by: User, event: str, **more: Any) -> Json:
    activity = driver.activity("conversationUpdate", by, channel, **more)
    activity["channelData"] |= {"eventType": event}
    if channel.team is not None:
        activity["channelData"]["team"] = _team(channel.team)
    return activity


def _team(team: Team) -> Json:
    return {
        "id": team.team_id,
        "name": team.name,
        "aadGroupId": team.group_id,
        "tenantId": team.tenant_id,
    }


def _bot(driver: Driver) -> Json:
    return {"id": driver.world.bot_id}


def _named(user: User) -> Json:
    return {"id": user.user_id, "aadObjectId": user.entra_id}
