"""On the board, what was noted from messages in Teams is not said to come from minutes."""

from bot.domain.people import Actor, Road
from bot.followups import noting
from bot.followups.noting import Note
from tests.web.conftest import Town
from tests.web.visitor import Visitor


async def test_a_days_notes_have_a_page_of_their_own(visitor: Visitor, town: Town) -> None:
    writer = await town.person("Preben")
    owner = await town.person("Merete")
    value = f"{town.network.network_id}:{owner.person_id}"
    note = Note("Ring til havnen", value, None, "Hvem ringer?")
    async with town.store.transaction() as connection:
        actor = Actor(Road.TEAMS, writer.person_id)
        item, _ = await noting.note(
            connection, actor, writer, note, channel_id=town.network.channel_id, now=town.clock()
        )
    page = await visitor.open(f"/moede/{item.minutes_id}")
    assert "Noteret i Teams 8. september 2026" in page.text
    assert "Hvem ringer?" in page.article("Ring til havnen")
    assert "Noteret fra en besked i Teams" in page.article("Ring til havnen")
    assert "eferat" not in page.article("Ring til havnen")
    overview = await visitor.open(f"/netvaerk/{town.network.key}")
    assert "Samtale i Teams" in overview.text
