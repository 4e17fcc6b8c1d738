"""Parts that several cards share: the occasion, a quote, a due date, what was left out."""

from collections.abc import Sequence
from datetime import date

from bot.domain.language import LANGUAGES, later, t
from bot.domain.meetings import PartyKind
from bot.domain.notices import Choice, Occasion, Roster, Volunteer, VolunteerCall
from bot.domain.sentences import HOW_SEATS_ARE_GIVEN, due_line, room
from bot.domain.verbs import Verb
from bot.domain.wording import long_date
from cards.elements import (
    MOST_CHOICES,
    QUOTE_LENGTH,
    Element,
    aside,
    bullet,
    line,
    links,
    literal,
    press,
    run,
    sentence,
)

FALLBACK = later("Teams kan ikke vise kortet her. Prøv i en nyere udgave af Teams.")


def occasion_line(occasion: Occasion) -> Element:
    """Which meeting it is about."""
    parts = [occasion.title]
    if occasion.date:
        parts.append(long_date(occasion.date))
    if occasion.network not in occasion.title:
        parts.append(occasion.network)
    return aside(" · ".join(part for part in parts if part), spacing="None")


def page(occasion: Occasion) -> list[Element]:
    """A button to where it all stands."""
    return links(t("Se opfølgningen") if occasion.is_noted else t("Se referatet"), occasion.link)


def task_line(task: str, number: int | None = None) -> Element:
    """What is to be done."""
    start = "" if number is None else f"{number}. "
    return line(run(start + literal(task), bold=True))


def due_run(due: date | None, words: str | None, overdue: bool = False) -> Element:
    """By when."""
    color = "Attention" if overdue else None
    return run(literal(due_line(due, words, overdue)), color=color, bold=overdue)


def behalf_runs(body: str | None) -> list[Element]:
    """On whose behalf; nothing where it is their own."""
    return [run(t(" · på vegne af {body}").format(body=literal(body)))] if body else []


def quote_line(quote: str, item: str | None = None) -> list[Element]:
    """The sentence it rests on, and where it stands; nothing where there is none."""
    if not quote.strip():
        return []
    words = t("»{text}«").format(text=literal(quote, QUOTE_LENGTH))
    runs = [run(words, subtle=True, italic=True, small=True)]
    if item:
        runs.append(run(f" · {literal(item, 80)}", subtle=True, small=True))
    return [line(*runs, spacing="Small")]


def left_out(hidden: int, said: str = later("… og {count} mere på tavlen.")) -> list[Element]:
    """Tell that the card does not show all, and where the rest stands."""
    return [aside(t(said).format(count=hidden), spacing="Medium")] if hidden > 0 else []


def more_choices(choices: Sequence[Choice]) -> list[Element]:
    """Tell that the list to choose from is cut."""
    return [aside(t("Flere kan vælges på tavlen."))] if len(choices) > MOST_CHOICES else []


def languages(*, but: str | None = None, **ids: int) -> list[Element]:
    """Buttons that choose a language, each in its own words; none for `but`."""
    return [
        press(name, Verb.LANGUAGE, {"language": code, **ids})
        for code, name in LANGUAGES.items()
        if code != but
    ]


def whose(owners: Sequence[str], audience: PartyKind) -> str:
    """Who is to do it."""
    if audience is PartyKind.EVERYONE:
        return t("Alle kommuner")
    return literal(", ".join(owners)) or t("Ingen ansvarlig")


def roster_lines(roster: Sequence[Volunteer], shown: int) -> list[Element]:
    """Who has joined, who waits, who might."""
    lines = [bullet(_volunteer(one) + _standing(one)) for one in roster[:shown]]
    return lines + left_out(len(roster) - shown)


def _standing(volunteer: Volunteer) -> str:
    if volunteer.waiting:
        return t(" – venteliste")
    return t(" – måske") if volunteer.answer is Verb.MAYBE else ""


def roster_count(roster: Sequence[Volunteer]) -> str:
    """How many have joined, and from how many municipalities; how many wait, and might."""
    maybe = sum(volunteer.answer is Verb.MAYBE for volunteer in roster)
    waiting = sum(volunteer.waiting for volunteer in roster)
    joined = in_group(roster)
    places = len({v.municipality for v in joined if v.municipality})
    if not roster:
        return t("Ingen har meldt sig endnu")
    parts = [_joined(len(joined), places)]
    if waiting:
        parts.append(t("{count} på venteliste").format(count=waiting))
    if maybe:
        parts.append(t("{count} måske").format(count=maybe))
    return ", ".join(parts)


def _joined(count: int, places: int) -> str:
    if not count:
        return t("Ingen er med endnu")
    said = t("{joined} er med fra {places} kommuner") if places > 1 else t("{joined} er med")
    return said.format(joined=count, places=places)


def room_lines(notice: VolunteerCall | Roster) -> list[Element]:
    """How many seats there are, and until when one may join; nothing where neither is set."""
    said = room(notice.seats, len(in_group(notice.roster)), notice.closes_on)
    lines = [sentence(said, spacing="Small")] if said else []
    if any(one.waiting for one in notice.roster):
        lines.append(aside(t(HOW_SEATS_ARE_GIVEN)))
    return lines


def in_group(roster: Sequence[Volunteer]) -> list[Volunteer]:
    """Give who has a seat."""
    return [one for one in roster if one.answer is Verb.VOLUNTEER and not one.waiting]


def _volunteer(volunteer: Volunteer) -> str:
    place = f" ({volunteer.municipality})" if volunteer.municipality else ""
    return volunteer.name + place
