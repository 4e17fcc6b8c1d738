"""Screenshots as PNG files with a palette of 256 colours: a third of the bytes."""

import base64
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser

_SCRIPT = Path(__file__).with_suffix(".js")
_PAPER = "#8d979f"


async def side_by_side(browser: Browser, shots: Sequence[bytes]) -> bytes:
    """Give one small PNG of all these, from left to right; the browser picks the colours."""
    page = await browser.new_page()
    try:
        await page.add_script_tag(path=_SCRIPT)
        addresses = [f"data:image/png;base64,{base64.b64encode(shot).decode()}" for shot in shots]
        found = await page.evaluate("shown => indexed(...shown)", [addresses, _PAPER])
    finally:
        await page.close()
    return _png(found["width"], bytes(found["colors"]), base64.b64decode(found["indices"]))


def _png(width: int, colors: bytes, indices: bytes) -> bytes:
    """Write a PNG; each row begins with the number of its filter, which is none."""
    rows = [b"\0" + indices[at : at + width] for at in range(0, len(indices), width)]
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", colors),
        (b"IDAT", zlib.compress(b"".join(rows), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
