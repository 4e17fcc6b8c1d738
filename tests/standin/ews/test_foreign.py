"""A client that is not ours, in another language: ews-javascript-api under Node."""

import asyncio
import json
import os
import shutil
from pathlib import Path

import pytest

from bot.standin.ews.store import parsed
from tests.ews_world import ADDRESS, PASSWORD, Ews
from tests.standin.ews.asking import RAW

FOLDER = Path(__file__).parents[3] / "tools" / "ews"


def need_tools() -> None:
    """Skip where Node or the npm packages are missing; in CI that is a failure."""
    if shutil.which("node") and (FOLDER / "node_modules").is_dir():
        return
    said = "Not there: Node or the npm packages (npm ci in tools/ews)."
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)


async def test_a_foreign_client_finds_sends_and_synchronises(ews: Ews) -> None:
    need_tools()
    ews.drop(RAW)
    asked = {"url": ews.url, "user": ews.user, "password": PASSWORD, "to": ADDRESS}
    process = await asyncio.create_subprocess_exec(
        "node",
        str(FOLDER / "client.js"),
        env={name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, failed = await process.communicate(json.dumps(asked).encode())
    assert failed.decode() == ""
    assert json.loads(said) == {
        "subjects": ["Færdig"],
        "changes": 2,
        "more": False,
        "later": 0,
        "arrived": 1,
    }
    (sent,) = ews.sent
    assert parsed(sent)["Subject"] == "Prøve"
    assert len(ews.lies_in("sentitems")) == 1
    assert {"FindItem", "CreateItem", "SyncFolderItems", "GetEvents"} <= set(ews.calls)
