"""POST /api/messages: who may post, what is well formed, and a status for everything else."""

import json
import logging
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.delivery.verification import LoopbackOnly, TokenVerifier
from bot.errors import BadInputError, UnverifiedError
from handlers import teams_activities
from handlers.teams import TeamsBot
from handlers.teams_activities import Arrived
from handlers.teams_answers import Answer

_log = logging.getLogger(__name__)

_CHANNEL = "msteams"
#: by any other name a page elsewhere may have pointed its own at this machine (DNS rebinding)
_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


class MessagesEndpoint:
    """The address that the Bot Connector posts activities to."""

    def __init__(
        self, verifier: TokenVerifier | LoopbackOnly, bot: TeamsBot, *, tenants: frozenset[str]
    ) -> None:
        self._verifier = verifier
        self._bot = bot
        self._tenants = frozenset(tenant.lower() for tenant in tenants)

    async def messages(self, request: web.Request) -> web.Response:
        """Answer one request; never 500, whatever comes."""
        try:
            caller = await self._verifier.verify(
                request.headers.get("Authorization"), peer(request)
            )
            if request.content_type != "application/json":
                return _refusal(415, "Only application/json is understood.")
            arrived = teams_activities.read(_parsed(await request.read()))
            caller.vouch_for(service_url=arrived.service_url, channel_id=arrived.channel)
        except UnverifiedError as error:
            _log.warning("teams: refused: %s", error)
            return _refusal(401, str(error))
        except BadInputError as error:
            return _refusal(400, str(error))
        known = self._introduced(arrived)
        if known is None:
            _log.warning("teams %s %s: foreign tenant or channel", arrived.type, arrived.key)
            return _refusal(403, "The bot does not serve this tenant or channel.")
        _log.info("teams %s %s", arrived.type, arrived.key)
        return _response(await self._bot.turn(known))

    def _introduced(self, arrived: Arrived) -> Arrived | None:
        """Say whether the sender is a visitor; None where they or the place are not served.

        A shared channel of ours has people of other tenants in it. The place must be one of
        ours all the same, and whether a visitor is known there is for the members list to say.
        """
        if arrived.channel != _CHANNEL or arrived.host_tenant not in self._tenants:
            return None
        others = arrived.tenants - self._tenants
        if not others:
            return arrived
        if arrived.conversation_type != "channel":
            return None
        return replace(arrived, visitor_tenant=min(others))


def peer(request: web.Request) -> str | None:
    """The address of who posts; neither a proxy nor another name for this machine is local."""
    is_forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    try:
        is_called_local = urlsplit(f"//{request.host}").hostname in _LOCAL_NAMES
    except ValueError:
        is_called_local = False
    return request.remote if is_called_local and not is_forwarded else None


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadInputError("The body is no JSON.") from error


def _response(answer: Answer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status)
    text = json.dumps(answer.body, ensure_ascii=False).encode("utf-8", "replace")
    return web.Response(status=answer.status, body=text, content_type="application/json")


def _refusal(status: int, message: str) -> web.Response:
    body = {"error": {"code": f"Http{status}", "message": message}}
    return _response(Answer(status, body))
