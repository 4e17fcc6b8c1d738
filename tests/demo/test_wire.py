"""The demo shows what went over the wire: each call with its answer, and no token."""

from pathlib import Path

import aiohttp

from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.followups.members import MemberLine
from bot.standin.faults import LOST_ANSWER
from tests.journeys.staging import MORNING

BIRK = MemberLine("Birk Tjørnelund", "b@example.org", None, "Faxe Kommune", "e-birk", ())


async def test_calls_and_turns_are_shown_newest_first(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await built.cast("broer", "Brobygning", [BIRK])
        await built.settle()
        await built.driver.say(built.users["e-birk"], "hjælp <b>")
        built.standin.connector.faults.append(LOST_ANSWER)
        await built.driver.say(built.users["e-birk"], "status")
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{built.url}/proeve/kald") as response,
        ):
            page = await response.text()
    assert response.status == 200
    assert "fra Bolden · POST /teams/v3/conversations/a:e-birk/activities · intet svar" in page
    assert page.index("intet svar") < page.index("hjælp &lt;b&gt;")
    assert "til Bolden · POST /api/messages · 200" in page
    assert "Bearer" not in page
