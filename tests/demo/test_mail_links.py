"""Where those who get mails can open the board, a mail leads to a page that opens."""

from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from selectolax.lexbor import LexborHTMLParser

from bot.demo import mailing
from bot.demo.building import stage
from bot.demo.clock import DemoClock
from bot.domain.people import SYSTEM
from bot.followups import intake, review
from bot.followups.members import MemberLine
from bot.web.visiting import KEEPER
from tests.factories import by, found, minutes
from tests.journeys.staging import MORNING

DAGNY = MemberLine("Dagny Enghave", "dagny@example.org", None, "Greve Kommune", None, ())


async def test_a_mail_leads_to_a_page_that_opens(tmp_path: Path) -> None:
    async with stage(tmp_path, DemoClock(MORNING), port=0) as built:
        await built.cast("broer", "Brobygning", [DAGNY])
        assert built.network is not None
        read = minutes(found("Sende eksempler", by("Dagny Enghave")))
        now = built.clock()
        async with built.parts.store.transaction() as connection:
            done = await intake.take_in(
                connection, built.network, read, b"pdf", "referat.pdf", actor=SYSTEM, now=now
            )
            assert done.minutes_id is not None
            await review.approve(connection, done.minutes_id, actor=KEEPER, now=now)
        await built.settle()
        (mail,) = mailing.sent(built.mail)
        html = mail.get_body(["html"])
        assert html is not None
        links = LexborHTMLParser(html.get_content()).css("td.button a")
        said = [link.text() for link in links]
        assert said == ["Færdig", "I gang", "Udsæt", "Ikke mig", "Sidder fast"]
        path = urlsplit(links[0].attributes["href"] or "").path
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{built.url}{path}") as response,
        ):
            assert response.status == 200
            assert "Ja, den er færdig" in await response.text()
