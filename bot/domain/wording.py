"""Words, dates and lists that cards, mails and pages share."""

from datetime import date

from bot.domain.followups import Status
from bot.domain.language import later, t

MONTHS = (
    later("januar"),
    later("februar"),
    later("marts"),
    later("april"),
    later("maj"),
    later("juni"),
    later("juli"),
    later("august"),
    later("september"),
    later("oktober"),
    later("november"),
    later("december"),
)

#: where it stands, as an official would say it
STATUS = {
    Status.DRAFT: later("kladde"),
    Status.OPEN: later("åben"),
    Status.ACCEPTED: later("i gang"),
    Status.REPORTED_DONE: later("meldt færdig"),
    Status.CONFIRMED: later("bekræftet"),
    Status.BLOCKED: later("sidder fast"),
    Status.DECLINED: later("søger en ansvarlig"),
    Status.HANDED_OVER: later("givet videre"),
    Status.DROPPED: later("bortfaldet"),
}


def status_word(status: Status) -> str:
    """Say where something stands."""
    return t(STATUS[status])


def long_date(day: date) -> str:
    """Give "1. december 2026"."""
    month = t(MONTHS[day.month - 1])
    return t("{day}. {month} {year}").format(day=day.day, month=month, year=day.year)


def short_date(day: date, today: date | None = None) -> str:
    """Give "1. dec.", with the year where it is not this year's."""
    name = t(MONTHS[day.month - 1])
    month = name if len(name) <= 4 else t("{month}.").format(month=name[:3])
    said = t("{day}. {month}").format(day=day.day, month=month)
    return f"{said} {day.year}" if today is None or day.year != today.year else said


def deadline(due: date | None, words: str | None) -> str:
    """Give the due date, else the minutes' own words, else "ingen frist"."""
    if due is not None:
        return long_date(due)
    return words or t("ingen frist")


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
    return t("{first} og {last}").format(first=", ".join(names[:-1]), last=names[-1])
