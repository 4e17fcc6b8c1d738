"""What every composer needs: the transaction, the board's address, the time, and small look-ups."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import local_day
from bot.domain.notices import Occasion
from bot.domain.people import Person
from bot.domain.retelling import restated
from bot.storage import meetings, people
from bot.storage.meetings import MinutesRow


@dataclass(frozen=True)
class Context:
    """One composition."""

    connection: AsyncConnection
    #: what links to the board begin with; empty where those who are told cannot open it
    board: str
    now: datetime

    @property
    def today(self) -> date:
        """Give the day as people in Denmark have it."""
        return local_day(self.now)

    def page(self, path: str) -> str:
        """Give the address of a page of the board; none where it cannot be opened."""
        return f"{self.board}{path}" if self.board else ""

    async def occasion(self, minutes_id: int) -> Occasion:
        """Give the meeting that a notice is about."""
        minutes = await meetings.minutes_of(self.connection, minutes_id)
        network = await people.network_of(self.connection, minutes.network_id)
        return Occasion(
            minutes_id=minutes_id,
            network_key=network.key,
            network=network.name,
            title=title_of(minutes),
            date=minutes.held_on,
            link=self.page(f"/moede/{minutes_id}"),
            is_noted=not minutes.file_name,
        )

    async def person(self, person_id: int | None) -> Person:
        """Give a person who must exist."""
        if person_id is None:
            raise ValueError("a notice to nobody")
        return await people.person_of(self.connection, person_id)


def title_of(minutes: MinutesRow) -> str:
    """Give what the meeting is called; a day's notes are named in the language spoken."""
    return minutes.title if minutes.file_name else restated(minutes.title)
