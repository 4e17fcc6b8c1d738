"""`bolden digest --dry-run`: what the digest of a week would tell of a network."""

from datetime import date, timedelta

from bot.delivery.mail.rendering import render
from bot.domain.notices import PersonalDigest
from bot.domain.people import Network
from bot.domain.rhythm import Rhythm
from bot.followups.composing.context import Context
from bot.followups.composing.digest import digest_of


async def shown(context: Context, network: Network, year: int, week: int) -> str:
    """Name the week; give the text of a mail to somebody who has no tasks, or that there is none.

    A digest ends on the Monday of its week, so it tells of the seven days before.
    """
    until = date.fromisocalendar(year, week, 1)
    since = until - timedelta(days=7)
    which = f"The digest of week {week}, of Monday {since} to Monday {until}, each at 8:"
    digest = await digest_of(context, network.network_id, year, week)
    if not digest.is_worth_sending:
        return f"{which}\nThere is nothing to say: nothing is sent."
    mail = PersonalDigest(network.name, Rhythm.WEEKLY, context.today, (), (digest,))
    return f"{which}\n\n{render(mail, today=context.today).text}"
