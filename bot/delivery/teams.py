"""Notices out to Teams: one card, one attempt, one receipt.

Plain dicts on a pooled session: botbuilder's activity types would only be copied and serialised
on the way here, at several times the CPU of the sending itself, so botbuilder stays inbound.
A card goes alone, with a summary: of a message with text and card Teams tells no id.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.delivery.calling import Answered, DoubtfulError, NotSentError
from bot.delivery.connector import Connector, activities
from bot.delivery.installing import NOT_INSTALLED, Installer
from bot.delivery.teams_receipts import PAUSE, doubtful, later, receipt_for
from bot.domain.delivery import Receipt, Sending, SendState, TeamsAddress
from bot.domain.language import speaking
from bot.domain.notices import Notice

Activity = dict[str, Any]

CARD_TYPE = "application/vnd.microsoft.card.adaptive"


class TeamsSender:
    """The road to Teams; see `bot.delivery.channel.TeamsRoad`."""

    def __init__(
        self,
        connector: Connector,
        *,
        bot_id: str,
        render: Callable[[Notice], dict[str, Any]],
        summary: Callable[[Notice], str],
        now: Callable[[], datetime],
        installer: Installer | None = None,
    ) -> None:
        self._connector = connector
        self._bot_id = bot_id
        self._render = render
        self._summary = summary
        self._now = now
        self._installer = installer

    async def deliver(self, notice: Notice, to: TeamsAddress, sending: Sending) -> Receipt:
        """Post the notice's card, or replace the one at `sending.replaces`. Raises nothing."""
        with speaking(sending.language):
            activity = self._activity(notice)
        if sending.replaces is not None and to.conversation_id is not None:
            return await self._replace(activity, to, to.conversation_id, sending.replaces)
        if to.conversation_id is None:
            return await self._open_and_post(activity, to)
        if _is_channel(to):
            return await self._post_in_channel(activity, to, to.conversation_id)
        return await self._post(activity, to, to.conversation_id)

    def _activity(self, notice: Notice) -> Activity:
        return {
            "type": "message",
            "from": {"id": self._bot_id},
            "summary": self._summary(notice),
            "attachments": [{"contentType": CARD_TYPE, "content": self._render(notice)}],
        }

    async def _post(self, activity: Activity, to: TeamsAddress, conversation_id: str) -> Receipt:
        path = activities(conversation_id)
        return await self._call(
            self._connector.post, to, path, activity, conversation_id=conversation_id
        )

    async def _replace(
        self, activity: Activity, to: TeamsAddress, conversation_id: str, activity_id: str
    ) -> Receipt:
        if _is_channel(to):
            conversation_id = _thread(conversation_id, activity_id)
        return await self._call(
            self._connector.put,
            to,
            activities(conversation_id, activity_id),
            {**activity, "id": activity_id},
            conversation_id=conversation_id,
            is_repeatable=True,
        )

    async def _open_and_post(self, activity: Activity, to: TeamsAddress) -> Receipt:
        if to.user_id is None:
            return Receipt(SendState.REFUSED, reason="NoAddress")
        opened = await self._open(to, to.user_id)
        if opened.reason == NOT_INSTALLED and self._installer is not None:
            opened = await self._open_by_installing(self._installer, to, to.user_id)
        if opened.state is not SendState.SENT:
            return opened
        if opened.ref is None:
            return later("NoConversation", None, self._now() + PAUSE)
        return await self._post(activity, to, opened.ref)

    async def _open_by_installing(
        self, installer: Installer, to: TeamsAddress, user_id: str
    ) -> Receipt:
        """Open a chat as before or, where that still does not do, find it by Graph."""
        if not_installed := await installer.install(user_id):
            return not_installed
        opened = await self._open(to, user_id)
        return await installer.chat(user_id) if opened.reason == NOT_INSTALLED else opened

    async def _open(self, to: TeamsAddress, user_id: str) -> Receipt:
        # Opening the same conversation again gives the same one: it may be repeated.
        payload = {
            "bot": {"id": self._bot_id},
            "isGroup": False,
            "members": [{"id": user_id}],
            "tenantId": to.tenant_id,
            "channelData": {"tenant": {"id": to.tenant_id}},
        }
        return await self._call(
            self._connector.post, to, "/v3/conversations", payload, is_repeatable=True
        )

    async def _post_in_channel(
        self, activity: Activity, to: TeamsAddress, channel_id: str
    ) -> Receipt:
        payload = {
            "bot": {"id": self._bot_id},
            "isGroup": True,
            "tenantId": to.tenant_id,
            "channelData": {"channel": {"id": channel_id}, "tenant": {"id": to.tenant_id}},
            "activity": activity,
        }
        receipt = await self._call(self._connector.post, to, "/v3/conversations", payload)
        place = channel_id if receipt.ref is None else _thread(channel_id, receipt.ref)
        return replace(receipt, conversation_id=place)

    async def _call(
        self,
        method: Callable[..., Any],
        to: TeamsAddress,
        path: str,
        payload: Activity,
        *,
        conversation_id: str | None = None,
        is_repeatable: bool = False,
    ) -> Receipt:
        try:
            answered: Answered = await method(to.service_url, path, payload)
        except NotSentError as error:
            return later(error.code, conversation_id, self._now() + PAUSE)
        except DoubtfulError as error:
            if is_repeatable:
                return later(error.code, conversation_id, self._now() + PAUSE)
            return doubtful(error.code, conversation_id)
        return receipt_for(
            answered, conversation_id=conversation_id, is_repeatable=is_repeatable, now=self._now()
        )


def _thread(channel_id: str, activity_id: str) -> str:
    """A post in a channel stands in a thread of its own."""
    return f"{channel_id};messageid={activity_id}"


def _is_channel(to: TeamsAddress) -> bool:
    """A channel itself, not one of its threads and not a chat."""
    place = to.conversation_id or ""
    return to.user_id is None and place.endswith(("@thread.tacv2", "@thread.skype"))
