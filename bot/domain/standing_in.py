"""What is said about substitutes, alike on cards, in mails and in answers."""

from datetime import date

from bot.domain.language import later, t
from bot.domain.notices import Outcome, Substitute
from bot.domain.people import Person
from bot.domain.verbs import Verb
from bot.domain.wording import long_date

WHO = later(
    "Hvem er din afløser, og til hvornår? Skriv fx »Lars Holm er min afløser til 1/8«, "
    "eller »ingen afløser«."
)
UNTIL_WHEN = later(
    "Hvornår er du tilbage? Skriv fx »Lars Holm er min afløser til 1/8« "
    "eller »Lars Holm er min afløser fra 6/7 til 1/8«."
)
ONESELF = later("Du kan ikke være din egen afløser. Skriv navnet på en anden.")
OVER = later("Du er ikke afløser mere, så jeg har ikke ændret noget.")
NOBODY = later("Du har ingen afløser.")
NOTHING_OPEN = later("Der er ikke noget åbent lige nu.")


def is_silent(name: str) -> str:
    """Say that somebody gets no messages, and so cannot stand in."""
    return t("{name} får ikke beskeder fra mig i den tid. Vælg en anden.").format(name=name)


def is_away(name: str) -> str:
    """Say that somebody has a substitute of their own then."""
    return t("{name} har selv en afløser i den tid. Vælg en anden.").format(name=name)


def stands_in(name: str) -> str:
    """Say that the person is somebody's substitute then, and their own would not be that."""
    return t(
        "Du er selv afløser for {name} i den tid. Når {name} har valgt en anden, kan du få en."
    ).format(name=name)


def whose(away: Person) -> str:
    """Ask a substitute whose task they mean."""
    first = away.name.split()[0]
    return t(
        "Gælder det dig selv eller {name}? Skriv fx »1 færdig for mig selv« "
        "eller »1 færdig for {first}«."
    ).format(name=away.name, first=first)


def noted(outcome: Outcome) -> str | None:
    """Confirm what was noted of a substitute in one sentence; None for other verbs."""
    if outcome.verb is Verb.NO_SUBSTITUTE:
        return t("Du har ingen afløser mere, og påmindelserne kommer til dig igen.")
    if outcome.verb is not Verb.SUBSTITUTE:
        return None
    if outcome.due is None or outcome.to is None:
        return t("Din afløser er noteret.")
    return t("{name} er din afløser {period} og får dine påmindelser imens.").format(
        name=outcome.to, period=period(outcome.starts_on, outcome.due)
    )


def by_another(said: str, name: str) -> str:
    """Say of what was noted who did it for the person who reads it."""
    noted_by = t("Noteret af {name} for dig:").format(name=name)
    return (
        f"{noted_by}{said.removeprefix(t('Noteret:'))}" if said.startswith(t("Noteret:")) else said
    )


def period(starts_on: date | None, until: date) -> str:
    """Say when; without a first day it runs already."""
    if starts_on is None:
        return t("til {day}").format(day=long_date(until))
    return t("fra {first} til {day}").format(first=long_date(starts_on), day=long_date(until))


def title(notice: Substitute) -> str:
    """Say in one line what it is about."""
    if notice.is_over:
        said = t("Du er ikke længere afløser for {name}")
    elif notice.reminds:
        said = t("Påmindelse for {name}, som du er afløser for")
    else:
        said = t("Du er afløser for {name}")
    return said.format(name=notice.away)


def lead(notice: Substitute) -> str:
    """Say what it means to be one."""
    if notice.until is None:
        return t("Du skal ikke gøre mere.")
    when = period(notice.starts_on, notice.until)
    if notice.starts_on is not None:
        said = t("Det gælder {period}. Du får besked om, hvad der er åbent, når det begynder.")
    else:
        said = t("Det gælder {period}. Du kan svare på vegne af {name} på det, der står her.")
    return said.format(period=when, name=notice.away)


def why(notice: Substitute) -> str:
    """Say why this person gets it, and whom to turn to."""
    return t(
        "Du får beskeden, fordi {name} har valgt dig. Passer det ikke, så sig det til {name}."
    ).format(name=notice.away)
