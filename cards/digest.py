"""To the channel: what happened in the network in a week."""

from collections.abc import Sequence

from bot.domain.language import t, tn
from bot.domain.notices import Digest, DigestLine
from bot.domain.sentences import shortened, turnout
from bot.domain.wording import long_date
from cards.blocks import FALLBACK, left_out
from cards.budget import fitted
from cards.elements import (
    Element,
    aside,
    bullet,
    card,
    heading,
    line,
    links,
    literal,
    run,
    sentence,
    subheading,
)


def summary(notice: Digest) -> str:
    """Tell it in one line."""
    counts = [
        (tn("{count} meldt færdig", "{count} meldt færdige", len(notice.done)), len(notice.done)),
        (tn("{count} ny", "{count} nye", len(notice.new)), len(notice.new)),
        (t("{count} over fristen"), len(notice.overdue)),
        (t("{count} uden ansvarlig"), len(notice.unowned)),
    ]
    said = ", ".join(words.format(count=count) for words, count in counts if count)
    start = t("Uge {week} i {network}").format(
        week=notice.week, network=shortened(notice.network, 60)
    )
    return f"{start}: {said}" if said else start


def build(notice: Digest) -> Element:
    """Show only the sections that have something in them."""
    lists = (notice.done, notice.new, notice.overdue, notice.unowned, notice.groups)
    return fitted(lambda shown, _: _build(notice, shown), max(map(len, lists)))


def _build(notice: Digest, shown: int) -> Element:
    body = [
        heading(t("Overblik for uge {week}").format(week=notice.week)),
        aside(notice.network, spacing="None"),
        *sections(notice, shown),
        *next_meeting(notice),
    ]
    page = links(t("Åbn tavlen"), notice.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def sections(notice: Digest, shown: int) -> list[Element]:
    """Tell what happened in the network under its heads, as many lines of each as asked for."""
    return [
        *_section(t("Færdige"), notice.done, shown),
        *_section(t("Nye opfølgninger"), notice.new, shown, with_due=True),
        *_section(t("Fristen er overskredet"), notice.overdue, shown, with_due=True),
        *_section(t("Søger en ansvarlig"), notice.unowned, shown, with_due=True),
        *_groups(notice, shown),
    ]


def next_meeting(notice: Digest) -> list[Element]:
    """Tell when the network meets next, where that is known."""
    if notice.next_meeting is None:
        return []
    day = t("Næste møde: {day}").format(day=long_date(notice.next_meeting))
    return [sentence(day, spacing="Large")]


def _section(
    title: str, lines: Sequence[DigestLine], shown: int, *, with_due: bool = False
) -> list[Element]:
    if not lines:
        return []
    told = [_line(entry, with_due) for entry in lines[:shown]]
    return [subheading(f"{title} ({len(lines)})"), *told, *left_out(len(lines) - shown)]


def _line(entry: DigestLine, with_due: bool) -> Element:
    facts = list(entry.owners)
    if with_due and entry.due:
        facts.append(t("frist {day}").format(day=long_date(entry.due)))
    elif with_due and entry.due_words:
        facts.append(t("frist: {words}").format(words=entry.due_words))
    task = run(f"• {literal(entry.task, 160)}")
    if not facts:
        return line(task, spacing="Small")
    return line(task, run(f" – {literal(', '.join(facts))}", subtle=True), spacing="Small")


def _groups(notice: Digest, shown: int) -> list[Element]:
    if not notice.groups:
        return []
    told = []
    for name, convener, joined, perhaps in notice.groups[:shown]:
        led = t(", tovholder {name}").format(name=convener) if convener else ""
        told.append(bullet(f"{shortened(name, 160)}{led} ({turnout(joined, perhaps)})"))
    return [subheading(t("Søger deltagere")), *told, *left_out(len(notice.groups) - shown)]
