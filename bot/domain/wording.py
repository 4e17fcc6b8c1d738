"""Words, dates and lists that cards, mails and pages share."""

from datetime import date

from bot.domain.followups import Status

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

#: where it stands, as an official would say it
STATUS = {
    Status.DRAFT: "kladde",
    Status.OPEN: "åben",
    Status.ACCEPTED: "i gang",
    Status.REPORTED_DONE: "meldt færdig",
    Status.CONFIRMED: "bekræftet",
    Status.BLOCKED: "sidder fast",
    Status.DECLINED: "søger en ansvarlig",
    Status.HANDED_OVER: "givet videre",
    Status.DROPPED: "bortfaldet",
}


def long_date(day: date) -> str:
    """Give "1. december 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, today: date | None = None) -> str:
    """Give "1. dec.", with the year where it is not this year's."""
    name = MONTHS[day.month - 1]
    month = name if len(name) <= 4 else f"{name[:3]}."
    year = f" {day.year}" if today is None or day.year != today.year else ""
    return f"{day.day}. {month}{year}"


def deadline(due: date | None, words: str | None) -> str:
    """Give the due date, else the minutes' own words, else "ingen frist"."""
    if due is not None:
        return long_date(due)
    return words or "ingen frist"


def excerpt(quote: str, limit: int = 300) -> str:
    """Give the first two passages of a long quote, cut at a word; "…" where something is left out.

    Passages from several places of the minutes stand with "…" between them.
    """
    passages = quote.split(" … ")
    kept = " ".join(" … ".join(passages[:2]).split())
    if len(kept) > limit:
        kept = f"{kept[:limit].rsplit(' ', 1)[0]}…"
    return f"{kept} …" if len(passages) > 2 and not kept.endswith("…") else kept


def joined(names: tuple[str, ...] | list[str]) -> str:
    """Give "Anna, Bo og Carl"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"
