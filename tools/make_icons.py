"""Draw the two icons of the Teams app: a ball. Run: python tools/make_icons.py manifest."""

import math
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

Pixel = tuple[int, int, int, int]
#: says for a point, with the icon's centre as origin and half its width as 1, whether it is inked
Shape = Callable[[float, float], bool]

BLUE: Pixel = (31, 78, 121, 255)
WHITE: Pixel = (255, 255, 255, 255)
CLEAR: Pixel = (255, 255, 255, 0)
_SAMPLES = 4


def seam(x: float, y: float, radius: float, width: float) -> bool:
    """The two curved seams of a ball of this radius, a little tilted."""
    tilt = math.radians(-25)
    across = x * math.cos(tilt) - y * math.sin(tilt)
    along = x * math.sin(tilt) + y * math.cos(tilt)
    distance = math.hypot(abs(across) - 1.3 * radius, along)
    return abs(distance - 0.95 * radius) < width / 2


def color_ball(x: float, y: float) -> bool:
    """A white ball with its seams left out."""
    return math.hypot(x, y) < 0.56 and not seam(x, y, 0.56, 0.07)


def outlined_ball(x: float, y: float) -> bool:
    """The ball's edge and its seams."""
    edge = abs(math.hypot(x, y) - 0.84) < 0.07
    return edge or (math.hypot(x, y) < 0.84 and seam(x, y, 0.84, 0.13))


def draw(size: int, shape: Shape, ink: Pixel, paper: Pixel) -> bytes:
    """Give a PNG of the shape, its edges smoothed."""
    rows = bytearray()
    for row in range(size):
        rows.append(0)
        for column in range(size):
            share = _share(size, shape, column, row)
            rows += bytes(round(p + (i - p) * share) for i, p in zip(ink, paper, strict=True))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _share(size: int, shape: Shape, column: int, row: int) -> float:
    """How much of one pixel is inked."""
    steps = [(step + 0.5) / _SAMPLES for step in range(_SAMPLES)]
    half = size / 2
    inked = sum(shape((column + x) / half - 1, (row + y) / half - 1) for x in steps for y in steps)
    return inked / _SAMPLES**2


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "color.png").write_bytes(draw(192, color_ball, WHITE, BLUE))
    (folder / "outline.png").write_bytes(draw(32, outlined_ball, WHITE, CLEAR))
