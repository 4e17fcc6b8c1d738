"""Invented drafts of a review, few and many, and whom they may be given to."""

import datetime as dt
from dataclasses import replace

from bot.domain.meetings import PartyKind
from bot.domain.notices import Choice, Draft
from bot.domain.versions import Change, Reading, Sort

CHOICES = (
    Choice("person:3", "Tilde Vangsgaard (Ringsted)"),
    Choice("person:4", "Mogens Lyngbye (Faxe)"),
    Choice("organisation:Sorø Kommune", "Sorø Kommune"),
    Choice("everyone", "Alle kommuner"),
)

DRAFTS = (
    Draft(
        follow_up_id=31,
        number=1,
        task="Indsende eksempler på sagsgange",
        owners=("Tilde Vangsgaard", "Mogens Lyngbye"),
        audience=PartyKind.PERSON,
        due=dt.date(2026, 12, 1),
        due_words="inden 1. december",
        quote="Tilde og Mogens sender eksempler på sagsgange inden 1. december.",
        confidence=0.96,
        reasons=("named", "dated"),
        is_sure=True,
    ),
    Draft(
        follow_up_id=32,
        number=2,
        task="Sende kontaktoplysninger rundt",
        owners=("Sekretariatet",),
        audience=PartyKind.ORGANISATION,
        due=None,
        due_words="snarest",
        quote="Sekretariatet sender kontaktoplysninger rundt.",
        confidence=0.7,
        reasons=("named",),
        doubt="Sekretariatet har to kontaktpersoner: hvem skal spørges?",
    ),
    Draft(
        follow_up_id=33,
        number=3,
        task="Melde deltagere til styregruppen",
        owners=(),
        audience=PartyKind.EVERYONE,
        due=None,
        due_words=None,
        quote="Kommunerne melder deltagere til styregruppen.",
        confidence=0.92,
        reasons=("everyone",),
        is_sure=True,
    ),
    Draft(
        follow_up_id=34,
        number=4,
        task="Der ses på en fælles folder",
        owners=(),
        audience=PartyKind.UNASSIGNED,
        due=None,
        due_words=None,
        quote="Der kunne ses på en fælles folder.",
        confidence=0.3,
        reasons=("passive",),
    ),
)

FORMERLY = Reading(DRAFTS[0].task, dt.date(2026, 12, 1), "inden 1. december", ("Tilde Vangsgaard",))
_NEW, _CHANGED = Change(Sort.NEW), Change(Sort.CHANGED, FORMERLY)
_GONE = Change(Sort.GONE, FORMERLY)

#: before anybody was told: new, changed, the same, gone
CORRECTED_DRAFTS = (
    replace(DRAFTS[0], due=dt.date(2026, 12, 15), change=_CHANGED),
    replace(DRAFTS[1], change=_NEW),
    DRAFTS[2],
    replace(DRAFTS[3], confidence=0.0, change=_GONE),
)

#: afterwards: one that changes what is open, one to close, one that will be closed
RENEWED_DRAFTS = (
    replace(CORRECTED_DRAFTS[0], renews=True, is_sure=False),
    replace(DRAFTS[2], follow_up_id=35, change=_GONE, renews=True, confidence=0.0),
    replace(DRAFTS[1], follow_up_id=36, change=_GONE, renews=True, confidence=1.0, doubt=None),
)

#: seventeen drafts under four agenda items; the last nine stand under none
MANY_DRAFTS = tuple(
    replace(DRAFTS[0], follow_up_id=40 + n, number=n, task=f"Opgave nr. {n}", item=item)
    for n, item in enumerate(
        ["1. Velkomst", "2. Skole", "2. Skole", "3. Sundhed"] + ["4. Økonomi"] * 4 + [None] * 9, 1
    )
)
