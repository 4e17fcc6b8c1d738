"""To the channel: a task that is everybody's or nobody's."""

from bot.domain.meetings import PartyKind
from bot.domain.notices import ChannelTask
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb
from cards.blocks import FALLBACK, due_run, left_out, occasion_line, quote_line, task_line
from cards.budget import fitted
from cards.elements import (
    Element,
    bullet,
    buttons,
    card,
    heading,
    line,
    links,
    literal,
    press,
    run,
    sentence,
)


def summary(notice: ChannelTask) -> str:
    """Tell it in one line."""
    task = shortened(notice.task, 80)
    if notice.audience is PartyKind.EVERYONE:
        return f"Alle kommuner: {task}"
    return f"{notice.taken_by} har den: {task}" if notice.taken_by else f"Hvem tager den? {task}"


def build(notice: ChannelTask) -> Element:
    """Show the task and who has answered or taken it."""
    return fitted(lambda shown, quotes: _build(notice, shown, quotes), len(notice.answered))


def _build(notice: ChannelTask, shown: int, quotes: bool) -> Element:
    everyone = notice.audience is PartyKind.EVERYONE
    body = [
        heading("Til alle kommuner" if everyone else _unassigned_heading(notice)),
        occasion_line(notice.occasion),
        task_line(notice.task) | {"spacing": "Medium"},
        line(due_run(notice.due, notice.due_words), spacing="Small"),
        *(quote_line(notice.quote) if quotes else []),
        *(_answered(notice, shown) if everyone else _taken(notice)),
    ]
    page = links("Se referatet", notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _unassigned_heading(notice: ChannelTask) -> str:
    return "Opgaven er taget" if notice.taken_by else "Hvem tager den?"


def _taken(notice: ChannelTask) -> list[Element]:
    if notice.taken_by:
        return [line(run(f"{literal(notice.taken_by)} har den.", bold=True), spacing="Medium")]
    ids = {"follow_up_id": notice.follow_up_id}
    return [buttons(press("Jeg tager den", Verb.TAKE, ids, style="positive"))]


def _answered(notice: ChannelTask, shown: int) -> list[Element]:
    count = f"{len(notice.answered)} af {notice.asked} har svaret"
    names = [bullet(name) for name in notice.answered[:shown]]
    lines = [line(run(count, bold=True), spacing="Medium"), *names]
    lines += left_out(len(notice.answered) - shown)
    if len(notice.answered) >= notice.asked:
        return [*lines, sentence("Alle har svaret. Tak!")]
    ids = {"follow_up_id": notice.follow_up_id}
    return [*lines, buttons(press("Vi er færdige", Verb.FINISH, ids, style="positive"))]
