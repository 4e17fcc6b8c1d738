"""Who gets no word, or may not read it: said beside them, to those who lead the network."""

from collections.abc import Callable
from datetime import timedelta

from bot.domain.calendar import local_day
from bot.storage import people, reaching, refreshing, tables
from bot.storage.outbox import OutboxState
from bot.storage.people import Wishes
from tests.web.conftest import Town
from tests.web.meetings import OVERVIEW
from tests.web.signing import Browser, account
from tests.web.test_network import approve
from tests.web.visitor import Page, Visitor


def rows(page: Page) -> dict[str, str]:
    """Give the members' rows by first name."""
    told = page.parts("section[aria-labelledby=medlemmer] tbody tr")
    return {row.split()[0]: row for row in told}


async def quieten(town: Town) -> None:
    """Have one's mail come back, one say stop, one pause and one be away; Anne-Sofie reads on."""
    today = local_day(town.clock())
    held = {name: (await town.person(name)).person_id for name in ("P", "B", "M", "Y")}
    async with town.store.transaction() as connection:
        await reaching.mark_bounced(connection, held["P"], "5.1.1")
        await people.set_wishes(connection, held["B"], Wishes(True, None))
        await people.set_wishes(connection, held["M"], Wishes(False, today + timedelta(days=6)))
        await reaching.set_away(connection, held["Y"], today + timedelta(days=3))


async def test_why_somebody_gets_no_word_stands_beside_them(visitor: Visitor, town: Town) -> None:
    await quieten(town)
    told = rows(await visitor.open("/netvaerk/aeldre"))
    assert told["Preben"].endswith("med mail mail kommer retur")
    assert told["Bodil"].endswith("i Teams har sagt stop – får ikke besked")
    assert told["Merete"].endswith("i Teams holder pause til 14. september 2026")
    assert told["Yasmin"].endswith("i Teams på ferie til 11. sep. ifølge autosvar")
    assert told["Anne-Sofie"].endswith("i Teams")
    town.clock.forward(days=6)
    told = rows(await visitor.open("/netvaerk/aeldre"))
    assert told["Merete"].endswith("i Teams")
    assert told["Yasmin"].endswith("i Teams")


async def test_it_is_said_in_english_too(visitor: Visitor, town: Town) -> None:
    await quieten(town)
    asked_for = {"Accept-Language": "en"}
    answer = await visitor.client.get("/netvaerk/aeldre", headers=asked_for)
    told = rows(await visitor._page(answer))
    assert told["Preben"].endswith("mail comes back")
    assert told["Bodil"].endswith("has said stop – is not told")


async def test_members_do_not_read_it_of_each_other(
    town: Town, browsers: Callable[[], Browser]
) -> None:
    await quieten(town)
    yasmin = browsers()
    await yasmin.sign_in(account("e-yasmin"))
    told = rows(await yasmin.open("/netvaerk/aeldre"))
    assert told["Preben"].endswith("kontaktperson")
    assert told["Bodil"].endswith("kontaktperson")


async def test_what_is_sent_again_lets_no_mail_to_a_dead_address(
    visitor: Visitor, town: Town, meeting: int
) -> None:
    """It is the person's address that takes no mail, whatever becomes of the row."""
    await approve(town, meeting)
    preben = (await town.person("Preben")).person_id
    async with town.store.transaction() as connection:
        await connection.execute(
            tables.outbox.update()
            .where(tables.outbox.c.person_id == preben)
            .values(state=OutboxState.FAILED, reason=reaching.BOUNCED)
        )
        await reaching.mark_bounced(connection, preben, "5.1.1")
    expected = "Preben Skovdrup: åben (mail kommer retur)"
    assert expected in (await visitor.open(f"/moede/{meeting}")).article(OVERVIEW)
    async with town.store.transaction() as connection:
        assert await refreshing.send_failed_again(connection, town.clock())
    assert expected in (await visitor.open(f"/moede/{meeting}")).article(OVERVIEW)
    assert rows(await visitor.open("/netvaerk/aeldre"))["Preben"].endswith("mail kommer retur")
