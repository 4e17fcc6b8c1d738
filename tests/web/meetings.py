"""Invented minutes as the reader would give them, and the network they belong to."""

from dataclasses import replace
from datetime import date

from bot.domain.meetings import (
    Attendance,
    Attendee,
    Due,
    FoundFollowUp,
    FoundGroup,
    Kind,
    Meeting,
    MeetingRole,
    Minutes,
    Party,
    PartyKind,
    Precision,
)

MEMBERS = """\
name;title;municipality;email;entra_id;roles
Anne-Sofie Bøgh Kjelstrup;chefkonsulent;Næstved Kommune;anne-sofie@example.org;e-anne;minute_taker
Bodil Ravnhøjgaard;centerchef;Næstved Kommune;bodil@example.org;e-bodil;chair contact
Merete Lyngholm;afdelingsleder;Slagelse Kommune;merete@example.org;e-merete;contact convener
Preben Skovdrup;depotleder;Odsherred Kommune;preben@example.org;;contact
Yasmin Elkhouri;teamleder;Køge Kommune;yasmin@example.org;e-yasmin;contact
"""

OVERVIEW = "Preben udarbejder en oversigt over depoterne."
NAMES = "Kommunerne melder deltagere ind til gruppen."
DRAFT = "Der udarbejdes et udkast til tjekliste."
PRICE = "Frands henter en pris."
DAY = "Der er ønske om en fælles temadag."
FORUM = "Natberedskab løftes til chefforum."
DUTY = "Ventetid over 15 dage indberettes."
GROUP = "Arbejdsgruppe om natberedskab"

_EVERYONE = Party(PartyKind.EVERYONE)
_NOBODY = Party(PartyKind.UNASSIGNED)


def _person(name: str) -> Party:
    return Party(PartyKind.PERSON, name)


def _found(task: str, owner: Party, line: int, kind: Kind = Kind.TASK) -> FoundFollowUp:
    return FoundFollowUp(
        task=task,
        kind=kind,
        owners=(owner,),
        quote=task,
        lines=((line, line),),
        item="Hjælpemidler",
        confidence=0.95,
        reasons=("en person er nævnt som den, der handler",),
    )


def a_meeting() -> Minutes:
    """Give minutes with one follow-up of every sort."""
    by = Due("senest 9. oktober", Precision.DAY, date(2026, 10, 9), date(2026, 10, 9))
    soon = Due("snarest", Precision.LOOSE)
    names = replace(_found(NAMES, _EVERYONE, 12, Kind.VOLUNTEER), due=by)
    price = replace(
        _found(PRICE, _person("Frands Kobberø"), 14), quote="Frands finder ud af prisen.", due=soon
    )
    return Minutes(
        Meeting("Netværksmøde om hjælpemidler", date(2026, 9, 3), next_meeting=date(2026, 12, 8)),
        people=(
            Attendee("Anne-Sofie Bøgh Kjelstrup", roles=(MeetingRole.MINUTE_TAKER,)),
            Attendee("Preben Skovdrup", "Odsherred Kommune", attendance=Attendance.PRESENT),
        ),
        follow_ups=(
            _found(OVERVIEW, _person("Preben Skovdrup"), 10),
            names,
            _found(DRAFT, _NOBODY, 13),
            price,
            replace(_found(DAY, _NOBODY, 15), confidence=0.4),
            _found(FORUM, _person("Merete Lyngholm"), 16, Kind.ESCALATE),
            _found(DUTY, _NOBODY, 17, Kind.STANDING),
        ),
        working_groups=(
            FoundGroup(
                GROUP,
                leads=(Party(PartyKind.ORGANISATION, "Slagelse Kommune"),),
                maybe=(_person("Yasmin Elkhouri"),),
                open=True,
                contact=_person("Anne-Sofie Bøgh Kjelstrup"),
                quote="Slagelse er tovholder.",
                lines=((11, 12),),
            ),
        ),
        remarks=("CPR-numre er skjult i teksten. Overvej, om referatet bør rettes.",),
    )
