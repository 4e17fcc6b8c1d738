"""The bricks of a card: the only place that writes Adaptive Card JSON.

People's words go into TextRun, which knows no Markdown: nothing in minutes can become a link.
TextBlock, which does know Markdown, only ever carries our own words, by `heading`.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from bot.domain.language import spoken, t
from bot.domain.notices import Choice
from bot.domain.sentences import shortened
from bot.domain.verbs import Verb

Element = dict[str, object]

#: the most that anybody's words take up in one place, so that a task always fits on a card
TASK_LENGTH = 300
QUOTE_LENGTH = 400
_SENTENCE_LENGTH = 600
#: more than this many names are chosen from on the board
MOST_CHOICES = 80

#: control, direction and zero-width characters, and halves of characters
_UNSEEN = ("Cc", "Cf", "Cs")
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def card(
    body: Sequence[Element], actions: Sequence[Element] = (), *, speak: str, fallback: str
) -> Element:
    """Give the whole card; `fallback` is said where cards of this version cannot be."""
    content: Element = {
        "$schema": _SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": spoken(),
        "speak": literal(speak).translate({ord("<"): "(", ord(">"): ")", ord("&"): "+"}),
        "fallbackText": t(fallback),
        "msteams": {"width": "Full"},
        "body": list(body),
    }
    return content | ({"actions": list(actions)} if actions else {})


def literal(text: str, limit: int = TASK_LENGTH) -> str:
    """Give people's words on one line of bearable length, without what steers the screen."""
    short = shortened(text, limit)
    if not short.isprintable():  # nearly all text is, and is not looked through
        short = "".join(char for char in short if unicodedata.category(char) not in _UNSEEN)
    return " ".join(short.split())


def heading(own_words: str) -> Element:
    """A heading, also to a screen reader; never with people's words in it."""
    return {
        "type": "TextBlock",
        "text": own_words,
        "style": "heading",
        "size": "Large",
        "weight": "Bolder",
        "wrap": True,
    }


def subheading(own_words: str) -> Element:
    """A heading within the card; never with people's words in it."""
    return heading(own_words) | {"size": "Medium", "spacing": "Large"}


def run(
    text: str,
    *,
    bold: bool = False,
    subtle: bool = False,
    italic: bool = False,
    small: bool = False,
    color: str | None = None,
) -> Element:
    """A piece of a line; `color` only ever repeats what the words say."""
    piece: Element = {"type": "TextRun", "text": text}
    if bold:
        piece["weight"] = "Bolder"
    if subtle:
        piece["isSubtle"] = True
    if italic:
        piece["italic"] = True
    if small:
        piece["size"] = "Small"
    if color:
        piece["color"] = color
    return piece


def line(*runs: Element, spacing: str | None = None) -> Element:
    """A line of text, wrapped as needed."""
    block: Element = {"type": "RichTextBlock", "inlines": list(runs)}
    return block | ({"spacing": spacing} if spacing else {})


def sentence(text: str, *, spacing: str | None = None) -> Element:
    """A line in ordinary letters."""
    return line(run(literal(text, _SENTENCE_LENGTH)), spacing=spacing)


def aside(text: str, *, spacing: str | None = "Small") -> Element:
    """A line in the background."""
    return line(run(literal(text, _SENTENCE_LENGTH), subtle=True, small=True), spacing=spacing)


def bullet(text: str) -> Element:
    """One line of a list."""
    return line(run(f"• {literal(text)}"), spacing="Small")


def container(
    items: Sequence[Element],
    *,
    separator: bool = False,
    style: str | None = None,
    hidden_as: str | None = None,
) -> Element:
    """Things that belong together; `hidden_as` names a part that a button shows."""
    box: Element = {"type": "Container", "items": list(items)}
    if separator:
        box |= {"separator": True, "spacing": "Medium"}
    if style:
        box["style"] = style
    if hidden_as:
        box |= {"id": hidden_as, "isVisible": False, "spacing": "Small"}
    return box


def buttons(*actions: Element) -> Element:
    """A row of buttons."""
    return {"type": "ActionSet", "actions": list(actions), "spacing": "Small"}


def press(
    title: str,
    verb: Verb,
    ids: Mapping[str, int | str],
    *,
    style: str | None = None,
    with_inputs: bool = False,
) -> Element:
    """A button that tells Bolden something; the fallback is for phones, where Execute is dead."""
    data = {"verb": verb.value} | {name: str(value) for name, value in ids.items()}
    same: Element = {
        "title": title,
        "data": data,
        "associatedInputs": "auto" if with_inputs else "none",
    }
    if style:
        same["style"] = style
    fallback: Element = {"type": "Action.Submit"} | same
    return {"type": "Action.Execute", "verb": verb.value} | same | {"fallback": fallback}


def toggle(title: str, target: str) -> Element:
    """A button that shows or hides a container of this card."""
    return {"type": "Action.ToggleVisibility", "title": title, "targetElements": [target]}


def links(title: str, url: str) -> list[Element]:
    """A button to a page, or none: an address that is no web address breaks cards on phones."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return []
    return [{"type": "Action.OpenUrl", "title": title, "url": url}]


def choice_input(name: str, label: str, placeholder: str, choices: Sequence[Choice]) -> Element:
    """Choose one of several."""
    options = [{"title": literal(choice.label, 100), "value": choice.value} for choice in choices]
    return {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": label,
        "placeholder": placeholder,
        "style": "compact",
        "choices": options[:MOST_CHOICES],
    }


def text_input(
    name: str,
    label: str,
    placeholder: str = "",
    *,
    value: str = "",
    longest: int = TASK_LENGTH,
) -> Element:
    """Write a few words; where many may be written, on several lines."""
    field: Element = {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "maxLength": longest,
    }
    if longest > TASK_LENGTH:
        field["isMultiline"] = True
    if value:
        field["value"] = value
    return field | ({"placeholder": placeholder} if placeholder else {})


def dialog(title: str, ids: Mapping[str, int]) -> Element:
    """A button that opens a dialog, on phones too; what it shows is asked for then."""
    data: dict[str, object] = {name: str(value) for name, value in ids.items()}
    data["msteams"] = {"type": "task/fetch"}
    return {"type": "Action.Submit", "title": title, "data": data, "associatedInputs": "none"}


def submit(title: str, verb: Verb, ids: Mapping[str, int], *, with_inputs: bool = False) -> Element:
    """A button in a dialog, where Execute is not known."""
    button: Element = press(title, verb, ids, with_inputs=with_inputs)
    del button["verb"], button["fallback"]
    return button | {"type": "Action.Submit"}


def date_input(name: str, label: str) -> Element:
    """Choose a date."""
    return {"type": "Input.Date", "id": name, "label": label}
