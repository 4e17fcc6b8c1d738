"""The playground as a process, and a browser that looks at it."""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

FOLDER = Path(__file__).parents[2] / "tools" / "playground"
_COMMAND = FOLDER / "node_modules" / ".bin" / "agentsplayground"
_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
#: milliseconds, on any machine
_PATIENCE = 90_000
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    # the page asks for fonts elsewhere; nothing but this machine is looked up
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def need_tools() -> None:
    """Skip where the browser, Node or the npm packages are missing; in CI that is a failure."""
    missing = [
        name
        for name, is_there in (
            ("Chromium", bool(_CHROMIUM)),
            ("Node", shutil.which("node") is not None),
            ("the npm packages (npm ci in tools/playground)", _COMMAND.exists()),
        )
        if not is_there
    ]
    if missing:
        said = f"Not there: {', '.join(missing)}."
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)


def free_port() -> int:
    """Give a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def playground(port: int, messages_url: str, work_folder: Path) -> AsyncIterator[str]:
    """Run the playground before a bot that listens at `messages_url`; give its address."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(FOLDER / "start.py"),
        f"--port={port}",
        f"--messages={messages_url}",
        cwd=work_folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(180):
            line = await process.stdout.readline()
        assert line.decode().startswith("Playground: http"), line
        yield line.decode().split()[1]
    finally:
        process.terminate()
        await process.communicate()


@asynccontextmanager
async def page_at(url: str) -> AsyncIterator[Page]:
    """Open the address in a browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        try:
            page = await browser.new_page(viewport={"width": 1400, "height": 1000})
            page.set_default_timeout(_PATIENCE)
            expect.set_options(timeout=_PATIENCE)
            await page.goto(url)
            yield page
        finally:
            await browser.close()
