"""A Teams activity as it comes over the wire → what happened, as plain objects."""

import hashlib
import html
import re
from dataclasses import dataclass
from typing import Any

from bot.domain.language import of_locale
from bot.domain.people import Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError
from handlers.events import Pressed, Reached, Written

Json = dict[str, Any]

_VERBS = frozenset(Verb)
_LONGEST_TEXT = 4000
_LONGEST_ID = 1000
#: how Teams marks a file that was sent to us
FILE_TYPE = "application/vnd.microsoft.teams.file.download.info"
_TAG = re.compile(r"</?at\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Arrived:
    """One activity whose outline has been checked; `raw` is believed in nothing else."""

    raw: Json
    type: str
    activity_id: str
    channel: str
    service_url: str
    conversation_id: str
    #: personal, channel or groupChat
    conversation_type: str
    #: all that are named, in small letters
    tenants: frozenset[str]
    #: the one whose conversation it is, whoever speaks there
    host_tenant: str
    user_id: str
    entra_id: str | None
    bot_id: str
    #: of a channel of ours: the tenant that the sender is of, where we do not serve it
    visitor_tenant: str | None = None

    @property
    def language(self) -> str | None:
        """What the client of the sender speaks, where we can too."""
        return of_locale(_text(self.raw, "locale"))

    @property
    def key(self) -> str:
        """Name the activity everywhere: its own id is only good within a conversation."""
        whole = f"{self.conversation_id}\n{self.activity_id}"
        return f"teams:{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:32]}"


def read(raw: object) -> Arrived:
    """Check the outline; raise BadInputError where a part that every activity has is missing."""
    if not isinstance(raw, dict):
        raise BadInputError("The activity is no JSON object.")
    conversation = _object(raw, "conversation")
    sender = _object(raw, "from")
    tenant = _text(_object(_object(raw, "channelData"), "tenant"), "id").lower()
    host = _text(conversation, "tenantId").lower()
    kind = _needed(raw, "type")
    return Arrived(
        raw=raw,
        type=kind,
        activity_id=_needed(raw, "id") if kind in ("message", "invoke") else _text(raw, "id"),
        channel=_needed(raw, "channelId"),
        service_url=_needed(raw, "serviceUrl"),
        conversation_id=_needed(conversation, "id"),
        conversation_type=_conversation_type(conversation),
        tenants=frozenset(filter(None, (tenant, host))),
        host_tenant=host or tenant,
        user_id=_needed(sender, "id"),
        entra_id=_text(sender, "aadObjectId") or None,
        bot_id=_text(_object(raw, "recipient"), "id"),
    )


def executed(arrived: Arrived) -> tuple[str, Json]:
    """Give verb and data of an Action.Execute."""
    action = _object(_object(arrived.raw, "value"), "action")
    return _text(action, "verb"), _object(action, "data")


def submitted(arrived: Arrived) -> tuple[str, Json] | None:
    """Give verb and data of an Action.Submit, None where the message is no such thing."""
    value = arrived.raw.get("value")
    return (_text(value, "verb"), value) if isinstance(value, dict) else None


def pressed(arrived: Arrived, entra_id: str, verb: str, data: Json) -> Pressed | None:
    """Give the press of a button, None where the verb is none of ours."""
    if verb not in _VERBS:
        return None
    texts = {key: _as_text(value) for key, value in data.items() if key not in ("verb", "msteams")}
    known = {key: value for key, value in texts.items() if value is not None}
    return Pressed(
        arrived.key, entra_id, Verb(verb), known, reached(arrived), arrived.visitor_tenant
    )


def written(arrived: Arrived, entra_id: str) -> Written | None:
    """Give the words without the mention of us, None where nothing is left."""
    text = _text(arrived.raw, "text", longest=None)
    for mention in _list(arrived.raw, "entities"):
        if isinstance(mention, dict) and _is_of(mention, arrived.bot_id):
            text = text.replace(_text(mention, "text"), " ", 1)
    text = html.unescape(_TAG.sub("", text)).replace("\xa0", " ").strip()
    if not text:
        return None
    return Written(
        arrived.key,
        Road.TEAMS,
        text[:_LONGEST_TEXT],
        entra_id=entra_id,
        others_read=arrived.conversation_type != "personal",
        channel_id=channel_of(arrived),
        place=reached(arrived),
        visitor_tenant=arrived.visitor_tenant,
    )


def reached(arrived: Arrived) -> Reached | None:
    """Give the conversation as one to speak in: personal chats and channels, not group chats."""
    if _text(arrived.raw, "name").startswith("composeExtension/"):
        return None  # the chat may be two people's own: we are only called there, not in it
    conversation_id, _, _ = arrived.conversation_id.partition(";messageid=")
    if arrived.conversation_type == "personal":
        return Reached(
            conversation_id,
            arrived.service_url,
            arrived.host_tenant,
            user_id=arrived.user_id,
            entra_id=arrived.entra_id,
            language=arrived.language,
        )
    if arrived.conversation_type == "channel":
        channel_id = channel_of(arrived) or conversation_id
        return Reached(channel_id, arrived.service_url, arrived.host_tenant, channel_id=channel_id)
    return None


def adds_bot(arrived: Arrived) -> bool:
    """Does a conversationUpdate say that we were added?"""
    return _names_bot(arrived, "membersAdded")


def removes_bot(arrived: Arrived) -> bool:
    """Are we taken out for good? An upgrade takes the app out too, only to put it in again."""
    if arrived.type == "installationUpdate":
        return arrived.raw.get("action") == "remove"
    return _names_bot(arrived, "membersRemoved")


def brings_file(arrived: Arrived) -> bool:
    """Does a message carry a file that was sent to us?"""
    carried = _list(arrived.raw, "attachments")
    return any(isinstance(one, dict) and one.get("contentType") == FILE_TYPE for one in carried)


def _names_bot(arrived: Arrived, members: str) -> bool:
    named = _list(arrived.raw, members)
    return any(isinstance(member, dict) and member.get("id") == arrived.bot_id for member in named)


def _conversation_type(conversation: Json) -> str:
    """Take for a chat with one person only what is surely none of many."""
    of_many = _text(conversation, "id").startswith("19:") or conversation.get("isGroup") is True
    return _text(conversation, "conversationType") or ("groupChat" if of_many else "personal")


def channel_of(arrived: Arrived) -> str | None:
    """Give the channel's id, not that of a thread in it; None outside of channels."""
    if arrived.conversation_type != "channel":
        return None
    return _chosen_channel(arrived.raw) or arrived.conversation_id.partition(";messageid=")[0]


def _chosen_channel(raw: Json) -> str:
    """The channel picked at installation, where the client asks for one."""
    data = _object(raw, "channelData")
    picked = _text(_object(_object(data, "settings"), "selectedChannel"), "id")
    return picked or _text(_object(data, "channel"), "id")


def _is_of(entity: Json, bot_id: str) -> bool:
    is_mention = entity.get("type") == "mention" and bool(_text(entity, "text"))
    return is_mention and _text(_object(entity, "mentioned"), "id") == bot_id


def _as_text(value: object) -> str | None:
    """Inputs come as text, ids as numbers or text; anything else is none of ours."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)[:_LONGEST_TEXT]
    return None


def _object(raw: Json, name: str) -> Json:
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def _list(raw: Json, name: str) -> list[Any]:
    value = raw.get(name)
    return value if isinstance(value, list) else []


def _text(raw: Json, name: str, longest: int | None = _LONGEST_ID) -> str:
    value = raw.get(name)
    if not isinstance(value, str) or (longest is not None and len(value) > longest):
        return ""
    return value


def _needed(raw: Json, name: str) -> str:
    value = _text(raw, name)
    if not value:
        raise BadInputError(f"The activity lacks a good {name}.")
    return value
