"""The form that makes a message in Teams a follow-up: what, who, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.language import later, t
from bot.domain.notices import Choice
from cards.blocks import FALLBACK, quote_line
from cards.elements import (
    TASK_LENGTH,
    Element,
    aside,
    card,
    choice_input,
    date_input,
    literal,
    sentence,
    text_input,
)

TITLE = later("Gør til opfølgning")
_SEEN_BY_TWO = later("Kun du og den ansvarlige (og dennes afløser) kan se opgaven.")
_SEEN_BY_ALL = later("Alle i netværket kan se opgaven på tavlen og i ugeoverblikket.")
#: there is no other place to choose from, so that there may be more than on a card
_MOST = 250


@dataclass(frozen=True)
class Form:
    """What stands in the form when it is shown."""

    task: str
    owner: str
    due: str
    quote: str
    choices: Sequence[Choice]
    today: date
    #: only who notes it and the owner see it; else the whole network
    is_private: bool
    #: why it was not taken
    refusal: str | None = None


def build(form: Form) -> Element:
    """Show the message and three fields; the refusal first."""
    body = [sentence(form.refusal)] if form.refusal else []
    body += [*quote_line(form.quote), _task(form), _owner(form)]
    if len(form.choices) > _MOST:
        shown = t("Listen viser {most} af {all} navne.")
        body.append(aside(shown.format(most=_MOST, all=len(form.choices))))
    body += [_due(form), aside(t(_SEEN_BY_TWO if form.is_private else _SEEN_BY_ALL))]
    save: Element = {"type": "Action.Submit", "title": t("Send til den ansvarlige")}
    return card(body, [save], speak=t(TITLE), fallback=FALLBACK)


def _task(form: Form) -> Element:
    return text_input("task", t("Hvad skal gøres?"), "") | {
        "value": literal(form.task, TASK_LENGTH),
        "isMultiline": True,
        "isRequired": True,
        "errorMessage": t("Skriv, hvad der skal gøres."),
    }


def _owner(form: Form) -> Element:
    shown = form.choices[:_MOST]
    field = choice_input("owner", t("Ansvarlig"), t("Vælg"), form.choices)
    return field | {
        "choices": [{"title": literal(one.label, 100), "value": one.value} for one in shown],
        "value": form.owner,
        "isRequired": True,
        "errorMessage": t("Vælg en person."),
    }


def _due(form: Form) -> Element:
    field = date_input("due", t("Frist (kan udelades)")) | {"min": form.today.isoformat()}
    return field | ({"value": form.due} if form.due else {})
