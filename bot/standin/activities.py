"""Activities as Teams sends them: who, where, and in channels of which team and tenant."""

from typing import Any

from bot.standin.places import Conversation, Membership, Place, User
from bot.standin.world import World

Json = dict[str, Any]


def activity(
    world: World, service_url: str, type_: str, user: User, place: Conversation, **more: Any
) -> Json:
    """Give an activity of somebody in a conversation; `more` is laid over it."""
    return {
        "type": type_,
        "id": f"f:{world.new_id()}",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "timestamp": world.now().isoformat(),
        "from": _account(user),
        "recipient": {"id": world.bot_id, "name": world.bot_name},
        "conversation": {
            "id": place.conversation_id,
            "conversationType": place.place.value,
            "tenantId": place.tenant_id,
            "isGroup": place.place is not Place.PERSONAL,
        },
        "channelData": channel_data(place),
        "locale": user.locale,
        **more,
    }


def channel_data(place: Conversation) -> Json:
    """Tell of the place. In a shared channel the tenant is the host's, whoever speaks."""
    data: Json = {"tenant": {"id": place.tenant_id}}
    if place.place is not Place.CHANNEL:
        return data
    data["channel"] = {"id": place.conversation_id}
    if place.membership is not Membership.STANDARD:
        data["channel"] |= {"name": place.name, "type": place.membership.value}
    if place.team is not None:
        data["team"] = {"id": place.team.team_id}
    return data


def _account(user: User) -> Json:
    account = {"id": user.user_id, "name": user.name}
    return account if user.entra_id is None else account | {"aadObjectId": user.entra_id}
