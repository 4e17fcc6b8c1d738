"""Minutes that somebody hands in: for which network they may, and what is said of the outcome."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.meetings import Minutes
from bot.domain.people import Network, Person, Role
from bot.errors import BadInputError, NotAllowedError
from bot.followups.intake import Intake
from bot.storage import people

NOT_LEADING = "Referater tager jeg kun imod fra netværkets referent eller mødeleder."
_LEADING = {Role.MINUTE_TAKER, Role.CHAIR}


async def network_of(connection: AsyncConnection, person: Person, words: str) -> Network:
    """Give the one network whose minutes the person may hand in, or that the words name.

    Raise NotAllowedError or BadInputError with a Danish sentence.
    """
    led = [
        await people.network_of(connection, network_id)
        for network_id in sorted(await people.networks_of(connection, person.person_id))
        if await _leads(connection, network_id, person)
    ]
    if not led:
        raise NotAllowedError(NOT_LEADING)
    said = words.casefold()
    named = [
        one for one in led if one.name.casefold() in said or one.key.casefold() in said.split()
    ]
    fitting = named or led
    if len(fitting) > 1:
        names = " eller ".join(f"»{one.name}«" for one in fitting)
        raise BadInputError(
            f"Hvilket netværk er referatet fra? Send filen igen, og skriv {names} i samme besked."
        )
    return fitting[0]


async def _leads(connection: AsyncConnection, network_id: int, person: Person) -> bool:
    members = await people.members_of(connection, network_id)
    return any(m.person.person_id == person.person_id and m.roles & _LEADING for m in members)


def outcome(done: Intake, minutes: Minutes, name: str, sender: Person) -> str:
    """Say in Danish what became of a file."""
    if done.minutes_id is None:
        return f"I »{name}« er der hverken et møde eller opfølgninger, så intet er gemt."
    if not done.is_new:
        return f"»{name}« har jeg fået før, så der er ikke sket noget nyt."
    if not done.found and not minutes.working_groups:
        return f"»{name}« er gemt. Der er ikke noget at følge op på i det."
    found = "én opfølgning" if done.found == 1 else f"{done.found} opfølgninger"
    who = "Du" if done.reviewer in (None, sender.name) else done.reviewer
    return f"Jeg fandt {found} i »{name}«. {who} får referatet til gennemsyn."
