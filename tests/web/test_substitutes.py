"""The network's page says who stands in for whom."""

from datetime import timedelta

from bot.domain.calendar import local_day
from bot.domain.wording import long_date
from bot.storage import substitutes
from bot.storage.substitutes import Substitution
from tests.web.conftest import Town
from tests.web.visitor import Visitor


async def test_who_stands_in_for_a_member(visitor: Visitor, town: Town) -> None:
    """Beside whom it is for, until the day they are back."""
    bodil, merete = await town.person("Bodil"), await town.person("Merete")
    today = local_day(town.clock())
    standing_in = Substitution(bodil.person_id, merete.person_id, today, today + timedelta(days=7))
    async with town.store.transaction() as connection:
        await substitutes.write(connection, bodil.person_id, standing_in)
    shown = f"Afløser til {long_date(standing_in.until)}: Merete Lyngholm"
    assert shown in (await visitor.open("/netvaerk/aeldre")).text
    town.clock.forward(days=7)
    assert shown not in (await visitor.open("/netvaerk/aeldre")).text
