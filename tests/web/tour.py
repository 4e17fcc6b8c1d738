"""Every page that can be reached by links, from the front page on."""

from urllib.parse import urldefrag, urljoin

from tests.web.visitor import Page, Visitor


async def every_page(visitor: Visitor) -> dict[str, Page]:
    """Follow all links of the board; give the pages by address."""
    seen: dict[str, Page] = {}
    ahead = ["/", "/nix"]
    while ahead:
        path = ahead.pop()
        if path in seen or path.endswith(".csv"):
            continue
        seen[path] = page = await visitor.open(path)
        links = (link.attributes.get("href") or "" for link in page.tree.css("a[href]"))
        ahead += [urldefrag(urljoin(path, link)).url for link in links if link.startswith("/")]
    return seen
