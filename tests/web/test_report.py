"""The delivery report: figures that sum to the rows, and doubtful ones on top."""

from bot.storage import tables
from bot.storage.outbox import OutboxState
from tests.web.conftest import Town
from tests.web.visitor import Page, Visitor

SUMS = ".sums tbody tr"
ROWS = ".wide tbody tr"


async def fill(town: Town, *states: OutboxState) -> None:
    """Put one notice of each of some states into the outbox."""
    preben = await town.person("Preben")
    async with town.store.transaction() as connection:
        for number, state in enumerate(states):
            await connection.execute(
                tables.outbox.insert().values(
                    key=f"key/{number}",
                    kind="digest" if number % 2 else "reminder",
                    network_id=town.network.network_id,
                    person_id=None if number % 2 else preben.person_id,
                    about={},
                    state=state,
                    due_at=town.clock(),
                    created_at=town.clock(),
                    settled_at=town.clock(),
                    road="teams" if number % 2 else "mail",
                    reason="worker-gone" if state is OutboxState.UNCERTAIN else None,
                )
            )


def figures(page: Page) -> dict[str, int]:
    """Give the figures by state as shown."""
    rows = (row.rsplit(" ", 1) for row in page.parts(SUMS))
    return {name: int(count) for name, count in rows}


async def test_figures_sum_to_the_rows(visitor: Visitor, town: Town) -> None:
    """Every state has its Danish word."""
    await fill(town, *OutboxState, OutboxState.SENT, OutboxState.SENT)
    page = await visitor.open("/udbakke")
    shown = figures(page)
    assert len(shown) == len(OutboxState)
    assert shown["sendt"] == 3
    assert sum(shown.values()) == len(page.parts(ROWS)) == len(OutboxState) + 2
    assert page.part(".sums tfoot") == f"i alt {len(OutboxState) + 2}"


async def test_uncertain_ones_stand_on_top_and_are_said_plainly(
    visitor: Visitor, town: Town
) -> None:
    """Never silently repeated or lost."""
    await fill(town, OutboxState.UNCERTAIN, OutboxState.SENT, OutboxState.FAILED)
    page = await visitor.open("/udbakke")
    first = page.parts(ROWS)[0]
    assert first.startswith("Påmindelse Preben Skovdrup usikker Programmet stoppede midt i")
    assert "mail 8. sep. kl. 10.00" in first
    assert "1 besked er usikker: Ingen kan vide, om den nåede frem." in page.text
    assert "sender den ikke igen af sig selv" in page.text
    assert "Ugeoverblik Kanalen i Ældrenetværket sendt Teams 8. sep. kl. 10.00" in page.parts(ROWS)


async def test_rows_can_be_narrowed_down(visitor: Visitor, town: Town) -> None:
    """By state; the figures stay those of all."""
    await fill(town, OutboxState.SENT, OutboxState.FAILED, OutboxState.SENT)
    page = await visitor.open("/udbakke?tilstand=failed")
    assert len(page.parts(ROWS)) == 1
    assert figures(page) == {"mislykket": 1, "sendt": 2}
    page = await visitor.open("/udbakke?moede=1")
    assert "Udbakken er tom." in page.text


async def test_long_reports_have_pages(visitor: Visitor, town: Town) -> None:
    """Two hundred rows a page."""
    await fill(town, *[OutboxState.SENT] * 201)
    page = await visitor.open("/udbakke")
    assert len(page.parts(ROWS)) == 200
    assert page.parts("nav.pages a") == ["Side 1", "Side 2"]
    page = await visitor.open("/udbakke?side=2")
    assert len(page.parts(ROWS)) == 1


async def test_odd_questions_are_answered_calmly(visitor: Visitor, town: Town) -> None:
    """What stands in an address is not believed."""
    await fill(town, OutboxState.SENT)
    for query in ("tilstand=x", "moede=x", "side=x", "side=-1", "side=99", f"side={'9' * 40}"):
        assert (await visitor.open(f"/udbakke?{query}")).status == 200


async def test_an_empty_outbox_says_so(visitor: Visitor) -> None:
    """No empty tables."""
    assert "Udbakken er tom." in (await visitor.open("/udbakke")).text


async def test_why_teams_was_not_the_road_is_said(visitor: Visitor, town: Town) -> None:
    """Stored with the row, and in words."""
    await fill(town, OutboxState.SENT)
    async with town.store.transaction() as connection:
        detour = {"road": "teams", "reason": "ConversationBlockedByUser"}
        await connection.execute(tables.outbox.update().values(detour=detour))
    page = await visitor.open("/udbakke")
    assert "mail ikke Teams: Modtageren har blokeret Bolden i Teams." in page.parts(ROWS)[0]
