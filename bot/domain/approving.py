"""The sentences about an approval, for whoever gave it by the link in a mail."""

from bot.domain.language import t, tn
from bot.domain.notices import Approved


def heading(notice: Approved) -> str:
    """Say whether all of it is approved."""
    return t("Delvist godkendt") if notice.left else t("Godkendt")


def lines(notice: Approved) -> tuple[str, ...]:
    """Say what was approved, who gets word, what waits, and that it may not be so by stealth."""
    approved = tn(
        "Du har godkendt {count} opfølgning.",
        "Du har godkendt {count} opfølgninger.",
        notice.follow_ups,
    )
    said = [f"{approved.format(count=notice.follow_ups)} {_told(notice)}"]
    if notice.left:
        waits = tn(
            "{count} opfølgning venter stadig på dig. Brug linket i mailen om gennemgangen.",
            "{count} opfølgninger venter stadig på dig. Brug linket i mailen om gennemgangen.",
            notice.left,
        )
        said.append(waits.format(count=notice.left))
    said.append(t("Var det ikke dig, så sig det straks til den, der passer Bolden."))
    return tuple(said)


def _told(notice: Approved) -> str:
    people = t("Ingen får besked.")
    if notice.people:
        people = tn("{count} person får besked.", "{count} personer får besked.", notice.people)
    told = people.format(count=notice.people)
    if not notice.channel:
        return told
    channel = t("Netværkets kanal i Teams får det også at vide.")
    return f"{told} {channel}"
