"""Looking changes nothing, and what stands in minutes is only ever text."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.meetings import Attendee, Party, PartyKind
from bot.followups import members, review
from bot.storage.tables import metadata
from bot.web.visiting import KEEPER
from tests.web.conftest import Town
from tests.web.meetings import a_meeting
from tests.web.tour import every_page
from tests.web.visitor import Visitor

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</textarea></title><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "\u202egnirts\u2066 \u0007",
)


async def everything(town: Town) -> dict[str, list[tuple[object, ...]]]:
    async with town.store.transaction() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


async def test_looking_changes_nothing(visitor: Visitor, town: Town, meeting: int) -> None:
    """Every page is opened; every row of every table is as before."""
    approved = await town.hold(a_meeting(), b"approved", day=date(2026, 6, 3))
    async with town.store.transaction() as connection:
        await review.approve(connection, approved, actor=KEEPER, now=town.clock())
    before = await everything(town)
    await every_page(visitor)
    await visitor.client.head(f"/moede/{meeting}")
    assert await everything(town) == before
    assert not town.wake.is_set()


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_stay_words(visitor: Visitor, town: Town, words: str) -> None:
    """In every place where minutes, files and member lists can put them."""
    minutes = a_meeting()
    found = tuple(
        replace(
            one,
            task=f"{words} {number}",
            quote=f"{words} quote",
            item=words,
            reasons=(words,),
            owners=(Party(PartyKind.PERSON, words),) if number % 2 else one.owners,
        )
        for number, one in enumerate(minutes.follow_ups)
    )
    group = replace(
        minutes.working_groups[0], name=words, quote=words, maybe=(Party(PartyKind.PERSON, words),)
    )
    hostile = replace(
        minutes,
        meeting=replace(minutes.meeting, title=words),
        follow_ups=found,
        working_groups=(group,),
        people=(Attendee(words),),
        remarks=(words,),
    )
    quoted = words.replace('"', '""')
    async with town.store.transaction() as connection:
        line = f'name;email;municipality;title\n"{quoted}";x@example.org;"{quoted}";"{quoted}"\n'
        await members.import_members(connection, town.network, line.encode())
    reviewed = await town.hold(hostile, b"one")
    approved = await town.hold(hostile, b"two", day=date(2026, 6, 3))
    async with town.store.transaction() as connection:
        await review.approve(connection, approved, actor=KEEPER, now=town.clock())
    pages = await every_page(visitor)
    assert {f"/moede/{reviewed}", f"/moede/{approved}"} <= set(pages)
    shown = 0
    for path, page in pages.items():
        assert page.status == 200 or path == "/nix", path
        assert not page.tree.css("script, img, svg[onload], [onerror], [onmouseover]"), path
        assert not page.tree.css("a[href^='javascript'], [src^='javascript']"), path
        shown += " ".join(words.split()) in " ".join(
            (page.tree.body or page.tree.root).text().split()
        )
    assert shown >= 4
    assert "49" not in pages[f"/moede/{reviewed}"].part("h1")


async def test_a_hostile_file_name_stays_a_name(visitor: Visitor) -> None:
    """On the page and in what is stored."""
    text = b"Referat\n\nDato: 3. september 2026\n\nPreben laver en liste.\n"
    page = await visitor.hand_in(
        "/netvaerk/aeldre/referat", text, "<svg onload=alert(1)>\u202e.txt"
    )
    assert not page.tree.css("svg[onload]")


@pytest.mark.parametrize("query", ["?sket=<script>", "?sket=gemt&ved=<script>", "?ved=1"])
async def test_the_address_puts_no_words_on_the_page(
    visitor: Visitor, meeting: int, query: str
) -> None:
    """What was done is said in our own sentences only."""
    page = await visitor.open(f"/moede/{meeting}{query}")
    assert page.status == 200
    assert "<script" not in page.html
