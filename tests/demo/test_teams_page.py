"""The demo's Teams page: a button means the same however long the page has stood open."""

from pathlib import Path

import aiohttp
from selectolax.lexbor import LexborHTMLParser

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.demo.stage import Stage
from bot.followups.members import MemberLine
from tests.journeys.staging import MORNING

BIRK = MemberLine("Birk Tjørnelund", "b@example.org", None, "Faxe Kommune", "e-birk", ())


async def _shown(session: aiohttp.ClientSession, built: Stage) -> LexborHTMLParser:
    chat = built.standin.world.personal(built.users["e-birk"]).conversation_id
    async with session.get(f"{built.url}/proeve/teams", params={"samtale": chat}) as response:
        return LexborHTMLParser(await response.text())


async def _press(
    session: aiohttp.ClientSession, built: Stage, page: LexborHTMLParser, title: str
) -> str:
    """Press the page's button of that title; give what the page that follows says."""
    form = next(
        one for one in page.css("form") if any(b.text() == title for b in one.css("button"))
    )
    fields = {one.attributes["name"]: one.attributes.get("value") for one in form.css("input")}
    (button,) = (one for one in form.css("button") if one.text() == title)
    sent = {str(name): value or "" for name, value in fields.items()}
    sent["knap"] = button.attributes["value"] or ""
    address = f"{built.url}/proeve/teams/tryk"
    headers = {"Origin": built.url}
    async with session.post(address, data=sent, headers=headers) as response:
        assert response.status == 200
        said = LexborHTMLParser(await response.text()).css_first("[role=status]")
    return said.text() if said else ""


async def test_a_page_that_stood_open_presses_no_other_button(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built, aiohttp.ClientSession() as on:
        await built.cast("broer", "Brobygning", [BIRK])
        await built.driver.say(built.users["e-birk"], "sprog")
        await built.settle()
        old = await _shown(on, built)
        assert await _press(on, built, old, "English") == ""
        assert "Kortet er ændret" in await _press(on, built, old, "English")
