"""Installs the app by Graph for people of our tenant who never had it, where that is allowed.

A bot may open a chat by an Entra id only where the person has the app: else the connector says
403 ForbiddenOperationException, and only then anything is installed. Who has had Bolden and took
it away has a closed chat, and is left alone (`bot.delivery.roads`).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from urllib.parse import quote

from bot.delivery.calling import Answered, DoubtfulError, NotSentError
from bot.delivery.graph import Graph, Query
from bot.delivery.teams_receipts import PAUSE, later, retry_at
from bot.domain.delivery import Receipt, SendState

#: what the connector says of a chat with somebody who does not have the app
NOT_INSTALLED = "ForbiddenOperationException"
#: why it could not be installed, for the report
FORBIDDEN, NOT_FOUND, REFUSED = "install-forbidden", "install-not-found", "install-refused"
CATALOGUE_FORBIDDEN, NOT_IN_CATALOGUE = "catalogue-forbidden", "not-in-catalogue"
#: an administrator may have seen to it after this time: then it is tried once more
AGAIN = timedelta(days=7)
_MAY_CHANGE = frozenset({FORBIDDEN, NOT_FOUND, REFUSED, CATALOGUE_FORBIDDEN, NOT_IN_CATALOGUE})
#: surely or maybe not done, and worth another try
_PASSING = frozenset({401, 408, 429})


def may_try(reason: str, refused_at: datetime, now: datetime) -> bool:
    """Say whether somebody who could not be reached may be tried by installing now."""
    if reason == NOT_INSTALLED:  # nothing was ever installed, or it would say why not
        return True
    return reason in _MAY_CHANGE and refused_at + AGAIN <= now


class Installer:
    """Gives single people the app, which stands in the organisation's catalogue."""

    def __init__(
        self, graph: Graph, app_id: str, *, now: Callable[[], datetime], catalogue_id: str = ""
    ) -> None:
        self._graph = graph
        self._app_id = app_id.lower()  # as the package has it
        self._now = now
        #: the catalogue gives an app an id of its own
        self._given_id, self._found_id = catalogue_id, ""

    async def install(self, user_id: str) -> Receipt | None:
        """Give somebody the app; None where they have it now, else what came of it."""
        if not (self._given_id or self._found_id) and (failed := await self._look_up()):
            return failed
        app = self._graph.url(f"appCatalogs/teamsApps/{self._given_id or self._found_id}")
        answered = await self._post(_apps_of(user_id), {"teamsApp@odata.bind": app})
        if isinstance(answered, Receipt):
            return answered
        if answered.is_success or answered.status == 409:  # they have it already
            return None
        if answered.status == 404:
            self._found_id = ""  # put into the catalogue anew, it has another
        return self._failed(answered, {403: FORBIDDEN, 404: NOT_FOUND})

    async def chat(self, user_id: str) -> Receipt:
        """Find the chat with somebody who has the app: `ref` is its id."""
        query = {
            "$expand": "teamsApp",
            "$filter": f"teamsApp/externalId eq '{self._app_id}'",
        }
        found = await self._get(_apps_of(user_id), query)
        if isinstance(found, Receipt):
            return found
        installed = _first_id(found)
        if installed is None:
            return later("chat-not-ready", None, self._now() + PAUSE)
        answered = await self._get(f"{_apps_of(user_id)}/{quote(installed, safe='')}/chat", None)
        if isinstance(answered, Receipt):
            return answered
        chat_id = answered.body.get("id")
        if not chat_id:
            return later("chat-not-ready", None, self._now() + PAUSE)
        return Receipt(SendState.SENT, ref=str(chat_id))

    async def _look_up(self) -> Receipt | None:
        query = {"$filter": f"externalId eq '{self._app_id}'"}
        found = await self._get("appCatalogs/teamsApps", query, {403: CATALOGUE_FORBIDDEN})
        if isinstance(found, Receipt):
            return found
        app = _first_id(found)
        if app is None:
            return Receipt(SendState.GONE, reason=NOT_IN_CATALOGUE)
        self._found_id = app
        return None

    async def _get(
        self, path: str, query: Query | None, codes: Mapping[int, str] = {403: FORBIDDEN}
    ) -> Answered | Receipt:
        try:
            answered = await self._graph.get(path, query)
        except (NotSentError, DoubtfulError) as error:
            return later(error.code, None, self._now() + PAUSE)
        return answered if answered.is_success else self._failed(answered, codes)

    async def _post(self, path: str, payload: Mapping[str, str]) -> Answered | Receipt:
        try:
            return await self._graph.post(path, payload)
        except (NotSentError, DoubtfulError) as error:
            # a second time is as good as once: it is then there already
            return later(error.code, None, self._now() + PAUSE)

    def _failed(self, answered: Answered, codes: Mapping[int, str]) -> Receipt:
        if answered.status in _PASSING or answered.status >= 500:
            return later("graph-busy", None, retry_at(answered.retry_after, self._now()))
        return Receipt(SendState.GONE, reason=codes.get(answered.status, REFUSED))


def _apps_of(user_id: str) -> str:
    return f"users/{quote(user_id, safe='')}/teamwork/installedApps"


def _first_id(answered: Answered) -> str | None:
    found = answered.body.get("value")
    first = found[0] if isinstance(found, list) and found else None
    own_id = first.get("id") if isinstance(first, Mapping) else None
    return str(own_id) if own_id else None
