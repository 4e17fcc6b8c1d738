"""A file sent to the bot in its own chat: the minute-taker's minutes, read and put up for review.

Teams waits a few seconds for an answer and reading may take longer, so that the person is told
at once that it is read, and afterwards what was found; the review itself goes by the outbox.
"""

import asyncio
import logging
from dataclasses import dataclass

from bot.delivery.calling import DoubtfulError, NotSentError
from bot.delivery.connector import Connector, activities
from bot.delivery.downloads import Downloads, NotFetchedError, TooBigError
from bot.domain import doubts
from bot.domain.language import later, speak, t
from bot.domain.people import Network, Person, Road
from bot.domain.unreadable import TOO_BIG
from bot.errors import BadInputError, NotAllowedError, place_of
from bot.followups import handing_in
from bot.storage import conversations, people
from handlers import teams_texts as texts
from handlers.attached import MOST_FILES, Attached, own_name
from handlers.dispatch import Dispatcher
from handlers.taking_in import Read, take_in
from handlers.teams_activities import FILE_TYPE, Arrived

_log = logging.getLogger(__name__)

READING = later("Tak, jeg læser filen. Om lidt skriver jeg, hvad jeg fandt.")
NOT_FETCHED = later("Jeg kunne ikke hente »{name}« fra Teams. Prøv at sende den igen.")


@dataclass(frozen=True)
class Sent:
    """A file as Teams tells of it."""

    name: str
    url: str


class Files:
    """Takes files; what is being read is in `reading` until it is done."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        connector: Connector,
        read: Read,
    ) -> None:
        self._dispatcher = dispatcher
        self._connector = connector
        self._read = read
        self._downloads = Downloads(connector.trusted_origins)
        #: a file and what is read from it take up memory
        self._one_at_a_time = asyncio.Lock()
        self.reading: set[asyncio.Task[None]] = set()

    async def take(self, arrived: Arrived) -> str | None:
        """Say at once whether the files of a message will be read; read them afterwards."""
        if arrived.conversation_type != "personal":
            return t(doubts.OTHERS_READ)
        if not arrived.entra_id:
            return t(texts.WHO_ARE_YOU)
        store, now = self._dispatcher.store, self._dispatcher.clock()
        words = arrived.raw.get("text")
        try:
            async with store.transaction() as connection:
                if not await conversations.first_time(connection, arrived.key, now):
                    return None
                person = await people.find_person(connection, entra_id=arrived.entra_id)
                if person is None:
                    return t(doubts.UNKNOWN_PERSON)
                speak(person.language)
                said = words if isinstance(words, str) else ""
                network = await handing_in.network_of(connection, person, said)
        except (BadInputError, NotAllowedError) as refused:
            return doubts.refusal(refused)
        # what is said afterwards is in the language spoken now
        task = asyncio.create_task(self._take_all(arrived, sent(arrived), network, person))
        self.reading.add(task)
        task.add_done_callback(self.reading.discard)
        return t(READING)

    async def _take_all(
        self, arrived: Arrived, files: list[Sent], network: Network, person: Person
    ) -> None:
        for one in files:
            async with self._one_at_a_time:
                answer = await self._take_one(one, network, person)
            await self._tell(arrived, answer)
            self._dispatcher.changed()

    async def _take_one(self, one: Sent, network: Network, person: Person) -> str:
        """Read a file and store what is in it; give what to say."""
        try:
            data = await self._downloads.fetch(one.url)
        except TooBigError:
            return t(TOO_BIG)
        except NotFetchedError as error:
            _log.warning("teams: a file of person %s: %s", person.person_id, error.code)
            return t(NOT_FETCHED).format(name=one.name)
        except Exception as error:  # noqa: BLE001 - nobody else would tell the person
            _log.error("teams: a file was not fetched: %s", place_of(error))
            return t(texts.TROUBLE)
        file = Attached(one.name, data)
        return await take_in(self._dispatcher, self._read, file, network, person, Road.TEAMS)

    async def _tell(self, arrived: Arrived, sentence: str) -> None:
        """Answer in the chat; as plain text, for the file's name is the sender's."""
        message = {
            "type": "message",
            "from": {"id": arrived.bot_id},
            "text": sentence,
            "textFormat": "plain",
        }
        path = activities(arrived.conversation_id)
        try:
            answered = await self._connector.post(arrived.service_url, path, message)
        except (NotSentError, DoubtfulError) as error:
            _log.warning("teams: what became of a file was not said: %s", error.code)
            return
        if not answered.is_success:
            _log.warning("teams: what became of a file was refused: %s", answered.status)


def sent(arrived: Arrived) -> list[Sent]:
    """Give the files of a message."""
    carried = arrived.raw.get("attachments")
    found = [_file(one) for one in carried] if isinstance(carried, list) else []
    return [one for one in found if one is not None][:MOST_FILES]


def _file(attachment: object) -> Sent | None:
    if not isinstance(attachment, dict) or attachment.get("contentType") != FILE_TYPE:
        return None
    content = attachment.get("content")
    url = content.get("downloadUrl") if isinstance(content, dict) else None
    name = attachment.get("name")
    shown = own_name(name) if isinstance(name, str) else ""
    return Sent(shown or t("filen"), url if isinstance(url, str) else "")
