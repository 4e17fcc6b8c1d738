"""To one person: what is theirs, and what changed in their networks since the last digest."""

from collections.abc import Iterator, Sequence

from bot.domain.language import t, tn
from bot.domain.notices import Digest, PersonalDigest, Task
from bot.domain.rhythm import HOW_TO_CHOOSE
from bot.domain.sentences import HOW_TO_ANSWER
from bot.domain.wording import long_date
from cards.blocks import FALLBACK, due_run, left_out, task_line
from cards.budget import fitted
from cards.digest import next_meeting, sections
from cards.elements import Element, aside, card, heading, line, links, run, subheading


def summary(notice: PersonalDigest) -> str:
    """Tell it in one line."""
    count = len(notice.tasks)
    said = tn("{count} åben opgave hos dig", "{count} åbne opgaver hos dig", count)
    return f"{_title(notice)}: {said.format(count=count)}"


def build(notice: PersonalDigest) -> Element:
    """Show the person's own first."""
    parts = notice.networks
    lists = [(one.done, one.new, one.overdue, one.unowned, one.groups) for one in parts]
    longest = max((len(each) for lists_of in lists for each in lists_of), default=0)
    return fitted(lambda shown, _: _build(notice, shown), max(longest, len(notice.tasks)))


def _title(notice: PersonalDigest) -> str:
    if notice.is_daily:
        return t("Overblik {day}").format(day=long_date(notice.day))
    return t("Overblik for uge {week}").format(week=notice.week)


def _build(notice: PersonalDigest, shown: int) -> Element:
    is_one = len(notice.networks) == 1
    body = [heading(_title(notice)), *_tasks(notice.tasks, shown)]
    for part in notice.networks:
        body += _network(part, shown, is_named=not is_one)
    body += [aside(notice.why, spacing="Large"), aside(t(HOW_TO_CHOOSE))]
    page = links(t("Åbn tavlen"), notice.networks[0].link) if is_one else []
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _tasks(tasks: Sequence[Task], shown: int) -> Iterator[Element]:
    if not tasks:
        return
    yield subheading(f"{t('Dine opgaver')} ({len(tasks)})")
    for task in tasks[:shown]:
        yield task_line(task.task, task.number)
        yield line(due_run(task.due, task.due_words, task.overdue), spacing="None")
    yield from left_out(len(tasks) - shown, t("… og {count} mere. Skriv »mine« for at se alle."))
    yield aside(t(HOW_TO_ANSWER))


def _network(part: Digest, shown: int, *, is_named: bool) -> Iterator[Element]:
    if is_named and part.is_worth_sending:
        yield line(run(part.network, bold=True), spacing="Large")
    yield from sections(part, shown)
    if part.is_worth_sending:
        yield from next_meeting(part)
