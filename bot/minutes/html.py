"""HTML: what the page says, without menus and notices, as headings, paragraphs, lists and cells."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.errors import UnreadableError
from bot.minutes import decoding, rendering
from bot.minutes.blocks import Block, Document
from bot.minutes.html_blocks import Builder, Element

#: the parser's time grows with the square of the depth
DEEPEST = 25_000
NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|blockquote|ul|ol|li|dl|font)\b", re.IGNORECASE
)
DROPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "nav", "aside", "footer", "form", "dialog"}
    | {"button", "select", "textarea", "iframe", "object", "svg", "math", "audio", "video"}
)
DROPPED_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"}
)
DROPPED_NAMES = re.compile(
    r"(^|[-_\s])(cookies?|consent|gdpr|breadcrumbs?|nav|navbar|navigation|menu|sidebar|skip-?link"
    r"|site-(header|footer)|page-(header|footer)|share|social)($|[-_\s])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: the content's own element is believed when it holds this share of the page's words
SHARE = 0.3
TOO_DEEP = "the page nests its elements too deep to be read; save it as PDF."
NO_TEXT = "the page holds no text; save it as PDF from the browser."


def read_html(data: bytes) -> Document:
    """Text and blocks of a web page."""
    text = decoding.decode(data)
    if _depth(text) > DEEPEST:
        raise UnreadableError(TOO_DEEP)
    body = LexborHTMLParser(text).body
    blocks = _walk(_content(body)) if body is not None else []
    if not blocks:
        raise UnreadableError(NO_TEXT)
    return rendering.place(blocks)


def _depth(text: str) -> int:
    depth = deepest = 0
    for tag in NESTING.finditer(text):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _content(body: LexborNode) -> LexborNode:
    """The element that holds the page's own content, else all of it."""
    for selector in ("main", "[role=main]", "article"):
        found = body.css(selector)
        if len(found) == 1 and _size(found[0]) >= SHARE * _size(body):
            return found[0]
    return body


def _size(node: LexborNode) -> int:
    return sum(len(block.text) for block in _walk(node))


def _walk(root: LexborNode) -> list[Block]:
    """Visit all nodes in order; without recursion, as pages nest deeper than Python calls."""
    builder = Builder()
    inside = root.tag != "body"
    open_elements = [_element(root)]
    node = root.child
    while node is not None:
        inner = None
        if node.tag == "-text":
            builder.text(node.text_content or "")
        elif node.tag != "-comment" and not _is_dropped(node, inside=inside):
            open_elements.append(_element(node))
            builder.open(open_elements[-1])
            inner = node.child
            if inner is None:
                builder.close(open_elements.pop())
        while inner is None and node is not None:
            inner = node.next
            if inner is None:
                node = node.parent
                builder.close(open_elements.pop())
                if not open_elements:
                    return builder.finish()
        node = inner
    return builder.finish()


def _element(node: LexborNode) -> Element:
    tag = node.tag or ""
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Element(tag, attributes, _columns(node) if tag == "table" else 0)


def _columns(table: LexborNode) -> int:
    """The most cells in a row of this table; rows of tables inside it are not its own."""
    most = 0
    parts = [node for node in table.iter() if node.tag in {"thead", "tbody", "tfoot"}]
    for part in parts or [table]:
        for row in part.iter():
            if row.tag == "tr":
                most = max(most, sum(cell.tag in {"td", "th"} for cell in row.iter()))
    return most


def _is_dropped(node: LexborNode, *, inside: bool) -> bool:
    """Menus, banners, notices and what is not shown; a header inside the content is its own."""
    if node.tag in DROPPED or (node.tag == "header" and not inside):
        return True
    attributes = node.attributes
    if attributes.get("title") in {"header", "footer"}:  # a word processor's page ends
        return True
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in DROPPED_ROLES or HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return DROPPED_NAMES.search(names) is not None
