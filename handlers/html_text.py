"""The HTML of a reply as text: what is quoted marked as mail programs do, their own parts gone."""

from inscriptis import Inscriptis
from inscriptis.model.config import ParserConfig
from lxml import etree, html

_EARLIER_MAIL = (
    "//*[@id='divRplyFwdMsg' or @id='appendonsend'"
    " or @id='mail-editor-reference-message-container']"
    "|//div[contains(translate(@style, 'E ', 'e'), 'border-top:solid#e1e1e1')]"
    "|//div[contains(translate(@style, 'BCDF ', 'bcdf'), 'border-top:solid#b5c4df')]"
    "|//div[starts-with(@class, 'gmail_quote') and not(descendant::blockquote)]"
)
_PROGRAMS_OWN = (
    "//*[@id='ms-outlook-mobile-signature' or @id='Signature' or @id='signature']"
    "|//*[contains(@class, 'gmail_signature') or contains(@class, 'moz-signature')"
    " or contains(@class, 'gmail_attr')]|//script|//style|//head|//title"
)


def text_of(source: str) -> str:
    """Give the text, each quoted line under ">"; empty where the HTML holds none."""
    try:
        # bytes: a string with an encoding declaration is refused
        tree = html.document_fromstring(
            source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for element in tree.xpath(_PROGRAMS_OWN):
        _drop(element)
    for element in tree.xpath(_EARLIER_MAIL):
        _drop_all_from(element)
    for quote in tree.xpath("//blockquote[not(ancestor::blockquote)]"):
        _mark_quoted(quote)
    return _text(tree)


def _text(tree: html.HtmlElement) -> str:
    if not "".join(tree.itertext()).strip():
        return ""
    return str(Inscriptis(tree, ParserConfig()).get_text()).strip()


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _drop_all_from(element: html.HtmlElement) -> None:
    """Remove the element and everything after it."""
    current = element
    while current is not None and current.getparent() is not None:
        parent = current.getparent()
        for later in list(current.itersiblings()):
            parent.remove(later)
        current.tail = None
        current = parent
    _drop(element)


def _mark_quoted(quote: html.HtmlElement) -> None:
    lines = _text(html.fromstring(etree.tostring(quote, encoding="unicode", with_tail=False)))
    marked = html.Element("pre")
    marked.text = "\n".join(f"> {line.strip()}" for line in lines.splitlines())
    marked.tail = quote.tail
    parent = quote.getparent()
    if parent is not None:
        parent.replace(quote, marked)
