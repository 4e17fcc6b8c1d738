"""Who plays along: for own minutes, members made from their roster under example.org."""

import re
import unicodedata
import uuid

from bot.domain.meetings import Attendance, Attendee, MeetingRole, Minutes
from bot.domain.people import Role
from bot.followups.members import MemberLine

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def members_from(minutes: Minutes) -> list[MemberLine]:
    """Make a member of everybody whom the minutes list with first and last name.

    Every second one has Teams; the first of a body who was present answers for it.
    """
    listed = [one for one in minutes.people if len(one.name.split()) > 1]
    listed.sort(key=lambda one: one.attendance is not Attendance.PRESENT)
    contacts: set[str] = set()
    emails: set[str] = set()
    members = []
    for number, one in enumerate(listed):
        email = _email(one.name)
        if email in emails:
            continue
        emails.add(email)
        members.append(
            MemberLine(
                name=one.name,
                email=email,
                title=one.title,
                municipality=one.organisation,
                entra_id=str(uuid.uuid5(uuid.NAMESPACE_DNS, email)) if number % 2 == 0 else None,
                roles=_roles(one, contacts),
            )
        )
    return members


def _roles(one: Attendee, contacts: set[str]) -> tuple[Role, ...]:
    roles = []
    if MeetingRole.CHAIR in one.roles:
        roles.append(Role.CHAIR)
    if MeetingRole.MINUTE_TAKER in one.roles:
        roles.append(Role.MINUTE_TAKER)
    body = one.organisation
    if body and body not in contacts:
        contacts.add(body)
        is_secretariat = "sekretariat" in body.casefold()
        roles.append(Role.SECRETARIAT if is_secretariat else Role.CONTACT)
    return tuple(roles)


def _email(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_ASCII))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    return f"{'.'.join(words)}@example.org"
