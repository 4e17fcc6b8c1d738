"""To the channel: that minutes were approved, and their tasks that are everybody's or nobody's."""

from collections.abc import Sequence

from bot.domain.doubts import taken
from bot.domain.language import t
from bot.domain.meetings import PartyKind
from bot.domain.notices import ChannelTask, ChannelTasks
from bot.domain.sentences import about_news, news, shortened
from bot.domain.verbs import Verb
from bot.domain.wording import joined
from cards.blocks import FALLBACK, due_run, left_out, occasion_line, quote_line, task_line
from cards.budget import fitted
from cards.elements import (
    Element,
    aside,
    buttons,
    card,
    container,
    heading,
    line,
    links,
    literal,
    press,
    run,
    sentence,
    subheading,
)


def summary(notice: ChannelTasks) -> str:
    """Tell it in one line."""
    if not notice.tasks and notice.news:
        return news(notice.occasion, notice.news)
    if len(notice.tasks) != 1:
        return t("{count} opgaver fra {title}").format(
            count=len(notice.tasks), title=shortened(notice.occasion.title, 80)
        )
    task = notice.tasks[0]
    words = shortened(task.task, 80)
    if task.is_standing:
        return t("Fast fremover: {task}").format(task=words)
    if task.audience is PartyKind.EVERYONE:
        return t("Til alle kommuner: {task}").format(task=words)
    said = t("{name} har den: {task}") if task.taken_by else t("Hvem tager den? {task}")
    return said.format(name=task.taken_by, task=words)


def build(notice: ChannelTasks) -> Element:
    """Show what nobody has yet, then what everybody is asked for, then what is a duty for good."""
    tasks = sorted(
        notice.tasks, key=lambda task: (task.is_standing, task.audience is PartyKind.EVERYONE)
    )
    return fitted(lambda shown, quotes: _build(notice, tasks[:shown], quotes), len(tasks))


def _build(notice: ChannelTasks, tasks: Sequence[ChannelTask], quotes: bool) -> Element:
    standing = [task for task in tasks if task.is_standing]
    everyones = [
        task for task in tasks if task.audience is PartyKind.EVERYONE and not task.is_standing
    ]
    nobodys = [task for task in tasks if task.audience is not PartyKind.EVERYONE]
    body = [
        heading(t("Opgaver fra mødet") if notice.tasks else t("Nyt referat")),
        occasion_line(notice.occasion),
        *_news(notice),
        *_section(t("Hvem tager den?"), nobodys, quotes),
        *_section(t("Til alle kommuner"), everyones, quotes),
        *_section(t("Fast fremover"), standing, quotes),
        *left_out(len(notice.tasks) - len(tasks)),
    ]
    page = links(t("Se referatet"), notice.occasion.link)
    return card(body, page, speak=summary(notice), fallback=FALLBACK)


def _news(notice: ChannelTasks) -> list[Element]:
    """That the minutes have been approved."""
    if notice.news is None:
        return []
    said = sentence(news(notice.occasion, notice.news), spacing="Medium")
    return [said, aside(about_news(notice.news))]


def _section(title: str, tasks: Sequence[ChannelTask], quotes: bool) -> list[Element]:
    if not tasks:
        return []
    return [subheading(title), *(_box(task, quotes) for task in tasks)]


def _box(task: ChannelTask, quotes: bool) -> Element:
    items = [task_line(task.task), line(due_run(task.due, task.due_words), spacing="Small")]
    if quotes:
        items += quote_line(task.quote)
    if task.is_standing:
        return container(items, separator=True)
    everyone = task.audience is PartyKind.EVERYONE
    return container(items + (_answered(task) if everyone else _taken(task)), separator=True)


def _taken(task: ChannelTask) -> list[Element]:
    if task.taken_by:
        return [line(run(taken(literal(task.taken_by)), bold=True), spacing="Small")]
    ids = {"follow_up_id": task.follow_up_id}
    return [buttons(press(t("Jeg tager den"), Verb.TAKE, ids, style="positive"))]


def _answered(task: ChannelTask) -> list[Element]:
    done, asked = len(task.answered), task.asked
    count = t("Alle er færdige") if done >= asked else t("{done} af {asked} er færdige")
    runs = [run(count.format(done=done, asked=asked), bold=True)]
    if task.answered:
        names = literal(joined(task.answered))
        runs.append(run(f": {names}", subtle=True))
    told = [line(*runs, spacing="Small")]
    if done >= asked:
        return told
    if task.answered and task.missing:  # before the first answer it would be all of them
        missing = t("Mangler: {names}").format(names=joined(task.missing))
        told.append(sentence(missing, spacing="None"))
    ids = {"follow_up_id": task.follow_up_id}
    return [*told, buttons(press(t("Vi er færdige"), Verb.FINISH, ids, style="positive"))]
