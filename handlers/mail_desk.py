"""Who hears what came by mail: words, reports, automatic answers, and minutes sent in."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import doubts
from bot.domain.language import speak
from bot.domain.notices import Outcome
from bot.domain.people import Network, Person, Road
from bot.domain.verbs import Verb
from bot.errors import BadInputError, NotAllowedError
from bot.followups import handing_in, reaching, unsure_senders
from bot.storage import conversations, people
from bot.storage.reaching import hear_from
from handlers.dispatch import Dispatcher
from handlers.events import AutoReplied, Bounced, SentIn, Unsure, Written
from handlers.taking_in import Read, take_in


@dataclass(frozen=True)
class MailDesk:
    """The listener of the mailbox."""

    dispatcher: Dispatcher
    read: Read

    async def written(self, event: Written) -> None:
        """Act on words of people we know."""
        if event.outbox_id is not None and not await self._is_known(event):
            await self.unsure(Unsure(event.outbox_id))
            return
        await self.dispatcher.written(event)

    async def _is_known(self, event: Written) -> bool:
        async with self.dispatcher.store.transaction() as connection:
            return await people.find_person(connection, email=event.email) is not None

    async def unsure(self, event: Unsure) -> None:
        """Tell whom the mail of ours was to; whoever wrote gets no answer."""
        async with self.dispatcher.store.transaction() as connection:
            now = self.dispatcher.clock()
            await unsure_senders.note(connection, event.outbox_id, now)
        self.dispatcher.changed()

    async def bounced(self, event: Bounced) -> None:
        """Note that a mail came back, and tell the reviewer where the address is wrong."""
        code = event.code if event.blames_address else None
        async with self.dispatcher.store.transaction() as connection:
            now = self.dispatcher.clock()
            await reaching.bounced(connection, event.outbox_id, code, event.to, now)
        self.dispatcher.changed()

    async def away(self, event: AutoReplied) -> None:
        """Note who is away: nothing but reminders waits for them."""
        async with self.dispatcher.store.transaction() as connection:
            now = self.dispatcher.clock()
            await reaching.away(connection, event.outbox_id, event.email, event.until, now)

    async def sent_in(self, event: SentIn) -> None:
        """Take documents in from who may hand in minutes; of others, only their words count.

        What was stored before something broke is known when the mail is looked at again.
        """
        written = event.written
        async with self.dispatcher.store.transaction() as connection:
            if await conversations.is_known(connection, written.key):
                return
            person = await people.find_person(connection, email=written.email)
            if person is not None:
                speak(person.language)
                place = await self._place(connection, event, person)
        if person is None or place is None:
            await self.dispatcher.written(written)
        elif isinstance(place, Network):
            await self._answer(written, person, await self._taken(event, place, person))
        else:
            await self._answer(written, person, (place,))

    async def _place(
        self, connection: AsyncConnection, event: SentIn, person: Person
    ) -> Network | str | None:
        """Give the network it is for, or a question; None for who hands in no minutes."""
        said = f"{event.subject}\n{event.written.text}"
        try:
            return await handing_in.network_of(connection, person, said)
        except NotAllowedError:
            return None
        except BadInputError as refused:
            return doubts.refusal(refused)

    async def _taken(self, event: SentIn, network: Network, person: Person) -> tuple[str, ...]:
        return tuple(
            [
                await take_in(self.dispatcher, self.read, one, network, person, Road.MAIL)
                for one in event.files
            ]
        )

    async def _answer(self, written: Written, person: Person, said: tuple[str, ...]) -> None:
        now = self.dispatcher.clock()
        outcomes = tuple(Outcome(Verb.ASK, refusal=one) for one in said)
        async with self.dispatcher.store.transaction() as connection:
            if await conversations.first_time(connection, written.key, now):
                await hear_from(connection, person, Road.MAIL, written.email)
                await self.dispatcher.answer_by_mail(
                    connection, written, person, outcomes, None, now
                )
        self.dispatcher.changed()
