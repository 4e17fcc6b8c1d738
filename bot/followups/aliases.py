"""Which further addresses are a person's: never one that may be two people's."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.directory import DirectoryPerson
from bot.domain.people import Person
from bot.errors import BadInputError
from bot.storage import aliases, people


async def give(connection: AsyncConnection, person: Person, emails: Iterable[str]) -> None:
    """Write a person's further addresses; BadInputError where one is somebody else's."""
    for email in emails:
        holder = await people.find_person(connection, email=email)
        if holder is not None and holder.person_id != person.person_id:
            raise BadInputError(f"The alias {email} of {person.email} belongs to {holder.email}.")
        if holder is None:
            await aliases.add(connection, person.person_id, email)


def shared(listed: Sequence[DirectoryPerson]) -> set[str]:
    """Give the addresses that the directory has for several people."""
    counted = Counter(
        email for one in listed for email in {*one.aliases, *([one.email] if one.email else [])}
    )
    return {email for email, count in counted.items() if count > 1}


async def take_over(
    connection: AsyncConnection, one: DirectoryPerson, saved: Person, unsure: set[str]
) -> tuple[list[str], list[str]]:
    """Write what the directory has; give what is new, and in sentences what is not sure.

    What is theirs already stays, also where the directory does not have it. An address that is
    in `unsure`, or was another's until now, is nobody's further one.
    """
    new, doubts = [], []
    for email in one.aliases:
        holder = await people.find_person(connection, email=email)
        if email in unsure:
            doubts.append(f"{saved.name}: {email} is several people's; nobody's alias")
        elif holder is None:
            await aliases.add(connection, saved.person_id, email)
            new.append(email)
        elif holder.person_id == saved.person_id:
            continue
        elif holder.email == email:
            doubts.append(f"{saved.name}: the alias {email} is {holder.name}'s address here")
        else:
            await aliases.remove(connection, [email])
            doubts.append(f"{saved.name}: {email} was {holder.name}'s alias; nobody's now")
    return new, doubts
