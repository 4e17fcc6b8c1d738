"""What a mail looks like by its own styles: contrasts in light and in dark, as WCAG counts them."""

import re
from collections.abc import Iterator
from itertools import count

from selectolax.lexbor import LexborHTMLParser, LexborNode

_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?\n)\}", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_HIDDEN = {"preheader", "gap"}

#: a property's value by its name
Style = dict[str, str]


def dark_rules(html: str) -> list[tuple[str, Style]]:
    """Give the rules for dark, one selector each, in their order."""
    found = _DARK.search(html)
    assert found
    return rules(found[1])


def rules(css: str) -> list[tuple[str, Style]]:
    """Give the rules of a style sheet without @-rules, one selector each, in their order."""
    return [
        (selector.strip(), _style(body.replace("!important", "")))
        for selectors, body in _RULE.findall(css)
        for selector in selectors.split(",")
    ]


def contrasts(html: str, *, dark: bool) -> Iterator[tuple[str, float]]:
    """Give each text that is seen, and its contrast to what is behind it (1 to 21)."""
    page = LexborHTMLParser(html)
    repainted = _repainted(page, dark_rules(html)) if dark else {}
    assert page.body is not None
    for node in page.body.traverse(include_text=False):
        words = node.text(deep=False).strip()
        classes = set((node.attributes.get("class") or "").split())
        if words and not classes & _HIDDEN:
            color = _painted(node, "color", repainted)
            behind = _painted(node, "background-color", repainted)
            yield words, contrast(color, behind)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as "#1b2733"."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _repainted(page: LexborHTMLParser, dark: list[tuple[str, Style]]) -> dict[int, Style]:
    """Give by node what the rules set: the more special one wins, then the later one."""
    order = count()
    ranked = sorted(((_rank(selector), next(order), selector, style) for selector, style in dark))
    styles: dict[int, Style] = {}
    for _, _, selector, style in ranked:
        for node in page.css(selector):
            styles.setdefault(node.mem_id, {}).update(style)
    return styles


def _rank(selector: str) -> tuple[int, int]:
    return selector.count("."), len(re.findall(r"(?:^| )[a-z]", selector))


def _painted(node: LexborNode, name: str, repainted: dict[int, Style]) -> str:
    """Give a node's colour: its own or that of the nearest around it."""
    around: LexborNode | None = node
    while around is not None:
        own = _style(around.attributes.get("style") or "") | repainted.get(around.mem_id, {})
        if name in own:
            return own[name]
        around = around.parent
    raise AssertionError(f"nothing says the {name} of {node.html}")


def _style(text: str) -> Style:
    pairs = (one.partition(":") for one in text.split(";") if ":" in one)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
