"""Files that people send in the stand-in's Teams: kept at addresses of their own."""

import itertools
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.standin.driver import Driver, Shown
from bot.standin.places import Conversation, User

Json = dict[str, Any]

_TYPE = "application/vnd.microsoft.teams.file.download.info"


class FileShare:
    """Gives everybody who knows a file's address the file."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._numbers = itertools.count(1)
        #: the Authorization header of each download: there must be none
        self.tokens_seen: list[str | None] = []

    def add_to(self, app: web.Application) -> None:
        """Serve the files."""
        app.router.add_get("/files/{number}/{name}", self._give)

    def keep(self, origin: str, name: str, data: bytes) -> Json:
        """Keep a file; give the attachment that tells of it."""
        number = str(next(self._numbers))
        self._files[number] = data
        kind = name.rpartition(".")[2]
        url = f"{origin}/files/{number}/{quote(name, safe='')}"
        return {
            "contentType": _TYPE,
            "contentUrl": url,
            "name": name,
            "content": {"downloadUrl": url, "uniqueId": number, "fileType": kind},
        }

    async def _give(self, request: web.Request) -> web.Response:
        self.tokens_seen.append(request.headers.get("Authorization"))
        data = self._files.get(request.match_info["number"])
        return web.Response(status=404) if data is None else web.Response(body=data)


async def send_files(
    driver: Driver, user: User, chat: Conversation, attachments: list[Json], text: str = ""
) -> Shown:
    """Send files to the bot, with or without words."""
    return await driver.send(
        driver.activity("message", user, chat, text=text, attachments=attachments)
    )
