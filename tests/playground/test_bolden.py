"""`make playground` itself: the main line as the minute-taker meets it, in a browser."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, expect

from tests.playground.browser import FOLDER, free_port, need_tools, page_at
from tests.playground.test_playground import card, write

MINUTES = """Referat netværksmøde Skole og Trivsel

Dato og klokkeslæt: Torsdag den 12. november 2026 klokken 9:30-11:30

Deltagere: Viggo Elmose, skolechef, Næstved Kommune (formand); Signe Rønhave, chefkonsulent, \
Køge Kommune; Tove Lyngby, afdelingsleder, Slagelse Kommune.

Mødeleder: Viggo Elmose, skolechef, Næstved Kommune

Referent: Signe Rønhave, chefkonsulent, Køge Kommune

1. Overgange fra dagtilbud til skole v/ Signe Rønhave (9.35-10.15)

Beslutninger / opfølgning

- Signe Rønhave sender Køges skabelon for overleveringssamtaler til netværket.

2. Skolefravær v/ Tove Lyngby (10.15-11.15)

Beslutninger / opfølgning

- Der nedsættes en arbejdsgruppe om skolefravær.
- Tove Lyngby er tovholder for arbejdsgruppen.
- Kommunerne melder deltagere ind til arbejdsgruppen.
"""


@asynccontextmanager
async def both(work_folder: Path) -> AsyncIterator[str]:
    """Start Bolden and the playground as `make playground` does; give the playground's address."""
    minutes = work_folder / "referat.txt"
    minutes.write_text(MINUTES, "utf-8")
    ports = (f"--port={free_port()}", f"--playground-port={free_port()}")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(FOLDER / "run.py"), *ports, str(minutes)),
        cwd=work_folder,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = ""
    try:
        async with asyncio.timeout(240):
            while "Playground: " not in said or "Board: " not in said:
                line = (await process.stdout.readline()).decode()
                assert line, said
                said += line
        yield said.partition("Playground: ")[2].split()[0]
    finally:
        process.terminate()
        await process.communicate()


async def open_all(page: Page) -> None:
    """Let Bolden learn of both: of the channel once it is looked at, of the chat once open."""
    await page.get_by_role("treeitem", name="Netværk - Referater").click()
    await page.get_by_role("button", name="Post", exact=True).wait_for()
    await page.get_by_role("treeitem", name="Personal Chat").click()


async def approve(page: Page) -> None:
    review = card(page, "Referatet er læst")
    await review.get_by_role("button", name="Godkend og send").click()
    await page.get_by_label("Referatet er godkendt").wait_for()
    await expect(review).to_have_count(0)


async def test_from_minutes_to_answers(tmp_path: Path) -> None:
    need_tools()
    async with both(tmp_path) as url, page_at(url) as page:
        await open_all(page)

        # the review comes by itself, and nobody is told anything before it is approved
        await approve(page)

        # one's own tasks, answered by a button: the card changes in its place
        tasks = card(page, "Dine opgaver fra mødet")
        await tasks.get_by_text("Køges skabelon for overleveringssamtaler").first.wait_for()
        await tasks.get_by_role("button", name="Færdig", exact=True).first.click()
        await tasks.get_by_text("meldt færdig").first.wait_for()
        await expect(tasks).to_have_count(1)

        # and by words
        await write(page, "status", button="Send Message")
        await card(page, "Her er din status").wait_for()

        # in the channel: joining a working group shows on the card
        await page.get_by_role("treeitem", name="Netværk - Referater").click()
        call = card(page, "Hvem vil være med?")
        await call.get_by_role("button", name="Jeg melder mig").click()
        await call.get_by_text("Signe Rønhave").first.wait_for()


async def test_words_are_understood_and_taken_back_in_two_languages(tmp_path: Path) -> None:
    need_tools()
    async with both(tmp_path) as url, page_at(url) as page:
        await open_all(page)
        await approve(page)
        tasks = card(page, "Dine opgaver fra mødet")
        await tasks.get_by_text("Køges skabelon for overleveringssamtaler").first.wait_for()

        # words alone finish it, and the card that was sent says so
        await write(page, "1 er færdig", button="Send Message")
        await tasks.get_by_text("meldt færdig").first.wait_for()
        await write(page, "fortryd", button="Send Message")
        await expect(tasks.get_by_text("meldt færdig")).to_have_count(0)

        # from now on in English
        await write(page, "sprog engelsk", button="Send Message")
        await write(page, "status", button="Send Message")
        await card(page, "Here is your status").wait_for()


async def test_a_working_group_is_joined_left_and_closed(tmp_path: Path) -> None:
    need_tools()
    async with both(tmp_path) as url, page_at(url) as page:
        await open_all(page)
        await approve(page)
        await page.get_by_role("treeitem", name="Netværk - Referater").click()
        call = card(page, "Hvem vil være med?")
        await call.get_by_role("button", name="Jeg melder mig").click()
        await call.get_by_text("Signe Rønhave").first.wait_for()
        await call.get_by_role("button", name="Meld fra").click()
        await expect(call.get_by_text("Signe Rønhave")).to_have_count(0)
        await expect(call).to_have_count(1)
