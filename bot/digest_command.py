"""`bolden digest --dry-run`: what the digest of a week would tell of a network."""

from bot.delivery.mail.rendering import render
from bot.domain.notices import PersonalDigest
from bot.domain.people import Network
from bot.domain.rhythm import Rhythm
from bot.followups.composing.context import Context
from bot.followups.composing.digest import digest_of


async def shown(context: Context, network: Network, year: int, week: int) -> str:
    """Give the text of a mail to somebody who has no tasks, or that there is none."""
    digest = await digest_of(context, network.network_id, year, week)
    if not digest.is_worth_sending:
        return "There is nothing to say this week: nothing is sent."
    mail = PersonalDigest(network.name, Rhythm.WEEKLY, context.today, (), (digest,))
    return render(mail, today=context.today).text
