"""Somebody at the board: reads pages and presses their buttons as a browser without JavaScript."""

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient
from selectolax.lexbor import LexborHTMLParser, LexborNode


def words(node: LexborNode | None) -> str:
    """Give the text as read aloud, on one line."""
    said = " ".join(node.text(separator=" ").split()) if node else ""
    return re.sub(r" ([.,:;])", r"\1", said)


@dataclass(frozen=True)
class Page:
    """One answer of the board."""

    status: int
    url: str
    tree: LexborHTMLParser
    html: str

    @property
    def text(self) -> str:
        """Give what stands on the page, the frame around it left out."""
        return words(self.tree.css_first("main"))

    @property
    def alert(self) -> str:
        """Give what is said to have gone wrong."""
        return words(self.tree.css_first("[role=alert]"))

    @property
    def said(self) -> str:
        """Give what is said to have been done."""
        return words(self.tree.css_first("[role=status]"))

    def part(self, selector: str) -> str:
        """Give the text of one part of the page."""
        return words(self.tree.css_first(selector))

    def parts(self, selector: str) -> list[str]:
        """Give the texts of some parts of the page."""
        return [words(node) for node in self.tree.css(selector)]

    def article(self, start: str) -> str:
        """Give the text of the article whose heading holds these words."""
        found = [a for a in self.tree.css("article") if start in words(a.css_first("h3"))]
        assert found, f"no article about {start!r} in {self.text}"
        return words(found[0])

    def buttons(self) -> list[str]:
        """Give the buttons' names."""
        return self.parts("form button")

    def form(self, button: str, about: str = "") -> LexborNode:
        """Find the form with such a button, within the article about something."""
        scope = self.tree.css("article") if about else self.tree.css("main")
        for place in scope:
            if about and about not in words(place.css_first("h3")):
                continue
            for form in place.css("form"):
                if words(form.css_first("button")).startswith(button):
                    return form
        raise AssertionError(f"no button {button!r} about {about!r}; there are {self.buttons()}")


def fields_of(form: LexborNode) -> dict[str, str]:
    """Give what a browser would send with the form left as it is."""
    sent = {}
    for field in form.css("input, textarea, select"):
        name, kind = field.attributes.get("name"), field.attributes.get("type")
        if not name or (kind == "checkbox" and "checked" not in field.attributes):
            continue
        if field.tag == "textarea":
            sent[name] = field.text()
        elif field.tag == "select":
            options = field.css("option")
            chosen = [o for o in options if "selected" in o.attributes] or options
            sent[name] = (chosen[0].attributes["value"] or "") if chosen else ""
        else:
            sent[name] = field.attributes.get("value") or ""
    return sent


def option(form: LexborNode, name: str, label: str) -> str:
    """Give the value of the choice that reads so."""
    for one in form.css(f"select[name={name}] option"):
        if label in words(one):
            return one.attributes["value"] or ""
    raise AssertionError(f"no choice {label!r} in {words(form)}")


class Visitor:
    """A browser without JavaScript."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    async def open(self, path: str) -> Page:
        """Look at a page."""
        return await self._page(await self.client.get(path))

    async def press(self, page: Page, button: str, about: str = "", **typed: str) -> Page:
        """Fill in a form and press its button; a choice is named by its label."""
        form = page.form(button, about)
        fields = fields_of(form)
        for name, value in typed.items():
            select = form.css_first(f"select[name={name}]")
            fields[name] = option(form, name, value) if select else value
        return await self.post(urljoin(page.url, form.attributes["action"] or ""), fields)

    async def post(self, path: str, fields: dict[str, str] | FormData, **more: object) -> Page:
        """Send a form and follow where it leads."""
        return await self._page(await self.client.post(path, data=fields, **more))

    async def hand_in(self, path: str, data: bytes, name: str) -> Page:
        """Send a file."""
        form = FormData(quote_fields=False)
        form.add_field("file", BytesIO(data), filename=name, content_type="text/plain")
        return await self.post(path, form)

    async def _page(self, answer: ClientResponse) -> Page:
        html = await answer.text()
        return Page(answer.status, answer.url.path_qs, LexborHTMLParser(html), html)
