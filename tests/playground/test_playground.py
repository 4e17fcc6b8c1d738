"""Cards, buttons and words in Microsoft's own playground: the second opinion on our stand-in."""

from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.domain.welcoming import STRANGER
from tests.playground.browser import free_port, need_tools, page_at, playground
from tests.playground.small_bot import SIGNE, running

CHANNEL = "19:referater@thread.tacv2"


def card(page: Page, words: str) -> Locator:
    return page.locator(".ac-adaptiveCard", has_text=words)


async def press(asked: Locator, button: str, note: str) -> None:
    """Fill in and press; the page only knows what has been typed key by key."""
    field = asked.get_by_label("Bemærkning")
    await field.click()
    await field.press_sequentially(note)
    await asked.get_by_role("button", name=button, exact=True).click()


async def write(page: Page, words: str, *, mention: bool = False, button: str) -> None:
    box = page.locator('[data-lexical-editor="true"]').first
    await box.click()
    if mention:
        await page.keyboard.type("@")
        await page.get_by_role("menuitem").filter(has_text="Bolden").click()
        await expect(box).to_contain_text("Bolden")  # the page puts it in when it gets to it
        await page.keyboard.type(" ")
    await page.keyboard.type(words)
    await expect(box).to_contain_text(words)
    await (
        page.get_by_label(button, exact=True)
        .or_(page.get_by_role("button", name=button, exact=True))
        .first.click()
    )


async def test_personal_chat_and_channel(tmp_path: Path) -> None:
    need_tools()
    port = free_port()
    async with (
        running(port) as bot,
        playground(port, bot.url, tmp_path) as url,
        page_at(url) as page,
    ):
        await page.get_by_text(STRANGER[:30]).first.wait_for()

        # words in the personal chat, answered by a card
        await write(page, "1 er klar", button="Send Message")
        first = card(page, "Du skrev: 1 er klar")
        await first.wait_for()

        # Action.Execute: the answer takes the card's place
        await press(first, "Færdig", note="er sendt")
        done = card(page, "Modtaget: er sendt (1)")
        await done.wait_for()
        await expect(page.locator(".ac-adaptiveCard")).to_have_count(1)

        # Action.Submit: the bot replaces the card
        await press(done, "Færdig fra telefon", note="fra mobilen")
        await card(page, "Modtaget: fra mobilen (1)").wait_for()
        await expect(page.locator(".ac-adaptiveCard")).to_have_count(1)

        # unasked, and replaced
        told = await bot.tell(SIGNE, "Husk fristen")
        await card(page, "Husk fristen").wait_for()
        assert await bot.tell(SIGNE, "Fristen er rykket", replaces=told) == told
        await card(page, "Fristen er rykket").wait_for()
        await expect(card(page, "Husk fristen")).to_have_count(0)

        # the channel: unasked, pressed, replaced, and words with a mention
        await page.get_by_role("treeitem", name="Netværk - Referater").click()
        await page.get_by_role("button", name="Post", exact=True).wait_for()
        told = await bot.tell(CHANNEL, "Hvem tager den?")
        asked = card(page, "Hvem tager den?")
        await press(asked, "Færdig", note="vi gør")
        await card(page, "Modtaget: vi gør (1)").wait_for()
        await bot.tell(CHANNEL, "11 af 17 har svaret", replaces=told)
        await card(page, "11 af 17 har svaret").wait_for()
        await write(page, "vi er med", mention=True, button="Post")
        await card(page, "Du skrev: vi er med").wait_for()
