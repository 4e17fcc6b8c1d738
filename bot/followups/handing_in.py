"""Minutes that somebody hands in: for which network they may, and what is said of the outcome."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.language import later, t, tn
from bot.domain.meetings import Minutes
from bot.domain.people import Network, Person
from bot.domain.sentences import quoted
from bot.errors import BadInputError, NotAllowedError
from bot.followups.correcting import Folded
from bot.followups.intake import Intake
from bot.followups.rights import LEADING
from bot.storage import people

NOT_LEADING = later(
    "Referater tager jeg kun imod fra netværkets referent, mødeleder eller sekretariat."
)


async def network_of(connection: AsyncConnection, person: Person, words: str) -> Network:
    """Give the one network whose minutes the person may hand in, or that the words name.

    Raise NotAllowedError or BadInputError with a sentence.
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
        names = t(" eller ").join(quoted(one.name) for one in fitting)
        asked = t(
            "Hvilket netværk er referatet fra? Send filen igen, og skriv {names} i samme besked."
        )
        raise BadInputError(asked.format(names=names))
    return fitting[0]


async def _leads(connection: AsyncConnection, network_id: int, person: Person) -> bool:
    members = await people.members_of(connection, network_id)
    return any(m.person.person_id == person.person_id and m.roles & LEADING for m in members)


def outcome(done: Intake, minutes: Minutes, name: str, sender: Person) -> str:
    """Say what became of a file."""
    if done.minutes_id is None:
        said = t("I »{name}« er der hverken et møde eller opfølgninger, så intet er gemt.")
        return said.format(name=name)
    if not done.is_new:
        said = t("»{name}« har jeg fået før, så der er ikke sket noget nyt.")
        return said.format(name=name)
    if done.corrects:
        return _corrected(done.corrects, name)
    if not done.found and not minutes.working_groups:
        said = t("»{name}« er gemt. Der er ikke noget at følge op på i det.")
        return said.format(name=name)
    found = tn(
        "Jeg fandt én opfølgning i »{name}«.",
        "Jeg fandt {count} opfølgninger i »{name}«.",
        done.found,
    ).format(count=done.found, name=name)
    if done.reviewer in (None, sender.name):
        return f"{found} {t('Du får referatet til gennemsyn.')}"
    told = t("{reviewer} får referatet til gennemsyn.").format(reviewer=done.reviewer)
    return f"{found} {told}"


def _corrected(folded: Folded, name: str) -> str:
    """Say what a corrected file changed."""
    if not folded.asks:
        said = t("»{name}« er en ny udgave af et referat, jeg har. Opfølgningerne er de samme.")
        return said.format(name=name)
    said = t(
        "»{name}« er en rettet udgave af et referat, jeg har. Opfølgninger: nye {new}, ændrede "
        "{changed}, udgåede {gone}. Referenten får ændringerne til gennemsyn."
    )
    return said.format(name=name, new=folded.new, changed=folded.changed, gone=folded.gone)
