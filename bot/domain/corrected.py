"""The sentences about corrected minutes: the reviewer's marks, and what owners are told."""

import re

from bot.domain.language import later, t
from bot.domain.meetings import PartyKind
from bot.domain.notices import Corrected, Correction, Draft, ReviewRequest
from bot.domain.sentences import shortened
from bot.domain.versions import ALL, Field, Reading, Sort, differing
from bot.domain.wording import MONTHS, deadline, joined

#: above what minutes do not say any more
GONE = later("Udgået af referatet")
GONE_MEANS = later("Intet bliver lukket eller sendt, medmindre du vælger det.")


def mark(draft: Draft) -> str | None:
    """Say what a corrected file did to a draft; None where it did nothing."""
    if draft.change is None:
        return None
    if draft.change.sort is Sort.NEW:
        return t("Ny i den rettede udgave")
    if draft.change.sort is Sort.GONE:
        return _gone(draft)
    changes = "; ".join(differences(draft.change.before, _reading(draft)))
    return (
        t("Ændret: {changes}").format(changes=changes)
        if changes
        else t("Som før: ændringen er rettet tilbage")
    )


def _gone(draft: Draft) -> str:
    if not draft.renews:
        return t("Udgået: står ikke længere i referatet")
    if draft.is_offered_only:
        return t("Udgået: står ikke længere i referatet. Opgaven er åben – luk den?")
    return t("Udgået: opgaven bliver lukket, når du godkender")


def _reading(draft: Draft) -> Reading:
    owners = (ALL,) if draft.audience is PartyKind.EVERYONE else draft.owners
    return Reading(draft.task, draft.due, draft.due_words, owners)


def differences(before: Reading | None, after: Reading) -> tuple[str, ...]:
    """Say each difference, before and after."""
    if before is None:
        return ()
    said = {
        Field.OWNERS: t("ansvarlig {before} → {after}").format(
            before=_owners(before), after=_owners(after)
        ),
        Field.DUE: t("frist {before} → {after}").format(
            before=deadline(before.due, before.due_words),
            after=deadline(after.due, after.due_words),
        ),
        Field.TASK: t("ordlyd »{before}« → »{after}«").format(
            before=shortened(before.task, 120), after=shortened(after.task, 120)
        ),
    }
    fields = set(differing(before, after))
    if Field.DUE in fields and _without_days(before.task) == _without_days(after.task):
        fields.discard(Field.TASK)  # the wording names the same day, which is said already
    return tuple(one for field, one in said.items() if field in fields)


def _without_days(task: str) -> str:
    months = "|".join(MONTHS)
    return re.sub(rf"\d+|\b({months})\b", "", task.casefold())


def _owners(reading: Reading) -> str:
    if reading.owners == (ALL,):
        return t("alle kommuner")
    return joined(reading.owners) or t("ingen")


def standing(notice: ReviewRequest) -> str:
    """Say to the reviewer what has come, and what to do with it."""
    if not notice.opened:
        return t(
            "Der er kommet en rettet udgave af referatet. Se det, der er mærket »Ny«, »Ændret« "
            "eller »Udgået«, og godkend. Intet er sendt endnu."
        )
    return t(
        "Der er kommet en rettet udgave af referatet. Se det, der er mærket »Ny«, »Ændret« eller "
        "»Udgået«, og godkend. {count} går videre, og ingen bliver spurgt om dem igen."
    ).format(count=notice.opened)


def title(notice: Correction) -> str:
    """Name the notice to an owner."""
    one = len(notice.tasks) == 1
    if notice.taken_back:
        return t("En rettelse er taget tilbage")
    return t("Din opgave er rettet") if one else t("Dine opgaver er rettet")


def lead(notice: Correction) -> str:
    """Say why it comes."""
    if notice.taken_back:
        return t("Referenten har taget en rettelse tilbage, så det står som før.")
    return t("Referatet er kommet i en rettet udgave. Kun det, der står her, er ændret.")


def told(task: Corrected) -> tuple[str, ...]:
    """Say what became of a task, a sentence each."""
    if task.after is None:
        return (t("Opgaven står ikke længere i referatet og er lukket."),)
    said = tuple(f"{one[:1].upper()}{one[1:]}." for one in differences(task.before, task.after))
    return (*said, t("Du har den ikke længere.")) if task.is_released else said


def why(notice: Correction) -> str:
    """Say why this person gets it."""
    return t("Du får beskeden, fordi du har eller havde opgaver fra mødet.")
